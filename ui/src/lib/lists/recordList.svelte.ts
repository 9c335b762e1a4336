// The rows of one kind with what is searched, filtered and sorted; stays as it was left when one comes back.
import type { IpcError } from '$lib/ipc/bindings';
import { toIpcError } from '$lib/ipc/commands';
import { compare, matches } from './search';

interface ListRules<Row> {
  fetch: () => Promise<Row[]>;
  /** The text that the search looks into. */
  text: (row: Row) => string;
  sortValues: { [key: string]: (row: Row) => string | number | null };
  filters: { [name: string]: (row: Row, value: string) => boolean };
  /** The filters that are set from the start. */
  preset?: { [name: string]: string };
  sortKey: string;
  descending?: boolean;
}

export class RecordList<Row extends { id: string; archived: boolean }> {
  rows = $state.raw<Row[]>([]);
  loaded = $state(false);
  problem = $state.raw<IpcError | null>(null);
  query = $state('');
  showArchived = $state(false);
  sortKey = $state('');
  descending = $state(false);
  filters = $state<{ [name: string]: string | null }>({});
  readonly #rules: ListRules<Row>;

  readonly living = $derived(this.rows.filter((row) => !row.archived));
  readonly archivedCount = $derived(this.rows.length - this.living.length);
  readonly visible = $derived(this.#arranged());

  constructor(rules: ListRules<Row>) {
    this.#rules = rules;
    this.sortKey = rules.sortKey;
    this.descending = rules.descending ?? false;
    this.filters = { ...rules.preset };
  }

  async load(): Promise<void> {
    try {
      this.rows = await this.#rules.fetch();
      this.problem = null;
    } catch (thrown) {
      this.problem = toIpcError(thrown);
    }
    this.loaded = true;
  }

  sort(key: string): void {
    this.descending = this.sortKey === key ? !this.descending : false;
    this.sortKey = key;
  }

  clear(): void {
    this.query = '';
    this.filters = {};
  }

  #arranged(): Row[] {
    const kept = (this.showArchived ? this.rows : this.living).filter(
      (row) =>
        matches(this.#rules.text(row), this.query) &&
        Object.entries(this.filters).every(
          ([name, value]) => !value || this.#rules.filters[name]?.(row, value),
        ),
    );
    const valueOf = this.#rules.sortValues[this.sortKey];
    if (!valueOf) return kept;
    const turned = this.descending ? -1 : 1;
    const isEmpty = (value: string | number | null): boolean => value === null || value === '';
    return kept
      .map((row) => ({ row, value: valueOf(row) }))
      .sort((a, b) => {
        // What is empty stays at the end, whichever way it is sorted.
        if (isEmpty(a.value) || isEmpty(b.value)) return compare(a.value, b.value);
        return turned * compare(a.value, b.value);
      })
      .map(({ row }) => row);
  }
}
