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

/** Within one run the steady clock counts; over a restart the wall clock, which is never believed to have gone back. */
function elapsedMs(from: Now, to: Now): number {
  return Math.max(0, from.runId === to.runId ? to.steadyMs - from.steadyMs : to.wallMs - from.wallMs);
}

/** Milliseconds left at `now`. */
export const evaluationLeftMs = ({ remainingMs, counting, asOf }: Evaluation, now: Now): number =>
  counting ? Math.max(0, remainingMs - elapsedMs(asOf, now)) : remainingMs;

/** Whole hours left, rounded up: 2160 at the start, 0 exactly when expired. */
export const evaluationHours = (leftMs: number): number => Math.ceil(leftMs / HOUR);

/** Takes off the time that has passed; first in every step. */
export function settleEvaluation(turn: Turn): void {
  const { evaluation } = turn.state;
  const { now } = turn.moment;
  noticeClockJump(turn, evaluation.asOf);
  const remainingMs = evaluationLeftMs(evaluation, now);
  turn.set({ evaluation: { ...evaluation, remainingMs, asOf: now } });
  if (!evaluation.counting) return;
  if (remainingMs === 0 && evaluation.expiredAt === null) {
    const overrun = elapsedMs(evaluation.asOf, now) - evaluation.remainingMs;
    // It reached 0 before a longer absence ended; a clock that was set back meanwhile must not put that after now.
    const expiredAt = Math.min(turn.now, turn.now - Math.max(0, overrun));
    turn.set({ evaluation: { ...turn.state.evaluation, expiredAt, counting: false } });
    turn.record('evaluation-expired');
    return;
  }
  const due = warningDue(EVALUATION_LADDER, remainingMs, evaluation.warnedAtHours);
  if (due === null) return;
  turn.set({ evaluation: { ...turn.state.evaluation, warnedAtHours: due } });
  turn.record('evaluation-warning', { hoursLeft: evaluationHours(remainingMs) });
}

/** Starts or stops the count as the client state wants it; last in every step. */
export function countEvaluation(turn: Turn): void {
  const { evaluation } = turn.state;
  const wanted = PROFILES[turn.instance.profile].evaluationCountsIn.includes(clientStateOf(turn)) && evaluation.remainingMs > 0;
  if (wanted === evaluation.counting) return;
  turn.set({ evaluation: { ...evaluation, counting: wanted } });
  turn.record(wanted ? 'evaluation-started' : 'evaluation-stopped', { hoursLeft: evaluationHours(evaluation.remainingMs) });
}

function noticeClockJump(turn: Turn, last: Now): void {
  const { now } = turn.moment;
  if (last.runId !== now.runId) return;
  const jumpMs = now.wallMs - last.wallMs - (now.steadyMs - last.steadyMs);
  if (Math.abs(jumpMs) > HOUR) turn.record('system-clock-changed', { byMs: Math.round(jumpMs) });
}
