// The printed roster: its options, its pages, and what was last done with it.
import { getToaster } from '$lib/components/toaster.svelte';
import { errorSentence } from '$lib/forms/sentences';
import type { DocumentPages, IpcError, MemberRow, Profile, RosterOptions } from '$lib/ipc/bindings';
import * as commands from '$lib/ipc/commands';
import { words } from '$lib/words';

/** The options a KIM usually prints with: its paper, its official on the left, its chair on the right. */
export function usualOptions(profile: Profile | null, members: MemberRow[], today: string): RosterOptions {
  const chair = members.find((row) => row.member.position === 'chair' && row.active && !row.archived);
  const label = profile?.official_number_label;
  const number = profile?.official_number ?? '';
  return {
    paper: profile?.paper ?? 'F4',
    show_nik: false,
    active_only: true,
    left: {
      position: profile?.official_position ?? '',
      name: profile?.official_name ?? '',
      number: label && label !== 'none' && number ? `${label} ${number}` : '',
    },
    right: {
      position: words.roster.chairOf(profile?.name ?? ''),
      name: chair?.member.name ?? '',
      number: '',
    },
    place: profile?.village ?? '',
    date: today,
  };
}

/** Where a file lies, as one would say it: its folder and its name. */
export function placeOf(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).slice(-2).join(' › ');
}

const PAUSE = 350;

export class RosterSheet {
  options = $state<RosterOptions>() as RosterOptions;
  pages = $state.raw<DocumentPages | null>(null);
  failure = $state.raw<IpcError | null>(null);
  preparing = $state(true);
  working = $state<'pdf' | 'print' | null>(null);
  readonly #toaster = getToaster();
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RosterOptions) {
    this.options = options;
  }

  /** Lays the pages out anew, once typing pauses. */
  changed(options: RosterOptions): void {
    clearTimeout(this.#timer);
    this.preparing = true;
    this.#timer = setTimeout(() => void this.#prepare(options), this.pages ? PAUSE : 0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  async #prepare(options: RosterOptions): Promise<void> {
    const question = ++this.#asked;
    try {
      const pages = await commands.rosterPages(options);
      if (question !== this.#asked) return;
      this.pages = pages;
      this.failure = null;
    } catch (thrown) {
      if (question !== this.#asked) return;
      this.failure = commands.toIpcError(thrown);
    }
    this.preparing = false;
  }

  async savePdf(): Promise<void> {
    await this.#work('pdf', async () => {
      const path = await commands.rosterSavePdf($state.snapshot(this.options));
      if (!path) return;
      this.#toaster.show(words.roster.saved(placeOf(path)), {
        action: { label: words.roster.showInFolder, run: () => void commands.showInFolder(path) },
      });
    });
  }

  async print(): Promise<void> {
    await this.#work('print', async () => {
      await commands.rosterPrint($state.snapshot(this.options));
      this.#toaster.show(words.roster.opened);
    });
  }

  async #work(which: 'pdf' | 'print', action: () => Promise<void>): Promise<void> {
    this.working = which;
    try {
      await action();
    } catch (thrown) {
      const error = commands.toIpcError(thrown);
      if (error.code !== 'cancelled') this.#toaster.show(errorSentence(error), { tone: 'bad' });
    }
    this.working = null;
  }
}
