import { describe, expect, it } from 'vitest';
import { compare, matches } from './search';

describe('the search of a list', () => {
  it('finds every word anywhere, without accents and case', () => {
    expect(matches('Ni Luh Ayu Léstari, Ketua', 'lestari ketua')).toBe(true);
    expect(matches('Ni Luh Ayu Lestari, Ketua', 'lestari bendahara')).toBe(false);
    expect(matches('apa saja', '  ')).toBe(true);
  });

  it('sorts numbers as numbers and leaves what is empty at the end', () => {
    const sorted = ['', 'KIM-10', 'KIM-9', 'kim-1'].sort(compare);
    expect(sorted).toEqual(['kim-1', 'KIM-9', 'KIM-10', '']);
    expect([3, null, 1].sort(compare)).toEqual([1, 3, null]);
  });
});
