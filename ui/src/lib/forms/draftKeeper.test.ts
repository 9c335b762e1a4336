import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DraftKeeper } from './draftKeeper';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('drafts', () => {
  it('are written within two seconds although typing goes on', async () => {
    const kept: string[] = [];
    const keeper = new DraftKeeper<string>((text) => Promise.resolve(void kept.push(text)));
    for (let typed = 1; typed <= 20; typed++) {
      keeper.changed('x'.repeat(typed));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(kept.length).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(600);
    expect(kept.at(-1)).toBe('x'.repeat(20));
  });

  it('are written one after the other, the newest last', async () => {
    const begun: string[] = [];
    let finish: () => void = () => {};
    const keeper = new DraftKeeper<string>((text) => {
      begun.push(text);
      return new Promise((done) => (finish = done));
    });
    keeper.changed('a');
    void keeper.flush();
    keeper.changed('b');
    const last = keeper.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toEqual(['a']);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toEqual(['a', 'b']);
    finish();
    await last;
  });

  it('that wait are dropped when the form is saved', async () => {
    const keep = vi.fn(() => Promise.resolve());
    const keeper = new DraftKeeper<string>(keep);
    keeper.changed('a');
    await keeper.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(keep).not.toHaveBeenCalled();
  });
});
