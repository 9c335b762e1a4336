import type { Dissemination } from '$lib/ipc/bindings';
import { expect, it } from 'vitest';
import { channelsOf, checkOf } from './disseminations.svelte';

it('names every channel that a dissemination went by', () => {
  const spread = { by_whatsapp: true, by_notice_board: true, other_channel: ' Pengajian ' };
  expect(channelsOf(spread as Dissemination)).toEqual(['WhatsApp', 'Papan informasi', 'Pengajian']);
  expect(channelsOf({ other_channel: '' } as Dissemination)).toEqual([]);
});

it('says what has not been checked', () => {
  expect(checkOf({ fact_check: null })).toEqual({ text: 'Belum dicek', tone: 'plain' });
  expect(checkOf({ fact_check: 'hoax' }).tone).toBe('warm');
  expect(checkOf({ fact_check: 'true' }).tone).toBe('good');
});
