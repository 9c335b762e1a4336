// How the screen settles what one of its parts has chosen.
import type { IpcError, Settlement } from '$lib/ipc/bindings';

/** Settles all of them or none, and says `said` if it worked; answers what stood in the way. */
export type Settle = (settlements: Settlement[], said: string) => Promise<IpcError | null>;
