import { expect, it } from 'vitest';
import { placeOf } from './documentDesk.svelte';

it('says where a file lies on either system', () => {
  expect(placeOf('/home/sri/Dokumen/Adinda/Daftar anggota.pdf')).toBe('Adinda › Daftar anggota.pdf');
  expect(placeOf('C:\\Users\\Sri\\Documents\\Adinda\\Daftar anggota.pdf')).toBe(
    'Adinda › Daftar anggota.pdf',
  );
});
