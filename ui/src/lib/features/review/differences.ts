// Where two texts differ, word by word, and a first draft of both in one.
import { diffLines, diffWordsWithSpace } from 'diff';

/** A piece of one version; `differs` where the other version has something else. */
export interface Piece {
  text: string;
  differs: boolean;
}

/** Longer than this a webview on an old laptop would be felt to stand still: then nothing is marked. */
const AT_MOST_MILLISECONDS = 250;
/** Where hardly anything is the same, marking everything helps nobody. */
const LEAST_SHARED = 0.25;

const whole = (text: string): Piece[] => [{ text, differs: false }];
const letters = (text: string): number => text.replace(/\s/g, '').length;

/** Both versions in pieces; put together again each is exactly its text. */
export function markDifferences(left: string, right: string): [Piece[], Piece[]] {
  const parts = diffWordsWithSpace(left, right, { timeout: AT_MOST_MILLISECONDS });
  if (!parts) return [whole(left), whole(right)];
  const shared = parts.filter((part) => !part.added && !part.removed);
  const sharedLetters = shared.reduce((sum, part) => sum + letters(part.value), 0);
  if (sharedLetters < LEAST_SHARED * Math.max(letters(left), letters(right)))
    return [whole(left), whole(right)];
  const side = (skipped: 'added' | 'removed', marked: 'added' | 'removed'): Piece[] =>
    parts.filter((part) => !part[skipped]).map((part) => ({ text: part.value, differs: part[marked] }));
  return [side('added', 'removed'), side('removed', 'added')];
}

/** Both texts as one, to be tidied by hand: what they share stands once, where they differ first one and then the other. */
export function bothTexts(left: string, right: string): string {
  const lines = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);
  const parts = diffLines(lines(left), lines(right), { timeout: AT_MOST_MILLISECONDS });
  if (!parts) return `${left}\n\n${right}`;
  return parts
    .map((part) => part.value)
    .join('')
    .replace(/\n$/, '');
}
