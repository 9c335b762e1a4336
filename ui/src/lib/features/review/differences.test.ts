import { describe, expect, it } from 'vitest';
import { bothTexts, markDifferences, type Piece } from './differences';

const text = (pieces: Piece[]): string => pieces.map((piece) => piece.text).join('');
const marked = (pieces: Piece[]): string[] =>
  pieces.filter((piece) => piece.differs).map((piece) => piece.text.trim());

describe('differences', () => {
  it.each([
    ['Kerja bakti hari Minggu pukul tujuh.', 'Kerja bakti hari Sabtu pukul tujuh.'],
    ['Satu.\nDua.\n\nTiga.', 'Satu.\nDua dan setengah.\n\nTiga.\n'],
    ['', 'Ada'],
    ['sama', 'sama'],
  ])('leave each text as it is: %j, %j', (left, right) => {
    const [first, second] = markDifferences(left, right);
    expect([text(first), text(second)]).toEqual([left, right]);
  });

  it('are marked by words', () => {
    const [left, right] = markDifferences(
      'Kerja bakti hari Minggu pukul tujuh.',
      'Kerja bakti hari Sabtu pukul tujuh.',
    );
    expect([marked(left), marked(right)]).toEqual([['Minggu'], ['Sabtu']]);
  });

  it('are not marked where hardly anything is the same', () => {
    const [left, right] = markDifferences('Balai Desa Pringgondani', 'Rumah Pak RT');
    expect([marked(left), marked(right)]).toEqual([[], []]);
  });

  it('of twenty pages that share nothing are given up instead of holding up the window', () => {
    const words = (seed: number) =>
      Array.from({ length: 9_000 }, (_, at) => ((at * 7919 + seed) % 99_991).toString(36)).join(' ');
    const [left, right] = [words(1), words(2)];
    const began = performance.now();
    const [first, second] = markDifferences(left, right);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect([text(first), text(second)]).toEqual([left, right]);
  });
});

describe('both texts in one', () => {
  it('say once what they share', () => {
    expect(bothTexts('Pembukaan.\nUsul: jalan.\nPenutup.', 'Pembukaan.\nUsul: jembatan.\nPenutup.')).toBe(
      'Pembukaan.\nUsul: jalan.\nUsul: jembatan.\nPenutup.',
    );
  });

  it('stand below each other where they share nothing', () => {
    expect(bothTexts('Rajin.', 'Pandai menulis.')).toBe('Rajin.\nPandai menulis.');
  });

  it('are one when one goes on where the other ends', () => {
    expect(bothTexts('Rajin.', 'Rajin.\nPandai menulis.')).toBe('Rajin.\nPandai menulis.');
  });
});
