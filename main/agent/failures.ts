// The bookkeeping of failures: each operation's own row of them, ended by its first success, and the silence of a server.
import type { Failure, Operation } from '../../shared/model/failure.ts';
import type { LicenceAnswer } from './ports.ts';
import type { Turn } from './turn.ts';

export type Failed = Extract<LicenceAnswer, { kind: 'refused' | 'no-answer' }>;
export const isFailed = (answer: LicenceAnswer): answer is Failed => answer.kind === 'refused' || answer.kind === 'no-answer';

/** Counts one more failure in a row. True when it is worth telling: the first one, or another category than the last. */
export function countFailure(turn: Turn, operation: Operation, failure: Failure): { tries: number; news: boolean } {
  const last = turn.state.failures[operation];
  const tries = (last?.tries ?? 0) + 1;
  const since = last?.since ?? turn.now;
  turn.set({
    failures: { ...turn.state.failures, [operation]: { failure: { ...failure, at: turn.now }, since, tries, retryAt: null } },
  });
  return { tries, news: last === undefined || last.failure.category !== failure.category };
}

export function setRetry(turn: Turn, operation: Operation, retryAt: number | null): void {
  const failed = turn.state.failures[operation];
  if (failed !== undefined) turn.set({ failures: { ...turn.state.failures, [operation]: { ...failed, retryAt } } });
}

export function clearFailures(turn: Turn, ...operations: Operation[]): void {
  const rest = Object.entries(turn.state.failures).filter(([operation]) => !operations.includes(operation as Operation));
  if (rest.length < Object.keys(turn.state.failures).length) turn.set({ failures: Object.fromEntries(rest) });
}

/** Whether the server was heard at all; raised on the first silence in a row, and on the first answer after it. */
export function noteContact(turn: Turn, answer: LicenceAnswer): void {
  const { silent } = turn.state;
  if (answer.kind === 'no-answer') {
    if (!silent) turn.record('communication-failure', { category: answer.failure.category });
    turn.set({ silent: true });
    return;
  }
  if (silent) turn.record('communication-restored');
  turn.set({ silent: false, lastContactAt: turn.now });
}
