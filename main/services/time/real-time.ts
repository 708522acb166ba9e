// Real time: with the alarms and the folder's clock the only place that reads the computer's clocks or sets a timer.
import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { RealTime } from '../../agent/ports.ts';

/** Longer waits are split: a timer takes at most 2^31 - 1 ms. */
const LONGEST_TIMER_MS = 2_000_000_000;

/** What the computer's clocks say, in ms. `steadyMs` grows evenly and counts the time that the computer slept. */
export interface RealClock extends RealTime {
  wallMs(): number;
  steadyMs(): number;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  afterMs(ms: number, signal?: AbortSignal): Promise<void>;
}

export function realClock(): RealClock {
  const steady = steadyClock(
    () => performance.now(),
    () => uptime() * 1000,
    () => Date.now(),
  );
  const after: RealTime['after'] = (ms, done) => {
    let timer: NodeJS.Timeout;
    const wait = (left: number) => {
      const now = Math.min(left, LONGEST_TIMER_MS);
      timer = setTimeout(() => (left > now ? wait(left - now) : done()), Math.max(0, now));
    };
    wait(ms);
    return () => clearTimeout(timer);
  };
  return {
    wallMs: () => Date.now(),
    steadyMs: steady,
    after,
    afterMs: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => {
          callOff();
          reject(signal?.reason);
        };
        const callOff = after(ms, () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        });
        signal?.addEventListener('abort', abort, { once: true });
      }),
  };
}

/** Below this, a difference between the two clocks is their resolution and drift, and no sleep of the computer. */
const SLEEP_AT_LEAST_MS = 2_000;
/** The time since boot is read from the system, which costs a hundred times what the others do: so often at least, awake. */
const BOOT_CLOCK_EVERY_MS = 1_000;

/**
 * Milliseconds since the start, time asleep included. `process`: the fine clock of this process, which stands still while the
 * computer sleeps on some systems; `boot`: the time since boot, coarser and dear, which does not; `wall`: the wall clock, which shows
 * at once that the computer may have slept.
 */
export function steadyClock(process: () => number, boot: () => number, wall: () => number): () => number {
  const processStart = process();
  const bootStart = boot();
  let asleep = 0;
  let last = 0;
  let lookedAt = { awake: 0, wall: wall() };
  return () => {
    const awake = process() - processStart;
    const awakeSince = awake - lookedAt.awake;
    const wallMs = wall();
    if (awakeSince >= BOOT_CLOCK_EVERY_MS || Math.abs(wallMs - lookedAt.wall - awakeSince) >= BOOT_CLOCK_EVERY_MS) {
      lookedAt = { awake, wall: wallMs };
      const behind = boot() - bootStart - awake;
      if (behind - asleep >= SLEEP_AT_LEAST_MS) asleep = behind;
    }
    last = Math.max(last, awake + asleep);
    return last;
  };
}
