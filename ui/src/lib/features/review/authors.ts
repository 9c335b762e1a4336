// Who wrote a version, in words.
import type { ReviewAuthor } from '$lib/ipc/bindings';
import { words } from '$lib/words';

const w = words.review.who;

/** "Laptop ini", "Laptop B", or what the office is called; nothing was ever written by nobody. */
export function authorWords(author: ReviewAuthor | null, office: string): string {
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
