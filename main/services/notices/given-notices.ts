// The notices that a host has given since it started, under numbers that count up: whoever shows them asks for what followed the last
// one that it has shown.

import type { Notice } from '../../../shared/model/notice.ts';
import type { RealTime } from '../../agent/ports.ts';

/** That many are kept for somebody who has not asked yet. */
const MOST_KEPT = 40;

export type GivenSince = { last: number; notices: Notice[] };

export class GivenNotices {
  #last = 0;
  #kept: Notice[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #seenListeners = new Set<(last: number) => void>();

  constructor(private readonly realTime: RealTime) {}

  /** The number of the last one given; 0: none was. */
  get last(): number {
    return this.#last;
  }

  give(notices: readonly Notice[]): void {
    this.#last += notices.length;
    this.#kept = [...this.#kept, ...notices].slice(-MOST_KEPT);
    for (const done of [...this.#waiting]) done();
  }

  /** Called with a number up to which somebody says that everything was shown. Returns how to stop listening. */
  onSeen(listener: (last: number) => void): () => void {
    this.#seenListeners.add(listener);
    return () => this.#seenListeners.delete(listener);
  }

  /** Those after number `after`, as soon as there are any, or none after `waitMs` of real time. Null: only what the last number is. */
  async since(after: number | null, waitMs: number): Promise<GivenSince> {
    if (after === null) return { last: this.#last, notices: [] };
    for (const listener of this.#seenListeners) listener(after);
    if (after >= this.#last && waitMs > 0) await this.#next(waitMs);
    const count = Math.max(0, this.#last - after);
    return { last: this.#last, notices: count === 0 ? [] : this.#kept.slice(-count) };
  }

  /** Whoever waits is answered at once. */
  dispose(): void {
    for (const done of [...this.#waiting]) done();
    this.#seenListeners.clear();
  }

  #next(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        callOff();
        resolve();
      };
      const callOff = this.realTime.after(waitMs, done);
      this.#waiting.add(done);
    });
  }
}
