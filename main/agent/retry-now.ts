// Failures whose cause has been mended from outside (a root that is trusted now): their next try comes at once instead of in hours.
import type { FailureCategory, Operation } from '../../shared/model/failure.ts';
import { setRetry } from './failures.ts';
import type { Agent } from './ports.ts';
import type { Turn } from './turn.ts';

/** A deregistration is never tried again. */
const RETRIED = ['registration', 'renewal', 'authorization'] as const satisfies readonly Operation[];

/** What is on its way already is left to its own end. */
const waiting = ({ state }: Pick<Agent, 'state'>, categories: readonly FailureCategory[]) =>
  RETRIED.filter((operation) => {
    if (state.request?.operation === operation) return false;
    const failed = state.failures[operation];
    return failed !== undefined && failed.retryAt !== null && categories.includes(failed.failure.category);
  });

export const waitsToRetry = (agent: Agent, categories: readonly FailureCategory[]): boolean =>
  waiting(agent, categories).length > 0;

export function retryNow(turn: Turn, categories: readonly FailureCategory[]): void {
  for (const operation of waiting(turn, categories)) {
    const { attempt, renewal, polls } = turn.state;
    const poll = polls[operation];
    if (poll !== undefined) turn.set({ polls: { ...polls, [operation]: { ...poll, at: turn.now } } });
    if (operation === 'registration' && attempt !== null && attempt.retryAt !== null)
      turn.set({ attempt: { ...attempt, retryAt: turn.now } });
    if (operation === 'renewal' && renewal !== null) turn.set({ renewal: { ...renewal, at: turn.now } });
    if (operation === 'authorization') turn.set({ nextAuthorizationAt: turn.now });
    setRetry(turn, operation, turn.now);
  }
}
