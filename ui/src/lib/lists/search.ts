// Search as you type over what a list shows: every word must be found, whatever its accents and case.

/** Lower case without accents, so that "Wayan" finds "wāyan". */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

/** Whether every word of the query stands somewhere in the text. */
export function matches(text: string, query: string): boolean {
  const folded = fold(text);
  return fold(query)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => folded.includes(word));
}

/** Compares what a column sorts by: empty last, numbers as numbers, words as Indonesians sort them. */
export function compare(a: string | number | null, b: string | number | null): number {
  const [emptyA, emptyB] = [a === null || a === '', b === null || b === ''];
  if (emptyA || emptyB) return Number(emptyA) - Number(emptyB);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

const collator = new Intl.Collator('id', { numeric: true, sensitivity: 'base' });
