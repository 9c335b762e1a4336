// A copy of an attachment among the user's documents, with the way to it.
import type { Workplace } from '$lib/features/workplace.svelte';
import type { Attachment } from '$lib/ipc/bindings';
import * as commands from '$lib/ipc/commands';
import { words } from '$lib/words';

/** Saves a copy and says where; `opens` shows it in the system's viewer as well. */
export async function saveCopy(place: Workplace, attachment: Attachment, opens: boolean): Promise<void> {
  await place.attempt(async () => {
    const path = await commands.attachmentSaveCopy(attachment.file, attachment.name, opens);
    place.toaster.show(words.attachment.savedCopy(path), {
      action: {
        label: words.attachment.showFolder,
        run: () => void place.attempt(() => commands.showInFolder(path)),
      },
    });
  });
}
