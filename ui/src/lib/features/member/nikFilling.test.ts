import { expect, it } from 'vitest';
import { NikFilling } from './nikFilling';

it('fills what is empty, and later only what it filled itself', () => {
  const filling = new NikFilling();
  const record = { birth_date: null as string | null, sex: null as 'male' | 'female' | null };
  expect(filling.fill(record, { birth_date: '1987-08-17', sex: 'female' })).toEqual(['birth_date', 'sex']);
  record.birth_date = '1987-08-18';
  expect(filling.fill(record, { birth_date: '1990-01-01', sex: 'male' })).toEqual(['sex']);
  expect(record).toEqual({ birth_date: '1987-08-18', sex: 'male' });
});
