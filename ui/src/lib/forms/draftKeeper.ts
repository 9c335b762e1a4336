// Keeps what is typed on disk: soon after a pause, and within two seconds even while typing goes on.

const PAUSE = 500;
const AT_MOST = 1_500;

export class DraftKeeper<T> {
  readonly #keep: (record: T) => Promise<void>;
  #waiting: { record: T } | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #limit: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> = Promise.resolve();

  /** `keep` writes a draft and tells of its own failure; it isn't called twice at once. */
  constructor(keep: (record: T) => Promise<void>) {
    this.#keep = keep;
  }

  changed(record: T): void {
    this.#waiting = { record };
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.flush(), PAUSE);
    this.#limit ??= setTimeout(() => void this.flush(), AT_MOST);
  }

  /** Writes what waits, now; the answer comes when it is on disk. */
  flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#forget();
    if (waiting) this.#running = this.#running.then(() => this.#keep(waiting.record));
    return this.#running;
  }

  /** Writes nothing more; the answer comes when nothing is being written. */
  stop(): Promise<void> {
    this.#forget();
    return this.#running;
  }

  #forget(): void {
    this.#waiting = null;
    clearTimeout(this.#pause);
    clearTimeout(this.#limit);
    this.#limit = undefined;
  }
}
