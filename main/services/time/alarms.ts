// The alarms of a whole fleet over one timer. It never sleeps longer than 30 s of real time without looking at the clock, so that a
// sleep of the computer and a clock that was set are seen soon; an idle fleet costs one look at its earliest deadline each time.
import { HOUR } from '../../../shared/durations.ts';
import type { Alarms, RealTime } from '../../agent/ports.ts';
import { DeadlineHeap } from './deadline-heap.ts';
import type { FolderClock } from './folder-clock.ts';

const LONGEST_HOP_MS = 30_000;
/** So many ring in one turn of the process: when a whole fleet is due at once, others have their turns in between. */
const MOST_AT_ONCE = 500;

export class FleetAlarms implements Alarms {
  readonly #deadlines = new DeadlineHeap();
  readonly #listeners = new Set<(instanceId: string) => void>();
  readonly #stopListening: () => void;
  #callOff: (() => void) | null = null;
  /** What the timer was set for. */
  #armedFor = Number.POSITIVE_INFINITY;
  #last;

  constructor(
    private readonly clock: Pick<FolderClock, 'now' | 'anchor' | 'onRateChange'>,
    private readonly realTime: RealTime,
  ) {
    this.#last = clock.now();
    this.#stopListening = clock.onRateChange(() => this.wake());
  }

  set(instanceId: string, at: number | null): void {
    this.#deadlines.set(instanceId, at);
    if (at !== null && at < this.#armedFor) this.#arm();
  }

  onDue(listener: (instanceId: string) => void): void {
    this.#listeners.add(listener);
  }

  /** Looks at the clock now: the computer woke up, or its time was set. */
  wake(): void {
    const now = this.clock.now();
    const jumpMs = now.wallMs - this.#last.wallMs - (now.steadyMs - this.#last.steadyMs);
    this.#last = now;
    // A clock that was set back puts every deadline far off, and certificates out of their time: everybody looks again.
    if (Math.abs(jumpMs) > HOUR) for (const id of this.#deadlines.ids()) this.#deadlines.set(id, now.wallMs);
    for (const id of this.#deadlines.takeDue(now.wallMs, MOST_AT_ONCE)) for (const listener of this.#listeners) listener(id);
    this.#arm();
  }

  dispose(): void {
    this.#stopListening();
    this.#disarm();
    this.#listeners.clear();
  }

  #arm(): void {
    this.#disarm();
    const at = this.#deadlines.earliest();
    if (at === null) return;
    this.#armedFor = at;
    const realMs = Math.ceil((at - this.clock.now().wallMs) / this.clock.anchor().rate);
    this.#callOff = this.realTime.after(Math.min(LONGEST_HOP_MS, Math.max(0, realMs)), () => this.wake());
  }

  #disarm(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#armedFor = Number.POSITIVE_INFINITY;
  }
}
