import type { Profile, VillageChoice } from '$lib/ipc/bindings';
import { expect, it } from 'vitest';
import { fillFromVillage, splitRegency, timeZoneOf } from './villageChoice';

const choose = (code: string, level: string, regency: string): Profile => {
  const profile = { official_position: '' } as Profile;
  const choice: VillageChoice = {
    code,
    name: 'Sukamaju',
    district: 'Cibeunying',
    regency,
    province: '',
    level,
  };
  fillFromVillage(profile, choice);
  return profile;
};

it('fills the words of the region', () => {
  expect(choose('51.08.05.2003', 'desa', 'Kabupaten Buleleng')).toMatchObject({
    regency: 'Buleleng',
    word_regency: 'Kabupaten',
    word_village_head: 'Perbekel',
    word_hamlet: 'Banjar',
    time_zone: 'WITA',
    official_position: 'Perbekel Sukamaju',
  });
  expect(choose('32.73.14.1004', 'kelurahan', 'Kota Bandung')).toMatchObject({
    level: 'urban_village',
    regency: 'Bandung',
    word_regency: 'Kota',
    word_village: 'Kelurahan',
    word_village_head: 'Lurah',
    time_zone: 'WIB',
  });
  expect(choose('13.06.01.2001', 'desa', 'Kabupaten Agam')).toMatchObject({
    level: 'nagari',
    word_village: 'Nagari',
  });
});

it('knows the time zones of the provinces', () => {
  expect(['11', '35', '51', '61', '64', '73', '81', '94', '97'].map(timeZoneOf)).toEqual([
    'WIB',
    'WIB',
    'WITA',
    'WIB',
    'WITA',
    'WITA',
    'WIT',
    'WIT',
    'WIT',
  ]);
  expect(splitRegency('Kota Bandung')).toEqual({ word: 'Kota', name: 'Bandung' });
  expect(splitRegency('Buleleng')).toEqual({ word: '', name: 'Buleleng' });
});
