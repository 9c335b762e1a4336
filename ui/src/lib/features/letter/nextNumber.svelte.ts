// The number that the next letter would get, asked of the Rust side whenever what it depends on changes.
import type { LetterKind, Profile } from '$lib/ipc/bindings';
import { nextLetterNumber } from '$lib/ipc/commands';

export class NextNumber {
  /** None while it isn't known, or the pattern is no good. */
  label = $state.raw<string | null>(null);
  #asked = 0;

  /** To be called while a component is made. */
  constructor(profile: () => Profile | null, kind: () => LetterKind, date: () => string | null) {
    $effect(() => {
      const [settings, ofKind, ofDate] = [profile(), kind(), date()];
      const question = ++this.#asked;
      if (settings) void this.#ask(question, settings, ofKind, ofDate);
      else this.label = null;
    });
  }

  async #ask(question: number, profile: Profile, kind: LetterKind, date: string | null): Promise<void> {
    let label: string | null = null;
    try {
      label = await nextLetterNumber(profile, kind, date);
    } catch {
      // A number that can't be told beforehand is told after saving.
    }
    if (question === this.#asked) this.label = label;
  }
}
