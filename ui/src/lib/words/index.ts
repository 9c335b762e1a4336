// The words in use. A second language is a second catalogue of the same shape.
import { indonesian } from './id';

/** The shape that every catalogue has; a missing or misspelt key doesn't compile. */
export type Words = typeof indonesian;

export const words: Words = indonesian;
