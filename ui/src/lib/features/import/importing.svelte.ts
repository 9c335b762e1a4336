// One import while the user looks at it: what was read, what was changed, what was decided.
import type {
  DuplicateChoice,
  ImportDone,
  ImportKind,
  ImportOptions,
  ImportPlan,
  IpcError,
} from '$lib/ipc/bindings';
import * as commands from '$lib/ipc/commands';

export class Importing {
  readonly kind: ImportKind;
  file = $state('');
  plan = $state.raw<ImportPlan | null>(null);
  problem = $state.raw<IpcError | null>(null);
  busy = $state(false);
  withoutBad = $state(false);
  choices = $state<{ [row: number]: DuplicateChoice }>({});
  #options: ImportOptions = { sheet: null, columns: {} };

  readonly badRows = $derived((this.plan?.rows ?? 0) - (this.plan?.ready ?? 0));
  /** Rows that would be added or joined. */
  readonly taken = $derived(
    (this.plan?.ready ?? 0) -
      (this.plan?.duplicates ?? []).filter(({ row }) => this.choices[row] === 'skip').length,
  );
  readonly canApply = $derived(
    !this.busy && this.plan !== null && this.taken > 0 && (this.badRows === 0 || this.withoutBad),
  );

  constructor(kind: ImportKind) {
    this.kind = kind;
  }

  async choose(file: File): Promise<void> {
    this.file = file.name;
    this.plan = null;
    this.#options = { sheet: null, columns: {} };
    await this.#read(() => commands.importOpen(this.kind, file));
  }

  async useSheet(sheet: number): Promise<void> {
    this.#options = { sheet, columns: {} };
    await this.#read(() => commands.importPlan(this.#options));
  }

  /** Takes a column for a field, or for none. */
  async take(column: number, field: string | null): Promise<void> {
    const sheet = this.plan?.sheet ?? 0;
    this.#options = { sheet, columns: { ...this.#options.columns, [column]: field } };
    // What was taken for that field before isn't any more, and mustn't be named anew.
    for (const [index, taken] of Object.entries(this.#options.columns)) {
      if (field !== null && taken === field && Number(index) !== column) {
        this.#options.columns[Number(index)] = null;
      }
    }
    await this.#read(() => commands.importPlan(this.#options));
  }

  /** Imports it; none if it failed, which is then said. */
  async apply(): Promise<ImportDone | null> {
    const plan = this.plan;
    if (!plan) return null;
    this.busy = true;
    this.problem = null;
    try {
      const duplicates = Object.fromEntries(
        plan.duplicates.map(({ row }) => [row, this.choices[row] ?? 'skip']),
      );
      return await commands.importApply(this.#options, {
        stamp: plan.stamp,
        without_bad: this.withoutBad,
        duplicates,
      });
    } catch (thrown) {
      this.problem = commands.toIpcError(thrown);
      // The book may have changed meanwhile: what would be done now is shown anew.
      if (this.problem.code === 'changed_meanwhile') {
        this.#show(await commands.importPlan(this.#options));
      }
      return null;
    } finally {
      this.busy = false;
    }
  }

  async #read(read: () => Promise<ImportPlan>): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      this.#show(await read());
    } catch (thrown) {
      this.problem = commands.toIpcError(thrown);
    }
    this.busy = false;
  }

  #show(plan: ImportPlan): void {
    this.plan = plan;
    this.withoutBad = false;
    const usual: DuplicateChoice = this.kind === 'member' ? 'fill_blanks' : 'skip';
    this.choices = Object.fromEntries(plan.duplicates.map(({ row }) => [row, this.choices[row] ?? usual]));
  }
}
