import { describe, expect, it } from 'vitest';
import { formOf, hrefOf, routeOf, type Route } from './route';
import { shortcutOf } from './shortcuts';

const routes: Route[] = [
  { screen: 'home' },
  { screen: 'list', noun: 'member' },
  { screen: 'list', noun: 'meeting' },
  { screen: 'list', noun: 'aspiration' },
  { screen: 'list', noun: 'activity' },
  { screen: 'form', noun: 'dissemination', id: 'a', draft: null },
  { screen: 'form', noun: 'letter', id: null, draft: null },
  { screen: 'settings', tab: 'disclosures', draft: null },
  { screen: 'form', noun: 'meeting', id: null, draft: null },
  { screen: 'form', noun: 'member', id: '0190-7', draft: null },
  { screen: 'form', noun: 'aspiration', id: null, draft: '0190-8' },
  { screen: 'document', name: 'roster', record: null },
  { screen: 'document', name: 'minutes', record: '0190-7' },
  { screen: 'review', record: null },
  { screen: 'review', record: '0190-7' },
  { screen: 'settings', tab: 'profile', draft: null },
  { screen: 'settings', tab: 'sync', draft: null },
  { screen: 'settings', tab: 'profile', draft: '0190-9' },
];

describe('places', () => {
  it.each(routes)('survive the way to an address and back: $screen', (route) => {
    expect(routeOf(hrefOf(route))).toEqual(route);
  });

  it('that are unknown lead home', () => {
    for (const hash of ['', '#', '#/', '#/entah', '#/pengumuman/1', '#/cetak', '#/cetak/entah']) {
      expect(routeOf(hash)).toEqual({ screen: 'home' });
    }
    expect(routeOf('#/rapat/draf')).toEqual({ screen: 'list', noun: 'meeting' });
  });

  it('of a draft name the draft, also for the profile', () => {
    expect(hrefOf(formOf('aspiration', 'a', 'd'))).toBe('#/aspirasi/draf/d');
    expect(hrefOf(formOf('profile', 'a', 'd'))).toBe('#/pengaturan/draf/d');
  });
});

describe('the keyboard', () => {
  const press = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...more });

  it('knows its shortcuts', () => {
    expect(shortcutOf(press('k', { ctrlKey: true }), false)).toBe('search');
    expect(shortcutOf(press('S', { ctrlKey: true }), false)).toBe('save');
    expect(shortcutOf(press('Escape'), false)).toBe('back');
    expect(shortcutOf(press('n'), false)).toBeNull();
    expect(shortcutOf(press('p', { ctrlKey: true, altKey: true }), false)).toBeNull();
  });

  it('leaves Esc to what floats above the screen', () => {
    expect(shortcutOf(press('Escape'), true)).toBeNull();
  });
});
