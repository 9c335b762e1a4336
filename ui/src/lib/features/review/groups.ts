// What waits, record by record, and what can be chosen for a record in one go.
import type {
  Aspiration,
  DoubleRow,
  FormKind,
  RecordId,
  ReviewAuthor,
  ReviewItem,
  SettleChoice,
  Settlement,
} from '$lib/ipc/bindings';

/** The items of one record; a person who spoke belongs to the aspiration. */
export interface RecordGroup {
  record: RecordId;
  kind: string;
  title: string;
  form: FormKind | null;
  items: ReviewItem[];
}

interface KnownAspiration {
  id: RecordId;
  aspiration: Pick<Aspiration, 'reporter' | 'title'>;
}

/** Groups items in the order in which they came. */
export function groupByRecord(items: ReviewItem[], aspirations: KnownAspiration[]): RecordGroup[] {
  const groups = new Map<RecordId, RecordGroup>();
  for (const item of items) {
    const told =
      item.kind === 'reporter'
        ? aspirations.find(({ aspiration }) => aspiration.reporter === item.record)
        : undefined;
    const group: RecordGroup = told
      ? { record: told.id, kind: 'aspiration', title: told.aspiration.title, form: 'aspiration', items: [] }
      : { record: item.record, kind: item.kind, title: item.title, form: item.form, items: [] };
    const known = groups.get(group.record) ?? group;
    known.items.push(item);
    groups.set(group.record, known);
  }
  return [...groups.values()];
}

export const keyOf = (item: Pick<ReviewItem, 'op' | 'field'>): string => `${item.op}/${item.field}`;

export const pairKey = ({ first, second }: DoubleRow): string => `${first.id} ${second.id}`;

export const isHeld = (item: ReviewItem): boolean => item.reason.reason === 'held';

/** A choice about an item as it was looked at. */
export function settlement(item: ReviewItem, choice: SettleChoice, stamp = item.stamp): Settlement {
  return { op: item.op, field: item.field, stamp, choice };
}

/** One choice for several fields of a record. */
export interface BulkChoice {
  key: string;
  /** Whose versions; none where it is about the archive. */
  author: ReviewAuthor | null;
  about: 'author' | 'stay_archived' | 'bring_back';
  settlements: Settlement[];
}

const authorKey = (author: ReviewAuthor): string =>
  author.who === 'laptop' ? `laptop ${author.letter}` : author.who;

/** What is offered for a record in one go: never for one field alone, never for what the office couldn't take. */
export function bulkChoices(items: ReviewItem[]): BulkChoice[] {
  const keep: SettleChoice = { choice: 'keep_standing' };
  const take: SettleChoice = { choice: 'take_other' };
  const archived = items.filter((item) => item.reason.reason === 'archived');
  const archive: BulkChoice[] =
    archived.length < 2
      ? []
      : [
          { about: 'stay_archived' as const, choice: keep },
          { about: 'bring_back' as const, choice: take },
        ].map(({ about, choice }) => ({
          key: about,
          author: null,
          about,
          settlements: archived.map((item) => settlement(item, choice)),
        }));

  // Whether to archive is a question of its own.
  const fields = items.filter((item) => ['same_field', 'made_final'].includes(item.reason.reason));
  const authors = new Map<string, ReviewAuthor>();
  for (const { standing, other } of fields) {
    for (const { author } of [standing, other]) if (author) authors.set(authorKey(author), author);
  }
  const byAuthor = [...authors].map(([key, author]): BulkChoice => {
    const wrote = (version: ReviewItem['standing']): boolean =>
      version.author !== null && authorKey(version.author) === key;
    const settlements = fields.flatMap((item) => {
      // Both versions are of one hand: which one is meant can't be said in one go.
      if (wrote(item.standing) === wrote(item.other)) return [];
      return [settlement(item, wrote(item.other) ? take : keep)];
    });
    return { key, author, about: 'author', settlements };
  });
  return [...archive, ...byAuthor.filter((choice) => choice.settlements.length > 1)];
}
