// A wall clock that was set: told while this program runs, and what was to be tried again soon stays soon. Dates that a licence
// server gave stay as they are; so do its deadlines.
import { HOUR } from '../../shared/durations.ts';
import type { Operation } from '../../shared/model/failure.ts';
import type { FailureState, Now, Poll } from './agent-state.ts';
import type { Turn } from './turn.ts';

const WORTH_NOTICING_MS = HOUR;

export function noticeClockJump(turn: Turn, now: Now): void {
  const { asOf } = turn.state.evaluation;
  const sameRun = asOf.runId === now.runId;
  // Over a restart it is only known that the clock went back by this much at least; that it went forward cannot be told from time.
  const jumpMs = now.wallMs - asOf.wallMs - (sameRun ? now.steadyMs - asOf.steadyMs : 0);
  if (sameRun && Math.abs(jumpMs) > WORTH_NOTICING_MS) turn.record('system-clock-changed', { byMs: Math.round(jumpMs) });
  if (jumpMs < -WORTH_NOTICING_MS) bringForward(turn, -jumpMs);
}

/** A retry in 15 minutes by a clock that was a year ahead would be one in a year by a clock that was put right. */
function bringForward(turn: Turn, ms: number): void {
  const { polls, failures, attempt, renewal, nextAuthorizationAt } = turn.state;
  const fails = (operation: Operation) => typeof failures[operation]?.retryAt === 'number';
  const sooner = (at: number | null) => (at === null ? null : at - ms);
  turn.set({
    polls: mapped(polls, (poll: Poll) => ({ ...poll, at: poll.at - ms, since: poll.since - ms })),
    failures: mapped(failures, (failure: FailureState) => ({ ...failure, retryAt: sooner(failure.retryAt) })),
    attempt: attempt && { ...attempt, retryAt: sooner(attempt.retryAt) },
    renewal: renewal && fails('renewal') ? { ...renewal, at: renewal.at - ms } : renewal,
    nextAuthorizationAt: fails('authorization') ? sooner(nextAuthorizationAt) : nextAuthorizationAt,
  });
}

const mapped = <T>(values: Partial<Record<Operation, T>>, change: (value: T) => T): Partial<Record<Operation, T>> =>
  Object.fromEntries(Object.entries(values).map(([operation, value]) => [operation, change(value)]));
