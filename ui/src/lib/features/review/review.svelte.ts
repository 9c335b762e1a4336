// What waits for somebody to choose, as the Rust side has it.
import type { IpcError, Review } from '$lib/ipc/bindings';
import { readReview, toIpcError } from '$lib/ipc/commands';

/** What is being typed about an item, and the print of what was looked at when it began. */
export interface TypedValue {
  text: string;
  stamp: string;
}

export class WaitingReview {
  #review = $state.raw<Review>({ items: [], doubles: [], numbers: [] });
  /** Open editors, so that a look elsewhere in the window costs nothing. */
  readonly typed = new Map<string, TypedValue>();
  loaded = $state(false);
  problem = $state.raw<IpcError | null>(null);

  readonly items = $derived(this.#review.items);
  readonly doubles = $derived(this.#review.doubles);
  readonly numbers = $derived(this.#review.numbers);
  readonly count = $derived(this.items.length + this.doubles.length + this.numbers.length);

  async load(): Promise<void> {
    try {
      this.#review = await readReview();
      this.problem = null;
    } catch (thrown) {
      this.problem = toIpcError(thrown);
    }
    this.loaded = true;
  }
}
