// Short messages at the bottom of the window, with one action (usually Urungkan).
import { getContext, setContext } from 'svelte';

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'bad';
  action?: { label: string; run: () => void };
}

const SHOWN_FOR = 6_000;
const SHOWN_WITH_ACTION = 12_000;

export class Toaster {
  toasts = $state<Toast[]>([]);
  #next = 1;

  show(text: string, more: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
    const toast: Toast = { id: this.#next++, text, tone: more.tone ?? 'plain', action: more.action };
    // A new message takes the place of older ones that offer nothing; an offer to undo stays its time.
    this.toasts = [...this.toasts.filter((shown) => shown.action).slice(-1), toast];
    setTimeout(() => this.dismiss(toast.id), toast.action ? SHOWN_WITH_ACTION : SHOWN_FOR);
  }

  dismiss(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  /** Does what the toast offers, once. */
  act(toast: Toast): void {
    this.dismiss(toast.id);
    toast.action?.run();
  }
}

const TOASTER = Symbol('toaster');
export const setToaster = (toaster: Toaster): Toaster => setContext(TOASTER, toaster);
export const getToaster = (): Toaster => getContext(TOASTER);
