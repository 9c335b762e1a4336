import type { DocumentOutline, DocumentRequest } from '$lib/ipc/documentBindings';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DocumentDesk, placeOf } from './documentDesk.svelte';

const said = vi.hoisted(() => ({
  lookAt: [] as { request: DocumentRequest; answer: (outline: DocumentOutline) => void }[],
  stops: 0,
  saved: [] as DocumentRequest[],
  saveFails: false,
}));

vi.mock('$lib/components/toaster.svelte', () => ({ getToaster: () => ({ show: () => undefined }) }));
vi.mock('$lib/ipc/commands', async (original) => ({
  ...(await original<object>()),
  documentUsual: async () => ({ document: { name: 'roster' }, paper: 'F4', show_nik: false }),
  documentLookAt: (request: DocumentRequest) =>
    new Promise((answer) => said.lookAt.push({ request, answer: answer as never })),
  documentSave: async (request: DocumentRequest) => {
    said.saved.push(request);
    if (said.saveFails) throw { code: 'disk_full' };
    return '/home/sri/Adinda/x.pdf';
  },
  documentStop: async () => {
    said.stops += 1;
  },
}));

const outline = (number: number): DocumentOutline => ({ number, pages: 1, width_mm: 215, height_mm: 330 });

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(said, { lookAt: [], stops: 0, saved: [], saveFails: false });
});
afterEach(() => {
  vi.useRealTimers();
});

async function opened(): Promise<DocumentDesk> {
  const desk = new DocumentDesk();
  await desk.open('roster', null);
  desk.changed();
  await vi.advanceTimersByTimeAsync(0);
  return desk;
}

it('shows the pages that were asked for last, whatever comes when', async () => {
  const desk = await opened();
  said.lookAt[0]?.answer(outline(1));
  await vi.advanceTimersByTimeAsync(0);
  expect(desk.outline?.number).toBe(1);
  desk.changed();
  await vi.advanceTimersByTimeAsync(100);
  expect(said.lookAt, 'not while one types').toHaveLength(1);
  await vi.advanceTimersByTimeAsync(400);
  desk.changed();
  await vi.advanceTimersByTimeAsync(400);
  expect(said.lookAt).toHaveLength(3);
  said.lookAt[2]?.answer(outline(3));
  await vi.advanceTimersByTimeAsync(0);
  said.lookAt[1]?.answer(outline(2));
  await vi.advanceTimersByTimeAsync(0);
  expect([desk.outline?.number, desk.preparing]).toEqual([3, false]);
});

it('counts the seconds, and can be stopped; what was shown stays', async () => {
  const desk = await opened();
  said.lookAt[0]?.answer(outline(1));
  await vi.advanceTimersByTimeAsync(0);
  desk.changed();
  await vi.advanceTimersByTimeAsync(350 + 3000);
  expect(desk.seconds).toBe(3);
  await desk.stop();
  expect([said.stops, desk.stopped, desk.preparing, desk.seconds]).toEqual([1, true, false, 0]);
  said.lookAt[1]?.answer(outline(2));
  await vi.advanceTimersByTimeAsync(0);
  expect(desk.outline?.number).toBe(1);
});

it('shows a NIK for one time: not after it was handed out, but still after that failed', async () => {
  const desk = await opened();
  if (!desk.request) throw new Error('no request');
  desk.request.show_nik = true;
  said.saveFails = true;
  await desk.savePdf();
  expect(desk.request.show_nik).toBe(true);
  said.saveFails = false;
  await desk.savePdf();
  expect(said.saved.map((request) => request.show_nik)).toEqual([true, true]);
  expect(desk.request.show_nik).toBe(false);
});

it('says where a file lies on either system', () => {
  expect(placeOf('/home/sri/Dokumen/Adinda/Daftar anggota.pdf')).toBe('Adinda › Daftar anggota.pdf');
  expect(placeOf('C:\\Users\\Sri\\Documents\\Adinda\\Daftar anggota.pdf')).toBe(
    'Adinda › Daftar anggota.pdf',
  );
});
