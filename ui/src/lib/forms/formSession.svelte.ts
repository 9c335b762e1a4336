// One open form: the record being typed, its draft on disk, what is said about its fields, and its saving.
import type { Form, FormCheck, FormKind, IpcError } from '$lib/ipc/bindings';
import * as commands from '$lib/ipc/commands';
import type { FormRecords } from '$lib/ipc/commands';
import type { FieldGate } from '$lib/components/fieldGate';
import type { Said } from '$lib/components/said';
import { DraftKeeper } from './draftKeeper';
import { fieldName } from './fieldPaths';
import { problemSentence } from './sentences';

/** What a session asks of the book; tests bring their own. */
export type FormPort = Pick<
  typeof commands,
  'openForm' | 'openDraft' | 'keepDraft' | 'checkForm' | 'saveForm' | 'discardDraft'
>;

export interface FormOptions<K extends FormKind> {
  kind: K;
  id: string | null;
  draft?: string | null;
  /** Fills what a new record usually has; none of it counts as typed. */
  prepare?: (record: FormRecords[K], isNew: boolean) => void;
  port?: FormPort;
}

const CHECK_PAUSE = 400;

export class FormSession<K extends FormKind> {
  readonly kind: K;
  phase = $state<'opening' | 'open' | 'saving' | 'done' | 'failed'>('opening');
  form = $state.raw<Form<FormRecords[K]> | null>(null);
  record = $state<FormRecords[K] | null>(null);
  /** Why opening or saving failed, when it isn't about single fields. */
  failure = $state.raw<IpcError | null>(null);
  keptAt = $state.raw<Date | null>(null);
  keepFailed = $state(false);
  /** Whether saving was tried: only then are empty required fields pointed at. */
  tried = $state(false);
  changed = $state(false);
  #check = $state.raw<FormCheck>({ problems: [], warnings: [] });
  #unreadable = $state.raw<string[]>([]);
  /** Between the click on Simpan and the save itself. */
  #finishing = false;
  #notes = $state<{ [field: string]: string }>({});

  readonly #options: FormOptions<K>;
  readonly #port: FormPort;
  readonly #keeper: DraftKeeper<string>;
  #shown = '';
  #checkTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: FormOptions<K>) {
    this.kind = options.kind;
    this.#options = options;
    this.#port = options.port ?? commands;
    this.#keeper = new DraftKeeper((json) => this.#keep(json));
  }

  /** Set when something typed earlier came back. */
  get restoredFrom(): string | null {
    return this.form?.restored_from ?? null;
  }

  /** Whether there is anything that isn't saved. */
  get unsaved(): boolean {
    return this.changed || this.restoredFrom !== null;
  }

  get problemCount(): number {
    return this.#visibleProblems().length + this.#unreadable.length;
  }

  async open(): Promise<void> {
    try {
      const { kind, id, draft, prepare } = this.#options;
      const form = draft ? await this.#port.openDraft<K>(draft) : await this.#port.openForm(kind, id);
      this.form = form;
      const record = structuredClone(form.record);
      prepare?.(record, form.is_new && form.restored_from === null);
      this.#shown = JSON.stringify(record);
      this.record = record;
      this.phase = 'open';
      if (!form.is_new || form.restored_from !== null) await this.recheck();
    } catch (thrown) {
      this.failure = commands.toIpcError(thrown);
      this.phase = 'failed';
    }
  }

  /** To be called with the record as JSON whenever it may have changed. */
  noticed(json: string): void {
    if (this.phase !== 'open') return;
    const changed = json !== this.#shown;
    if (!changed && !this.changed) return;
    this.changed = changed;
    this.#keeper.changed(json);
    clearTimeout(this.#checkTimer);
    this.#checkTimer = setTimeout(() => void this.recheck(), CHECK_PAUSE);
  }

  /** What stands beside a field, in words. */
  said(field: string): Said {
    const of = (list: FormCheck['problems']): string | undefined => {
      const found = list.find((problem) => fieldName(problem.field, this.record) === field);
      return found && problemSentence(found);
    };
    return {
      problem: of(this.#visibleProblems()),
      warning: of(this.#check.warnings),
      note: this.#notes[field],
    };
  }

  /** Says something about a field that isn't a warning. */
  note(field: string, text: string | null): void {
    if (text === null) delete this.#notes[field];
    else this.#notes[field] = text;
  }

  /** The name of the first field that stands in the way of saving. */
  firstProblem(): string | null {
    const problem = this.#visibleProblems()[0];
    return problem ? fieldName(problem.field, this.record) : (this.#unreadable[0] ?? null);
  }

  /** Saves; answers the record's id, or null with the reasons beside the fields or in `failure`. */
  async save(gate: FieldGate): Promise<string | null> {
    // A second click or key while the first is under way: the first one answers.
    if (this.phase !== 'open' || this.#finishing || !this.form || !this.record) return null;
    this.tried = true;
    this.failure = null;
    this.#finishing = true;
    try {
      this.#unreadable = await gate.commitAll();
      if (this.#unreadable.length > 0) return null;
      clearTimeout(this.#checkTimer);
      await this.#keeper.stop();
    } finally {
      this.#finishing = false;
    }
    this.phase = 'saving';
    try {
      const id = await this.#port.saveForm(this.form.draft, $state.snapshot(this.record));
      this.phase = 'done';
      return id;
    } catch (thrown) {
      const error = commands.toIpcError(thrown);
      this.phase = 'open';
      // What was typed must be on disk even if it couldn't be saved.
      this.#keeper.changed(JSON.stringify(this.record));
      if (error.code === 'invalid') this.#check = { ...this.#check, problems: error.problems };
      else this.failure = error;
      return null;
    }
  }

  /** Throws away what was typed; only after the user said so. */
  async discard(): Promise<void> {
    if (!this.form) return;
    this.phase = 'done';
    clearTimeout(this.#checkTimer);
    await this.#keeper.stop();
    await this.#port.discardDraft(this.form.draft);
  }

  /** Writes what is typed to disk, now. */
  flush(): Promise<void> {
    return this.#keeper.flush();
  }

  /** Leaves the form: what was typed stays as a draft, an untouched form leaves nothing. True if a draft stays. */
  async leave(): Promise<boolean> {
    clearTimeout(this.#checkTimer);
    if (this.phase !== 'open' || !this.form) return false;
    if (this.unsaved) {
      await this.#keeper.flush();
      this.phase = 'done';
      return true;
    }
    await this.discard();
    return false;
  }

  #visibleProblems(): FormCheck['problems'] {
    return this.#check.problems.filter((problem) => this.tried || problem.code !== 'required');
  }

  async #keep(json: string): Promise<void> {
    if (!this.form) return;
    try {
      await this.#port.keepDraft(this.form.draft, JSON.parse(json));
      this.keptAt = new Date();
      this.keepFailed = false;
    } catch {
      this.keepFailed = true;
    }
  }

  /** Asks anew what is to be said about the fields. */
  async recheck(): Promise<void> {
    if (!this.form || !this.record || this.phase !== 'open') return;
    try {
      this.#check = await this.#port.checkForm(this.kind, this.form.id, $state.snapshot(this.record));
    } catch (thrown) {
      this.failure = commands.toIpcError(thrown);
    }
  }
}
