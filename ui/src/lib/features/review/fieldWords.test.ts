import type { ReviewItem, ReviewValue } from '$lib/ipc/bindings';
import { words } from '$lib/words';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canBeJoined, choicesOfField, editorOf, fieldWords, valueWords } from './fieldWords';

const region = { hamlet: 'Banjar', village: 'Nagari', district: 'Kecamatan', regency: 'Kabupaten' };
const field = (kind: string, label: string, entry = '') => fieldWords({ kind, label, entry }, region);
const said = (kind: string, label: string, value: ReviewValue) => valueWords({ kind, label }, value, region);
const item = (kind: string, label: string, value: ReviewValue, long = false): ReviewItem => ({
  op: 'o',
  field: label,
  label,
  entry: '',
  kind,
  record: 'r',
  title: '',
  form: null,
  reason: { reason: 'same_field' },
  standing: { value, author: null, saved_at: null },
  other: { value, author: null, saved_at: null },
  long_text: long,
  stamp: 's',
});

describe('a field', () => {
  it('is called as its form calls it', () => {
    expect(field('member', 'address')).toBe('Alamat');
    expect(field('member', 'hamlet')).toBe('Banjar');
    expect(field('meeting', 'status')).toBe('Notulen');
    expect(field('aspiration', 'register_number')).toBe('Nomor register');
    expect(field('reporter', 'name')).toBe('Nama penyampai');
    expect(field('profile', 'official_position')).toBe('Jabatan pejabat');
  });

  it('of a list names its entry, unless it is the entry’s name itself', () => {
    expect(field('meeting', 'attendance//status', 'Sri')).toBe('Kehadiran · Sri');
    expect(field('meeting', 'guests//name', 'Pak Camat')).toBe('Nama tamu');
    expect(field('meeting', 'decisions//removed', 'Kerja bakti')).toBe('Baris keputusan · Kerja bakti');
    expect(field('aspiration', 'attachments//caption', 'jalan.jpg')).toBe('Keterangan lampiran · jalan.jpg');
    expect(field('meeting', 'agenda//pos', 'Doa')).toBe('Urutan: baris acara · Doa');
    expect(field('meeting', 'decisions//due', 'x'.repeat(300)).length).toBeLessThan(100);
  });

  it('of a newer version has a word as well', () => {
    expect(field('member', 'from_tomorrow')).toBe('Isian lain');
    expect(field('meeting', 'songs//title', '')).toBe('Isian lain');
    expect(field('letter', 'name')).toBe('Isian lain');
  });
});

describe('a value', () => {
  it('is said as people read it', () => {
    expect(said('member', 'joined_on', { type: 'date', value: '2024-08-05' }).text).toBe('5 Agustus 2024');
    expect(said('member', 'joined_on', { type: 'date', value: '31 Februari' }).text).toBe('31 Februari');
    expect(said('member', 'phone', { type: 'text', value: '+62812' }).text).toBe('0812');
    expect(said('meeting', 'start_time', { type: 'text', value: '09:30' }).text).toBe('09.30');
    expect(said('meeting', 'attendance//status', { type: 'choice', value: 'sick' }).text).toBe('Sakit');
    expect(said('aspiration', 'destination', { type: 'choice', value: 'village' }).text).toBe('Nagari');
    expect(said('member', 'sex', { type: 'choice', value: '?' }).text).toBe('?');
    expect(said('member', 'address', { type: 'empty' })).toEqual({ text: 'kosong', quiet: true });
    expect(said('member', 'removed', { type: 'boolean', value: true }).text).toBe('Diarsipkan');
    expect(said('member', 'removed', { type: 'empty' }).text).toBe('Tetap di daftar');
    expect(said('meeting', 'guests//removed', { type: 'boolean', value: true }).text).toBe(
      'Barisnya dihapus',
    );
  });

  it('is mended with the control that fits it', () => {
    const editor = (...args: Parameters<typeof item>) => editorOf(item(...args), region);
    const text: ReviewValue = { type: 'text', value: 'x' };
    expect(editor('member', 'address', text)).toBe('text');
    expect(editor('member', 'note', text, true)).toBe('long');
    expect(editor('member', 'joined_on', { type: 'date', value: 'x' })).toBe('date');
    expect(editor('member', 'sex', { type: 'choice', value: '?' })).toBe('choice');
    expect(editor('meeting', 'end_time', text)).toBe('time');
    expect(editor('member', 'order', { type: 'number', value: 70_000 })).toBe('number');
    expect(editor('member', 'phone', text)).toBeNull();
    expect(editor('member', 'inactive', { type: 'boolean', value: true })).toBeNull();
  });

  it('is joined only where both are long texts', () => {
    expect(canBeJoined(item('member', 'note', { type: 'text', value: 'x' }, true))).toBe(true);
    expect(canBeJoined(item('member', 'note', { type: 'empty' }, true))).toBe(false);
    expect(canBeJoined(item('member', 'address', { type: 'text', value: 'x' }))).toBe(false);
  });
});

describe('the fields of the Rust side', () => {
  const FILES = {
    member: 'member',
    profile: 'profile',
    meeting: 'meeting',
    aspiration: 'aspiration',
    activity: 'activity',
    letter: 'letter',
  };
  const source = (kind: keyof typeof FILES): string =>
    readFileSync(join(import.meta.dirname, `../../../../../crates/domain/src/${FILES[kind]}.rs`), 'utf8');

  it.each(['member', 'profile', 'meeting', 'aspiration', 'activity', 'letter'] as const)(
    'of a %s have words for their choices',
    (kind) => {
      const choices = [...source(kind).matchAll(/^\s+(\w+): Option<\w+> = Choice\(/gm)].map(
        (match) => match[1],
      );
      expect(choices.length).toBeGreaterThan(1);
      const lists = Object.keys(words.review.fields.lists);
      const wordless = choices.filter(
        (name) =>
          !choicesOfField({ kind, label: name! }, region) &&
          !lists.some((list) => choicesOfField({ kind, label: `${list}//${name}` }, region)),
      );
      expect(wordless).toEqual([]);
    },
  );
});
