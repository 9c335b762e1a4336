import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import Host from './DateFieldHost.test.svelte';
import { FieldGate, type DateReader } from './fieldGate';

const reader: DateReader = (text) => Promise.resolve(text === '5-8-24' ? '2024-08-05' : null);

function show(read: DateReader = reader) {
  const gate = new FieldGate();
  const seen: (string | null)[] = [];
  render(Host, { read, gate, changed: (value: string | null) => void seen.push(value) });
  return { gate, seen, field: screen.getByTestId<HTMLInputElement>('field-birth_date') };
}

describe('the date field', () => {
  it('reads what is typed and shows the date in words', async () => {
    const { field, seen } = show();
    await fireEvent.focus(field);
    await fireEvent.input(field, { target: { value: '5-8-24' } });
    await waitFor(() => expect(seen.at(-1)).toBe('2024-08-05'));
    expect(field.value).toBe('5-8-24');
    await fireEvent.blur(field);
    await waitFor(() => expect(field.value).toBe('5 Agustus 2024'));
  });

  it('keeps what it cannot read in the field, says so, and stands in the way of saving', async () => {
    const { field, gate, seen } = show();
    await fireEvent.focus(field);
    await fireEvent.input(field, { target: { value: 'kemarin' } });
    expect(await gate.commitAll()).toEqual(['birth_date']);
    expect(field.value).toBe('kemarin');
    expect(seen.at(-1)).toBeNull();
    await waitFor(() => expect(screen.getByTestId('problem').textContent).toContain('belum terbaca'));
  });

  it('is read before saving although it still has the focus', async () => {
    const { field, gate, seen } = show();
    await fireEvent.focus(field);
    await fireEvent.input(field, { target: { value: '5-8-24' } });
    expect(await gate.commitAll()).toEqual([]);
    expect(seen.at(-1)).toBe('2024-08-05');
  });

  it('drops an answer that comes after a newer question', async () => {
    const answers: ((value: string | null) => void)[] = [];
    const { field, seen } = show(() => new Promise((answer) => answers.push(answer)));
    await fireEvent.focus(field);
    await fireEvent.input(field, { target: { value: '5-8-2' } });
    await fireEvent.input(field, { target: { value: '5-8-24' } });
    answers[1]?.('2024-08-05');
    answers[0]?.('2002-08-05');
    await waitFor(() => expect(seen.at(-1)).toBe('2024-08-05'));
    expect(seen).not.toContain('2002-08-05');
  });
});
