import { FieldGate } from '$lib/components/fieldGate';
import type { Form, Member } from '$lib/ipc/bindings';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FormSession, type FormPort } from './formSession.svelte';

const member = { name: '', phone: '' } as Member;

function form(more: Partial<Form<Member>> = {}): Form<Member> {
  return {
    draft: 'd1',
    id: 'r1',
    is_new: true,
    record: structuredClone(member),
    restored_from: null,
    office: { status: null, tracking_number: '', agency: '', reason: '', answer: '' },
    sync: { state: 'only_here' },
    ...more,
  };
}

function port(opened: Form<Member>) {
  const calls = {
    openForm: vi.fn(() => Promise.resolve(opened)),
    openDraft: vi.fn(() => Promise.resolve(opened)),
    keepDraft: vi.fn(() => Promise.resolve()),
    checkForm: vi.fn(() => Promise.resolve({ problems: [], warnings: [] })),
    saveForm: vi.fn(() => Promise.resolve('r1')),
    discardDraft: vi.fn(() => Promise.resolve()),
  };
  return calls;
}

async function opened(calls: ReturnType<typeof port>, prepare?: (record: Member) => void) {
  const session = new FormSession({ kind: 'member', id: null, prepare, port: calls as unknown as FormPort });
  await session.open();
  const type = (name: string): void => {
    if (session.record) session.record.name = name;
    session.noticed(JSON.stringify(session.record));
  };
  return { session, type };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an open form', () => {
  it('leaves nothing behind when nothing was typed, whatever was filled in for it', async () => {
    const calls = port(form());
    const { session } = await opened(calls, (record) => {
      record.phone = '08';
    });
    session.noticed(JSON.stringify(session.record));
    expect(await session.leave()).toBe(false);
    expect(calls.keepDraft).not.toHaveBeenCalled();
    expect(calls.discardDraft).toHaveBeenCalledWith('d1');
  });

  it('keeps its draft within two seconds and on leaving', async () => {
    const calls = port(form());
    const { session, type } = await opened(calls);
    type('Sri');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(calls.keepDraft).toHaveBeenLastCalledWith('d1', { name: 'Sri', phone: '' });
    type('Sri Wahyuni');
    expect(await session.leave()).toBe(true);
    expect(calls.keepDraft).toHaveBeenLastCalledWith('d1', { name: 'Sri Wahyuni', phone: '' });
    expect(calls.discardDraft).not.toHaveBeenCalled();
  });

  it('keeps a draft that came back even if it is only looked at', async () => {
    const calls = port(form({ restored_from: '2026-11-22T01:00:00Z' }));
    const { session } = await opened(calls);
    expect(await session.leave()).toBe(true);
    expect(calls.discardDraft).not.toHaveBeenCalled();
  });

  it('is silent about empty required fields until saving is tried', async () => {
    const calls = port(form());
    const required = { field: 'name', code: 'required', args: {} };
    calls.checkForm.mockResolvedValue({ problems: [required], warnings: [] } as never);
    calls.saveForm.mockRejectedValue({ code: 'invalid', args: {}, problems: [required] });
    const { session, type } = await opened(calls);
    type(' ');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(session.said('name').problem).toBeUndefined();
    expect(await session.save(new FieldGate())).toBeNull();
    expect(session.said('name').problem).toBeTruthy();
    expect(session.firstProblem()).toBe('name');
    expect(session.phase).toBe('open');
  });

  it('does not save past a date that cannot be read', async () => {
    const calls = port(form());
    const { session, type } = await opened(calls);
    type('Sri');
    const gate = new FieldGate();
    gate.join('birth_date', () => Promise.resolve(false));
    expect(await session.save(gate)).toBeNull();
    expect(calls.saveForm).not.toHaveBeenCalled();
    expect(session.firstProblem()).toBe('birth_date');
  });

  it('writes no draft after it was saved', async () => {
    const calls = port(form());
    const { session, type } = await opened(calls);
    type('Sri');
    expect(await session.save(new FieldGate())).toBe('r1');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(calls.keepDraft).not.toHaveBeenCalled();
    expect(await session.leave()).toBe(false);
    expect(calls.discardDraft).not.toHaveBeenCalled();
  });

  it('keeps what was typed when saving fails for another reason', async () => {
    const calls = port(form());
    calls.saveForm.mockRejectedValue({ code: 'disk_full', args: {}, problems: [] });
    const { session, type } = await opened(calls);
    type('Sri');
    expect(await session.save(new FieldGate())).toBeNull();
    expect(session.failure?.code).toBe('disk_full');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(calls.keepDraft).toHaveBeenCalled();
  });

  it('says when a draft could not be written', async () => {
    const calls = port(form());
    calls.keepDraft.mockRejectedValue({ code: 'disk_full', args: {}, problems: [] });
    const { session, type } = await opened(calls);
    type('Sri');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(session.keepFailed).toBe(true);
  });
});
