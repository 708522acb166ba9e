// The evaluation period: 2160 hours of real time, once in an instance's life, counted down and never up (section 5).
import { DAY, HOUR } from '../../shared/durations.ts';
import type { Evaluation, Now } from './agent-state.ts';
import { clientStateOf } from './client-state.ts';
import { PROFILES } from './profile.ts';
import type { Turn } from './turn.ts';
import { EVALUATION_LADDER, warningDue } from './warnings.ts';

export const EVALUATION_MS = 90 * DAY;

export const newEvaluation = (now: Now): Evaluation => ({
  remainingMs: EVALUATION_MS,
  counting: false,
  asOf: now,
  expiredAt: null,
  warnedAtHours: null,
});

/**
 * `from` on the clocks of the run of `now`. Within one run it is what it was; over a restart the wall clock tells how much has
 * passed, and is never believed to have gone back.
 */
export function inRunOf(from: Now, now: Now): Now {
  if (from.runId === now.runId) return from;
  const passed = Math.max(0, now.wallMs - from.wallMs);
  return { wallMs: now.wallMs - passed, steadyMs: now.steadyMs - passed, runId: now.runId };
}

/** Real milliseconds from one moment to a later one. */
export const elapsedMs = (from: Now, to: Now): number => Math.max(0, to.steadyMs - inRunOf(from, to).steadyMs);

/** Milliseconds left at `now`. */
export const evaluationLeftMs = ({ remainingMs, counting, asOf }: Evaluation, now: Now): number =>
  counting ? Math.max(0, remainingMs - elapsedMs(asOf, now)) : remainingMs;

/** Whole hours left, rounded up: 2160 at the start, 0 exactly when expired. */
export const evaluationHours = (leftMs: number): number => Math.ceil(leftMs / HOUR);

/** Takes off the time that has passed. */
export function settleEvaluation(turn: Turn): void {
  const { evaluation } = turn.state;
  turn.set({ evaluation: { ...evaluation, remainingMs: evaluationLeftMs(evaluation, turn.at), asOf: turn.at } });
}

export function expireEvaluation(turn: Turn): void {
  turn.set({ evaluation: { ...turn.state.evaluation, remainingMs: 0, expiredAt: turn.now, counting: false } });
  turn.record('evaluation-expired');
}

/** The last step of the ladder that was reached, once each. */
export function warnOfEvaluation(turn: Turn): void {
  const { evaluation } = turn.state;
  if (!evaluation.counting) return;
  const due = warningDue(EVALUATION_LADDER, evaluation.remainingMs, evaluation.warnedAtHours);
  if (due === null) return;
  turn.set({ evaluation: { ...evaluation, warnedAtHours: due } });
  turn.record('evaluation-warning', { hoursLeft: evaluationHours(evaluation.remainingMs) });
}

/** Starts or stops the count as the client state wants it; after everything that may have changed that. */
export function countEvaluation(turn: Turn): void {
  const { evaluation } = turn.state;
  const wanted = PROFILES[turn.instance.profile].evaluationCountsIn.includes(clientStateOf(turn)) && evaluation.remainingMs > 0;
  if (wanted === evaluation.counting) return;
  turn.set({ evaluation: { ...evaluation, counting: wanted } });
  turn.record(wanted ? 'evaluation-started' : 'evaluation-stopped', { hoursLeft: evaluationHours(evaluation.remainingMs) });
}
