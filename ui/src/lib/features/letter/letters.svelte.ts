// The letters that go out, as a list.
import { longDate } from '$lib/dates/format';
import type { LetterKind, LetterRow } from '$lib/ipc/bindings';
import type { DocumentName } from '$lib/ipc/documentBindings';
import { listLetters } from '$lib/ipc/commands';
import { RecordList } from '$lib/lists/recordList.svelte';
import { words } from '$lib/words';

/** The first of the addressees, as it stands in a table. */
export function firstAddressee(row: LetterRow): string {
  return row.letter.addressee.split('\n')[0]?.trim() ?? '';
}

export const letterList = (): RecordList<LetterRow> =>
  new RecordList<LetterRow>({
    fetch: listLetters,
    text: ({ letter, meeting_title }) =>
      [
        letter.number,
        letter.subject,
        letter.addressee,
        meeting_title,
        letter.letter_kind ? words.letter.kind[letter.letter_kind] : '',
        longDate(letter.date),
      ].join(' '),
    sortValues: {
      date: (row) => row.letter.date,
      number: (row) => row.letter.number,
      kind: (row) => (row.letter.letter_kind ? words.letter.kind[row.letter.letter_kind] : null),
      subject: (row) => row.letter.subject,
      addressee: firstAddressee,
    },
    filters: {
      kind: (row, value) => row.letter.letter_kind === value,
      year: (row, value) => (row.letter.date ?? '').startsWith(value),
    },
    sortKey: 'date',
    descending: true,
  });

/** The document that a letter of a kind is; null for those that are written elsewhere. */
export const documentOf: Record<LetterKind, DocumentName | null> = {
  invitation: 'invitation',
  official_report: 'official-report',
  cover_letter: 'cover-letter',
  other: null,
};
