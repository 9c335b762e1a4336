import { describe, expect, it } from 'vitest';
import { RecordList } from './recordList.svelte';

interface Row {
  id: string;
  archived: boolean;
  name: string;
  place: string;
}

const rows: Row[] = [
  { id: '1', archived: false, name: 'Wayan', place: 'Kelod' },
  { id: '2', archived: false, name: 'Ayu', place: '' },
  { id: '3', archived: true, name: 'Made', place: 'Bukit' },
];

async function list(): Promise<RecordList<Row>> {
  const made = new RecordList<Row>({
    fetch: () => Promise.resolve(rows),
    text: (row) => row.name,
    sortValues: { name: (row) => row.name, place: (row) => row.place },
    filters: { place: (row, value) => row.place === value },
    sortKey: 'name',
  });
  await made.load();
  return made;
}

const names = (shown: RecordList<Row>): string[] => shown.visible.map((row) => row.name);

describe('a list of records', () => {
  it('hides the archive until it is asked for', async () => {
    const shown = await list();
    expect(names(shown)).toEqual(['Ayu', 'Wayan']);
    expect(shown.archivedCount).toBe(1);
    shown.showArchived = true;
    expect(names(shown)).toEqual(['Ayu', 'Made', 'Wayan']);
  });

  it('turns the order on the second click, with what is empty always at the end', async () => {
    const shown = await list();
    shown.sort('place');
    expect(names(shown)).toEqual(['Wayan', 'Ayu']);
    shown.sort('place');
    expect(names(shown)).toEqual(['Wayan', 'Ayu']);
    shown.sort('name');
    shown.sort('name');
    expect(names(shown)).toEqual(['Wayan', 'Ayu']);
  });

  it('searches and filters together, and clears both', async () => {
    const shown = await list();
    shown.query = 'wa';
    shown.filters.place = 'Bukit';
    expect(names(shown)).toEqual([]);
    shown.clear();
    expect(names(shown)).toHaveLength(2);
  });

  it('says why it could not be read', async () => {
    const broken = new RecordList<Row>({
      fetch: () => Promise.reject({ code: 'database', args: {}, problems: [] }),
      text: () => '',
      sortValues: {},
      filters: {},
      sortKey: 'name',
    });
    await broken.load();
    expect(broken.problem?.code).toBe('database');
  });
});
