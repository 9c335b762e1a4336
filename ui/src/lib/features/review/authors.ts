// Who wrote a version, in words.
import type { ReviewAuthor } from '$lib/ipc/bindings';
import { words } from '$lib/words';

const w = words.review.who;

/** "Laptop ini", "Laptop B", or what the office is called, as a heading; nothing was ever written by nobody. */
export function authorHeading(author: ReviewAuthor | null, office: string): string {
  switch (author?.who) {
    case undefined:
      return w.nobody;
    case 'here':
      return w.here;
    case 'laptop':
      return w.laptop(author.letter);
    case 'office':
      return office;
  }
}

/** The same within a sentence: "isian laptop ini". */
export function authorInside(author: ReviewAuthor | null, office: string): string {
  if (author?.who === 'here') return w.hereInside;
  return author?.who === 'laptop' ? w.laptopInside(author.letter) : authorHeading(author, office);
}
