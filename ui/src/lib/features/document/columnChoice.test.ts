import { expect, it } from 'vitest';
import { inOrder, moved, toggled } from './columnChoice';

const ALL = ['a', 'b', 'c', 'd'] as const;

it('lists the shown columns first, in their own order', () => {
  expect(inOrder(ALL, ['d', 'b'])).toEqual(['d', 'b', 'a', 'c']);
  expect(inOrder(ALL, ALL)).toEqual(ALL);
});

it('puts a column back where it usually stands, and leaves at least one', () => {
  expect(toggled(ALL, ['a', 'd'], 'c')).toEqual(['a', 'c', 'd']);
  expect(toggled(ALL, ['d', 'a'], 'b')).toEqual(['b', 'd', 'a']);
  expect(toggled(ALL, ['a'], 'd')).toEqual(['a', 'd']);
  expect(toggled(ALL, ['a', 'd'], 'a')).toEqual(['d']);
  expect(toggled(ALL, ['d'], 'd')).toEqual(['d']);
});

it('moves a column, but not over the edge', () => {
  expect(moved(ALL, 'c', -1)).toEqual(['a', 'c', 'b', 'd']);
  expect(moved(ALL, 'c', 1)).toEqual(['a', 'b', 'd', 'c']);
  expect(moved(ALL, 'a', -1)).toEqual(ALL);
  expect(moved(ALL, 'd', 1)).toEqual(ALL);
});
