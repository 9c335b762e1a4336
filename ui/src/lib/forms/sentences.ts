// Codes of the Rust side as sentences of the catalogue.
import type { FieldProblem, IpcError } from '$lib/ipc/bindings';
import { words } from '$lib/words';

export function problemSentence(problem: FieldProblem): string {
  const sentences: { [code: string]: (args: FieldProblem['args']) => string } = words.fieldProblems;
  return (sentences[problem.code] ?? words.fieldProblems.unknown)(problem.args);
}

export function errorSentence(error: IpcError): string {
  const sentences: { [code: string]: (args: IpcError['args']) => string } = words.errors;
  return (sentences[error.code] ?? words.errors.unexpected)(error.args);
}
