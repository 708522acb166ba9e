// How exchanges are paced: so many at once and in a second for each licence server, as its settings say, and 16 at once in all. Who
// waits for a server is served in the order of coming; between servers a free place goes to the one that has the fewest, so that
// one that does not answer keeps no more than its share and holds up nobody else.
import type { RealTime } from '../../agent/ports.ts';

/** Of one licence server: exchanges under way at once, and begun within any second. */
export type PaceLimits = { atOnce: number; perSecond: number };

/** `steadyMs`: real ms that grow evenly. */
type Time = RealTime & { steadyMs(): number };

const IN_ALL = 16;
const SECOND_MS = 1_000;

type Queue = {
  readonly waiting: Set<() => void>;
  taken: number;
  /** When the last exchanges began, the oldest first: those of the last second at least. */
  begun: number[];
};

export class Pace {
  /** In the order in which their servers were served last. */
  readonly #queues = new Map<string, Queue>();
  #inAll = 0;
  #callOff: (() => void) | null = null;

  /** `limits` is asked each time, so that a change counts at once for all that comes after it. */
  constructor(
    private readonly limits: () => PaceLimits,
    private readonly time: Time,
  ) {}

  /** Runs `work` once its turn has come at `server`. */
  async within<T>(server: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(server) ?? { waiting: new Set(), taken: 0, begun: [] };
    this.#queues.set(server, queue);
    await new Promise<void>((enter) => {
      queue.waiting.add(enter);
      this.#admit();
    });
    try {
      return await work();
    } finally {
      queue.taken -= 1;
      this.#inAll -= 1;
      this.#admit();
    }
  }

  /** The limits have changed: who waits is looked at again. */
  changed(): void {
    this.#admit();
  }

  dispose(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  #admit(): void {
    const limits = this.limits();
    const now = this.time.steadyMs();
    for (let next = this.#next(limits, now); next !== null; next = this.#next(limits, now)) {
      const [server, queue] = next;
      const [enter] = queue.waiting;
      if (enter === undefined) break;
      queue.waiting.delete(enter);
      queue.taken += 1;
      this.#inAll += 1;
      queue.begun.push(now);
      this.#queues.delete(server);
      this.#queues.set(server, queue);
      enter();
    }
    this.#lookAgain(limits, now);
  }

  /** The server with the fewest exchanges under way, of those that somebody waits for and that may begin one now. */
  #next({ atOnce, perSecond }: PaceLimits, now: number): [string, Queue] | null {
    if (this.#inAll >= IN_ALL) return null;
    let next: [string, Queue] | null = null;
    for (const [server, queue] of this.#queues) {
      dropOlder(queue, now - SECOND_MS);
      if (queue.waiting.size === 0) {
        if (queue.taken + queue.begun.length === 0) this.#queues.delete(server);
        continue;
      }
      if (queue.taken >= atOnce || queue.begun.length >= perSecond) continue;
      if (next === null || queue.taken < next[1].taken) next = [server, queue];
    }
    return next;
  }

  /** Who waits for a place is admitted when one is given back; who waits for time alone, by this one timer. */
  #lookAgain({ atOnce, perSecond }: PaceLimits, now: number): void {
    this.dispose();
    if (this.#inAll >= IN_ALL) return;
    let at = Number.POSITIVE_INFINITY;
    for (const { waiting, taken, begun } of this.#queues.values()) {
      const oldest = begun[Math.max(0, begun.length - perSecond)];
      if (waiting.size > 0 && taken < atOnce && oldest !== undefined) at = Math.min(at, oldest + SECOND_MS);
    }
    if (at !== Number.POSITIVE_INFINITY)
      this.#callOff = this.time.after(Math.max(1, Math.ceil(at - now)), () => {
        this.#callOff = null;
        this.#admit();
      });
  }
}

function dropOlder(queue: Queue, than: number): void {
  let older = 0;
  while (older < queue.begun.length && (queue.begun[older] ?? 0) <= than) older += 1;
  if (older > 0) queue.begun.splice(0, older);
}
