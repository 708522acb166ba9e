// Waiting for the next change of a job; the changes of a tenth of a second are told together, so that a fast job costs no more than
// ten messages a second.
import type { RealTime } from '../../agent/ports.ts';
import type { JobRun } from './job-run.ts';

const GATHER_MS = 100;

/** Resolves a moment after the next change, or after `waitMs` (real) without one. */
export function changeOf(run: Pick<JobRun, 'onChange'>, realTime: RealTime, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    let stopTimer = realTime.after(waitMs, () => end());
    const stopListening = run.onChange(() => {
      stopListening();
      stopTimer();
      stopTimer = realTime.after(GATHER_MS, resolve);
    });
    const end = () => {
      stopListening();
      resolve();
    };
  });
}
