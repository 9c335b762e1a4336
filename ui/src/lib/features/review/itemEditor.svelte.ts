// The editor of one item: what is typed in the place of both versions, and the print of what was looked at.
import type { IpcError, ReviewItem } from '$lib/ipc/bindings';
import { keyOf, settlement } from './groups';
import type { TypedValue } from './review.svelte';
import type { Settle } from './settle';

export class ItemEditor {
  #text = $state<string | null>(null);
  #stamp = '';
  readonly #typed: Map<string, TypedValue>;
  readonly #item: () => ReviewItem;

  /** `typed` outlives the screen: an editor that was left open comes back with what was typed. */
  constructor(typed: Map<string, TypedValue>, item: () => ReviewItem) {
    this.#typed = typed;
    this.#item = item;
    const left = typed.get(keyOf(item()));
    if (left) {
      this.#text = left.text;
      this.#stamp = left.stamp;
    }
  }

  /** What stands in the editor; none while it is closed. */
  get text(): string | null {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    this.#typed.set(keyOf(this.#item()), { text, stamp: this.#stamp });
  }

  open(text: string): void {
    this.#stamp = this.#item().stamp;
    this.text = text;
  }

  close(): void {
    this.#text = null;
    this.#typed.delete(keyOf(this.#item()));
  }

  /** Settles the item with what was typed, if it is still what was looked at. */
  async save(settle: Settle, text: string, said: string): Promise<IpcError | null> {
    const item = this.#item();
    const failure = await settle([settlement(item, { choice: 'write', text }, this.#stamp)], said);
    if (!failure) {
      this.#text = null;
      this.#typed.delete(keyOf(item));
    } else if (failure.code === 'changed_meanwhile') {
      // What it has become stands above the editor now: the next click is about that.
      this.#stamp = this.#item().stamp;
    }
    return failure;
  }
}
