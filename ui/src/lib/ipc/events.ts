// What the Rust side says unasked.
import { listen } from '@tauri-apps/api/event';
import type { SyncStatus } from './bindings';

/** Stops listening. */
export type Unlisten = () => void;

export const onSyncStatus = (heard: (status: SyncStatus) => void): Promise<Unlisten> =>
  listen<SyncStatus>('sync-status', (event) => heard(event.payload));

/** Something was saved here or pulled from the office. */
export const onRecordsChanged = (heard: () => void): Promise<Unlisten> =>
  listen('records-changed', () => heard());
