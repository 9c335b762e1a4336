// A document on the desk: how it is wanted, its outline, and what was last done with it.
import { getToaster } from '$lib/components/toaster.svelte';
import { errorSentence } from '$lib/forms/sentences';
import type { IpcError } from '$lib/ipc/bindings';
import type { DocumentName, DocumentOutline, DocumentRequest } from '$lib/ipc/documentBindings';
import * as commands from '$lib/ipc/commands';
import { words } from '$lib/words';

/** Where a file lies, as one would say it: its folder and its name. */
export function placeOf(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).slice(-2).join(' › ');
}

const PAUSE = 350;

export class DocumentDesk {
  /** How it is wanted; null until the book has said what is usual. */
  request = $state<DocumentRequest | null>(null);
  outline = $state.raw<DocumentOutline | null>(null);
  failure = $state.raw<IpcError | null>(null);
  preparing = $state(true);
  stopped = $state(false);
  working = $state<'pdf' | 'print' | null>(null);
  /** For how many seconds something has been made. */
  seconds = $state(0);
  readonly #toaster = getToaster();
  #asked = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  async open(name: DocumentName, record: string | null): Promise<void> {
    try {
      this.request = await commands.documentUsual(name, record);
    } catch (thrown) {
      this.failure = commands.toIpcError(thrown);
      this.preparing = false;
    }
  }

  /** Lays the pages out anew, once typing pauses. */
  changed(): void {
    if (!this.request) return;
    clearTimeout(this.#pause);
    this.preparing = true;
    this.stopped = false;
    this.#pause = setTimeout(() => void this.#prepare(), this.outline ? PAUSE : 0);
  }

  /** What is being made isn't wanted any more; what was shown before stays. */
  async stop(): Promise<void> {
    clearTimeout(this.#pause);
    this.#asked += 1;
    this.stopped = this.preparing;
    this.preparing = false;
    this.#rest();
    await commands.documentStop();
  }

  /** The screen is left. */
  close(): void {
    clearTimeout(this.#pause);
    this.#rest();
    this.#asked += 1;
    if (this.preparing && this.request) void commands.documentStop().catch(() => undefined);
  }

  async #prepare(): Promise<void> {
    const question = ++this.#asked;
    this.#tick();
    try {
      const outline = await commands.documentLookAt($state.snapshot(this.request) as DocumentRequest);
      if (question !== this.#asked) return;
      this.outline = outline;
      this.failure = null;
    } catch (thrown) {
      if (question !== this.#asked) return;
      this.failure = commands.toIpcError(thrown);
    }
    this.preparing = false;
    this.#rest();
  }

  /** A page could not be had: if its document isn't kept any more, it is laid out again. */
  pageFailed(thrown: unknown): void {
    const error = commands.toIpcError(thrown);
    if (error.code === 'not_found') this.changed();
    else this.failure = error;
  }

  async savePdf(): Promise<void> {
    await this.#handOut('pdf', async (request) => {
      const path = await commands.documentSave(request);
      this.#toaster.show(words.document.saved(placeOf(path)), {
        action: { label: words.document.showInFolder, run: () => void commands.showInFolder(path) },
      });
    });
  }

  async print(): Promise<void> {
    await this.#handOut('print', async (request) => {
      await commands.documentPrint(request);
      this.#toaster.show(words.document.opened);
    });
  }

  async #handOut(which: 'pdf' | 'print', give: (request: DocumentRequest) => Promise<void>): Promise<void> {
    if (!this.request || this.working) return;
    this.working = which;
    this.#tick();
    try {
      await give($state.snapshot(this.request));
      // Private data are shown this one time.
      this.request.show_nik = false;
      this.request.show_secret_names = false;
    } catch (thrown) {
      const error = commands.toIpcError(thrown);
      const cancelled = error.code === 'cancelled';
      this.#toaster.show(cancelled ? words.document.stopped : errorSentence(error), {
        tone: cancelled ? undefined : 'bad',
      });
    }
    this.working = null;
    if (!this.preparing) this.#rest();
  }

  #tick(): void {
    this.#rest();
    this.#clock = setInterval(() => (this.seconds += 1), 1000);
  }

  #rest(): void {
    clearInterval(this.#clock);
    this.seconds = 0;
  }
}
