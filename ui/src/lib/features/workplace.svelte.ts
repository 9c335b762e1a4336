// What every screen works with: the lists, the region's words, sync, where one is. Made once, handed down by context.
import { Toaster } from '$lib/components/toaster.svelte';
import type { AppState, FormKind } from '$lib/ipc/bindings';
import * as commands from '$lib/ipc/commands';
import { onRecordsChanged, onSyncStatus, type Unlisten } from '$lib/ipc/events';
import { errorSentence } from '$lib/forms/sentences';
import { Router } from '$lib/navigation/router.svelte';
import { words } from '$lib/words';
import { getContext, setContext } from 'svelte';
import { activityList } from './activity/activities.svelte';
import { aspirationList } from './aspiration/aspirations.svelte';
import { disseminationList } from './dissemination/disseminations.svelte';
import { letterList } from './letter/letters.svelte';
import { meetingList } from './meeting/meetings.svelte';
import { memberList } from './member/members.svelte';
import { Home } from './overview/home.svelte';
import { Region } from './profile/region.svelte';
import { WaitingReview } from './review/review.svelte';
import { Sync } from './sync/sync.svelte';

export class Workplace {
  state = $state.raw<AppState | null>(null);
  readonly router = new Router();
  readonly toaster = new Toaster();
  readonly region = new Region();
  readonly sync = new Sync();
  readonly home = new Home();
  readonly review = new WaitingReview();
  readonly members = memberList();
  readonly meetings = meetingList();
  readonly aspirations = aspirationList();
  readonly activities = activityList();
  readonly disseminations = disseminationList();
  readonly letters = letterList();
  /** Ctrl+S in the form that is open. */
  save: (() => void) | null = null;
  /** Ctrl+P where a screen has something of its own to print. */
  print: (() => void) | null = null;
  #reading: Promise<void> | null = null;
  #readAgain = false;

  /** Opens the book's face and follows what the Rust side says; the answer stops following. */
  start(): () => void {
    const listening: Promise<Unlisten>[] = [
      onSyncStatus((status) => this.sync.heard(status)),
      onRecordsChanged(() => void this.reload()),
    ];
    const stopRouter = this.router.listen();
    void this.refreshState();
    return () => {
      stopRouter();
      for (const unlisten of listening) void unlisten.then((stop) => stop());
    };
  }

  async refreshState(): Promise<void> {
    try {
      this.state = await commands.appState();
    } catch (thrown) {
      this.state = { phase: 'closed', problem: commands.toIpcError(thrown) };
    }
    if (this.state.phase === 'ready') await this.reload();
  }

  /** Reads everything shown anew. Asked while it is reading, it reads once more and no oftener. */
  reload(): Promise<void> {
    if (this.#reading) {
      this.#readAgain = true;
      return this.#reading;
    }
    this.#reading = this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    do {
      this.#readAgain = false;
      if (this.state?.phase !== 'ready') return;
      await Promise.all([
        this.members.load(),
        this.meetings.load(),
        this.aspirations.load(),
        this.activities.load(),
        this.disseminations.load(),
        this.letters.load(),
        this.home.load(),
        this.review.load(),
        this.attempt(() => this.sync.load()),
        this.attempt(() => this.readRegion()),
      ]);
    } while (this.#readAgain);
  }

  /** Reads the region's words and the KIM's name. */
  async readRegion(): Promise<void> {
    await this.region.load();
    const name = this.region.profile?.name;
    if (name) this.state = { phase: 'ready', kim_name: name };
  }

  /** Does something and says so if it failed; the answer tells whether it worked. */
  async attempt(action: () => Promise<unknown>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (thrown) {
      this.toaster.show(errorSentence(commands.toIpcError(thrown)), { tone: 'bad' });
      return false;
    }
  }

  /** Archives a record, with the way back. From within a form, `draft` says what had been seen of it. */
  async archive(
    kind: FormKind,
    id: string,
    said: string,
    undone: string,
    draft: string | null = null,
  ): Promise<boolean> {
    const archived = await this.attempt(() => commands.archiveRecord(kind, id, draft));
    if (archived) {
      await this.reload();
      this.toaster.show(said, {
        action: { label: words.common.undo, run: () => void this.restore(kind, id, undone) },
      });
    }
    return archived;
  }

  async restore(kind: FormKind, id: string, said: string): Promise<void> {
    if (await this.attempt(() => commands.restoreRecord(kind, id))) {
      await this.reload();
      this.toaster.show(said);
    }
  }
}

const WORKPLACE = Symbol('workplace');
export const setWorkplace = (workplace: Workplace): Workplace => setContext(WORKPLACE, workplace);
export const workplace = (): Workplace => getContext(WORKPLACE);
