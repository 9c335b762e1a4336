// What the pill knows: the state of sync as the Rust side last told it.
import type { SyncStatus } from '$lib/ipc/bindings';
import * as commands from '$lib/ipc/commands';

export class Sync {
  status = $state.raw<SyncStatus | null>(null);

  async load(): Promise<void> {
    this.status = await commands.syncStatus();
  }

  heard(status: SyncStatus): void {
    this.status = status;
  }

  async sendNow(): Promise<void> {
    await commands.syncNow();
  }
}
