import type { MemberRow, Profile } from '$lib/ipc/bindings';
import { expect, it } from 'vitest';
import { placeOf, usualOptions } from './roster.svelte';

it('says where a file lies on either system', () => {
  expect(placeOf('/home/sri/Dokumen/Adinda/Daftar anggota.pdf')).toBe('Adinda › Daftar anggota.pdf');
  expect(placeOf('C:\\Users\\Sri\\Documents\\Adinda\\Daftar anggota.pdf')).toBe(
    'Adinda › Daftar anggota.pdf',
  );
});

it('prints with the official on the left and the active chair on the right, and no NIK', () => {
  const profile = {
    name: 'KIM Mekar Sari',
    village: 'Panji Anom',
    paper: 'A4',
    official_name: 'I Nyoman Sutama',
    official_position: 'Perbekel Panji Anom',
    official_number_label: 'none',
    official_number: '1967',
  } as Profile;
  const chair = (id: string, active: boolean, name: string) =>
    ({ id, active, archived: false, member: { name, position: 'chair' } }) as MemberRow;
  const options = usualOptions(profile, [chair('1', false, 'Lama'), chair('2', true, 'Sri')], '2026-11-22');
  expect(options).toMatchObject({
    paper: 'A4',
    show_nik: false,
    active_only: true,
    left: { position: 'Perbekel Panji Anom', name: 'I Nyoman Sutama', number: '' },
    right: { position: 'Ketua KIM Mekar Sari', name: 'Sri' },
    place: 'Panji Anom',
    date: '2026-11-22',
  });
  const nip = usualOptions({ ...profile, official_number_label: 'NIP' }, [], '2026-11-22');
  expect(nip.left.number).toBe('NIP 1967');
  expect(usualOptions(null, [], '2026-11-22').paper).toBe('F4');
});
