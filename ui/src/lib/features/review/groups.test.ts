import type { ReviewAuthor, ReviewItem, ReviewReason } from '$lib/ipc/bindings';
import { describe, expect, it } from 'vitest';
import { bulkChoices, groupByRecord } from './groups';

const here: ReviewAuthor = { who: 'here' };
const laptop = (letter: string): ReviewAuthor => ({ who: 'laptop', letter });

function item(
  field: string,
  more: Partial<ReviewItem> & { by?: [ReviewAuthor | null, ReviewAuthor] } = {},
): ReviewItem {
  const [standing, other] = more.by ?? [here, laptop('B')];
  return {
    op: `op of ${field}`,
    field,
    label: field,
    entry: '',
    kind: 'member',
    record: 'sri',
    title: 'Sri',
    form: 'member',
    reason: { reason: 'same_field' },
    standing: { value: { type: 'empty' }, author: standing, saved_at: null },
    other: { value: { type: 'text', value: 'x' }, author: other, saved_at: null },
    long_text: false,
    stamp: `stamp of ${field}`,
    ...more,
  };
}
const because = (reason: 'archived' | 'archiving' | 'made_final'): { reason: ReviewReason } => ({
  reason: { reason },
});
const held: { reason: ReviewReason } = { reason: { reason: 'held', code: 'too_long' } };
const offered = (items: ReviewItem[]) =>
  bulkChoices(items).map(({ key, settlements }) => [
    key,
    ...settlements.map((s) => `${s.field} ${s.choice.choice}`),
  ]);

describe('what waits', () => {
  it('stands together by record, in the order in which it came', () => {
    const groups = groupByRecord(
      [item('address'), item('title', { record: 'rapat', kind: 'meeting', title: 'Rapat' }), item('note')],
      [],
    );
    expect(groups.map((group) => [group.title, group.items.length])).toEqual([
      ['Sri', 2],
      ['Rapat', 1],
    ]);
  });

  it('in the person who spoke stands with the aspiration', () => {
    const aspirations = [{ id: 'a', aspiration: { reporter: 'p', title: 'Jembatan retak' } }];
    const groups = groupByRecord(
      [
        item('contact', { record: 'p', kind: 'reporter', title: 'Budi', form: null }),
        item('location', { record: 'a', kind: 'aspiration', title: 'Jembatan retak', form: 'aspiration' }),
      ],
      aspirations,
    );
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ record: 'a', title: 'Jembatan retak', form: 'aspiration' });
    expect(groups[0]?.items.map(({ record }) => record)).toEqual(['p', 'a']);
  });
});

describe('in one go', () => {
  it('all of one laptop are taken, each as it was looked at', () => {
    const items = [item('address'), item('note', { by: [laptop('B'), here] })];
    expect(offered(items)).toEqual([
      ['here', 'address keep_standing', 'note take_other'],
      ['laptop B', 'address take_other', 'note keep_standing'],
    ]);
    expect(bulkChoices(items)[0]?.settlements.map(({ stamp }) => stamp)).toEqual([
      'stamp of address',
      'stamp of note',
    ]);
  });

  it('nothing is offered for one field, nor for what the office could not take', () => {
    expect(offered([item('address')])).toEqual([]);
    expect(offered([item('address'), item('note', held)])).toEqual([]);
  });

  it('nobody is chosen where both versions are theirs, or nobody’s', () => {
    expect(
      offered([item('address', { by: [here, here] }), item('note', { by: [null, laptop('B')] }), item('rt')]),
    ).toEqual([['laptop B', 'note take_other', 'rt take_other']]);
  });

  it('whether to archive is a question of its own', () => {
    expect(offered([item('address', because('archived')), item('note', because('archived'))])).toEqual([
      ['stay_archived', 'address keep_standing', 'note keep_standing'],
      ['bring_back', 'address take_other', 'note take_other'],
    ]);
    expect(offered([item('address'), item('removed', because('archiving'))])).toEqual([]);
  });
});
