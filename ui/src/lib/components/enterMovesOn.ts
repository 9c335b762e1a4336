// Enter in a one-line field moves on to the next field, as people expect who fill forms.
import type { Attachment } from 'svelte/attachments';

const STOPS =
  'input:not([type=hidden], [readonly], :disabled), textarea, button.select-trigger, [role=radio]';

export const enterMovesOn: Attachment<HTMLElement> = (form) => {
  const moveOn = (event: KeyboardEvent): void => {
    const from = event.target as HTMLElement;
    if (event.key !== 'Enter' || event.ctrlKey || event.defaultPrevented || from.tagName !== 'INPUT') return;
    // An open list of suggestions takes Enter for itself.
    if (from.getAttribute('aria-expanded') === 'true') return;
    event.preventDefault();
    const stops = [...form.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.offsetParent !== null);
    stops[stops.indexOf(from) + 1]?.focus();
  };
  form.addEventListener('keydown', moveOn);
  return () => form.removeEventListener('keydown', moveOn);
};
