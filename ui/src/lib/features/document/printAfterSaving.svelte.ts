// Printing from a form: what was typed is saved first, since documents are made of what is saved.
import { workplace } from '$lib/features/workplace.svelte';
import type { FormSession } from '$lib/forms/formSession.svelte';
import type { FormKind } from '$lib/ipc/bindings';
import type { DocumentName } from '$lib/ipc/documentBindings';
import type { Route } from '$lib/navigation/route';
import { onMount } from 'svelte';

export class PrintAfterSaving<K extends FormKind> {
  readonly #place = workplace();
  readonly #session: FormSession<K>;
  readonly #save: () => Promise<void> | undefined;
  #wanted: DocumentName | null = null;

  /** To be made while a form's component is made; Ctrl+P prints what is `usual` then. */
  constructor(
    session: FormSession<K>,
    usual: () => DocumentName | null,
    save: () => Promise<void> | undefined,
  ) {
    this.#session = session;
    this.#save = save;
    onMount(() => {
      const print = (): void => {
        const name = usual();
        if (name) void this.print(name);
      };
      this.#place.print = print;
      return () => {
        if (this.#place.print === print) this.#place.print = null;
      };
    });
  }

  /** Leads to a document of the form's record; if it can't be saved, the form says why and stays. */
  async print(name: DocumentName): Promise<void> {
    const form = this.#session.form;
    if (!form) return;
    if (!form.is_new && !this.#session.unsaved) {
      this.#place.router.go({ screen: 'document', name, record: form.id });
      return;
    }
    this.#wanted = name;
    await this.#save();
    this.#wanted = null;
  }

  /** Where to go once the form is saved; null if nothing is to be printed. */
  document(record: string): Route | null {
    return this.#wanted && { screen: 'document', name: this.#wanted, record };
  }
}
