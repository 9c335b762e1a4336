// Fields that hold typed text until it is read (dates, times) stand at this gate: before a form is saved,
// all of them are read, and what can't be read is named instead of being dropped silently.
import { getContext, setContext } from 'svelte';

/** Reads what was typed into the field; false if it can't be read. */
type Commit = () => Promise<boolean>;

export class FieldGate {
  readonly #fields = new Map<string, Commit>();

  /** Joins the gate; the answer leaves it again. */
  join(name: string, commit: Commit): () => void {
    this.#fields.set(name, commit);
    return () => {
      if (this.#fields.get(name) === commit) this.#fields.delete(name);
    };
  }

  /** Reads every field; answers the names of those that can't be read. */
  async commitAll(): Promise<string[]> {
    const read = await Promise.all(
      [...this.#fields].map(async ([name, commit]) => ((await commit()) ? null : name)),
    );
    return read.filter((name) => name !== null);
  }
}

const GATE = Symbol('field gate');
const READER = Symbol('date reader');

export const provideFieldGate = (gate: FieldGate): FieldGate => setContext(GATE, gate);
export const openFieldGate = (): FieldGate => provideFieldGate(new FieldGate());
export const fieldGate = (): FieldGate | undefined => getContext(GATE);

/** Reads a date as people type it into `2026-08-05`; `future` allows years a little ahead. */
export type DateReader = (text: string, future: boolean) => Promise<string | null>;

export const setDateReader = (reader: DateReader): DateReader => setContext(READER, reader);
export function dateReader(): DateReader {
  const reader = getContext<DateReader | undefined>(READER);
  if (!reader) throw new Error('no date reader was set above this field');
  return reader;
}
