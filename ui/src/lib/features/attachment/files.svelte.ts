// The files of the attachments on a screen: where each is, and its picture once it is here.
import type { FileStanding } from '$lib/ipc/bindings';
import * as commands from '$lib/ipc/commands';

export class ShownFile {
  standing = $state.raw<FileStanding | null>(null);
  url = $state.raw<string | null>(null);

  /** Follows one file: asked anew whenever `changes` says that something moved. To be called while a component is made. */
  constructor(file: () => string, isPicture: () => boolean, changes: () => unknown) {
    $effect(() => {
      changes();
      let current = true;
      void this.#look(file(), () => current);
      return () => {
        current = false;
      };
    });
    const here = $derived(this.standing?.here ?? false);
    $effect(() => {
      if (!here || !isPicture()) return;
      let made: string | null = null;
      let current = true;
      void commands.attachmentBytes(file()).then(
        (bytes) => {
          if (!current) return;
          made = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
          this.url = made;
        },
        () => undefined,
      );
      return () => {
        current = false;
        this.url = null;
        if (made) URL.revokeObjectURL(made);
      };
    });
  }

  async #look(file: string, isCurrent: () => boolean): Promise<void> {
    try {
      const [standing] = await commands.fileStandings([file]);
      if (standing && isCurrent()) this.standing = standing;
    } catch {
      // What can't be read now is asked for again with the next change.
    }
  }
}
