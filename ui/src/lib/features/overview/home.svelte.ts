// What Beranda answers, as the Rust side reckons it.
import type { IpcError, Overview } from '$lib/ipc/bindings';
import { overview, toIpcError } from '$lib/ipc/commands';

export class Home {
  overview = $state.raw<Overview | null>(null);
  problem = $state.raw<IpcError | null>(null);

  async load(): Promise<void> {
    try {
      this.overview = await overview();
      this.problem = null;
    } catch (thrown) {
      this.problem = toIpcError(thrown);
    }
  }
}
