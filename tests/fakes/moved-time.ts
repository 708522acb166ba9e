// Real time for tests: it passes by hand, or, `flowing`, jumps to the next thing that is waited for as soon as nothing else runs.
import type { RealTime } from '../../main/agent/ports.ts';

type Waiting = { at: number; done: () => void };

export class MovedTime implements RealTime {
  readonly #waiting = new Set<Waiting>();
  #turning = false;

  constructor(
    private at: number,
    private readonly flowing: boolean,
  ) {}

  now(): number {
    return this.at;
  }

  after(ms: number, done: () => void): () => void {
    const waiting = { at: this.at + ms, done };
    this.#waiting.add(waiting);
    if (this.flowing) this.#turn();
    return () => this.#waiting.delete(waiting);
  }

  /** Passes `ms`, calling what is due on the way in its order. */
  pass(ms: number): void {
    const end = this.at + ms;
    for (let next = this.#next(); next !== undefined && next.at <= end; next = this.#next()) this.#reach(next);
    this.at = end;
  }

  #next(): Waiting | undefined {
    return [...this.#waiting].sort((a, b) => a.at - b.at)[0];
  }

  #reach(waiting: Waiting): void {
    this.#waiting.delete(waiting);
    this.at = Math.max(this.at, waiting.at);
    waiting.done();
  }

  /** After everything that runs by itself now (promises, streams) has had its turn. */
  #turn(): void {
    if (this.#turning) return;
    this.#turning = true;
    setImmediate(() => {
      this.#turning = false;
      const next = this.#next();
      if (next !== undefined) this.#reach(next);
      if (this.#waiting.size > 0) this.#turn();
    });
  }
}
