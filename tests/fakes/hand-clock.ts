// The computer's clocks and timers, moved by hand: time passes when a test says so, and every timer rings in its order.
import type { RealClock } from '../../main/services/time/real-time.ts';

export type HandClock = RealClock & {
  /** Lets ms pass, ringing what becomes due on the way. */
  pass(ms: number): void;
  /** The computer sleeps: both clocks go on, timers ring only once it is awake again, late. */
  sleep(ms: number): void;
  /** Somebody sets the wall clock. */
  setWall(ms: number): void;
  /** How many timers are set, and how many were ever set. */
  readonly timers: { pending: number; ever: number };
};

export function handClock(startMs: number): HandClock {
  let wall = startMs;
  let steady = 0;
  let ever = 0;
  const pending = new Map<number, { at: number; done: () => void }>();

  const next = (until: number) =>
    [...pending.entries()].filter(([, timer]) => timer.at <= until).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
  const advance = (to: number) => {
    wall += to - steady;
    steady = to;
  };
  const after = (ms: number, done: () => void) => {
    ever += 1;
    const id = ever;
    pending.set(id, { at: steady + Math.max(0, ms), done });
    return () => void pending.delete(id);
  };

  return {
    wallMs: () => wall,
    steadyMs: () => steady,
    after,
    afterMs: (ms) => new Promise((resolve) => void after(ms, resolve)),
    pass(ms) {
      const end = steady + ms;
      for (let timer = next(end); timer !== undefined; timer = next(end)) {
        advance(Math.max(steady, timer[1].at));
        pending.delete(timer[0]);
        timer[1].done();
      }
      advance(end);
    },
    sleep(ms) {
      for (const timer of pending.values()) timer.at += ms;
      advance(steady + ms);
    },
    setWall: (ms) => {
      wall = ms;
    },
    get timers() {
      return { pending: pending.size, ever };
    },
  };
}
