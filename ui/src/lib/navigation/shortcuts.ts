// The keyboard of the window: Ctrl+K, N, P, S and Esc.

export type Shortcut = 'search' | 'new' | 'print' | 'save' | 'back';

const WITH_CONTROL: { [key: string]: Shortcut } = { k: 'search', n: 'new', p: 'print', s: 'save' };

/** Which shortcut a key press is. Esc belongs to an open list, menu or dialog first. */
export function shortcutOf(event: KeyboardEvent, somethingFloats: boolean): Shortcut | null {
  if (event.defaultPrevented) return null;
  if (event.key === 'Escape') return somethingFloats ? null : 'back';
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return null;
  return WITH_CONTROL[event.key.toLowerCase()] ?? null;
}

/** Whether a list, menu or dialog is open above the screen. */
export function somethingFloats(): boolean {
  return document.querySelector('.floating[data-state=open], .dialog[data-state=open]') !== null;
}
