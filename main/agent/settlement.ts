// Whether an operation is under way, and what became of it, told from the agent's state.
import type { Operation } from '../../shared/model/failure.ts';
import type { Settlement } from './fleet.ts';
import type { Agent } from './ports.ts';
import { dueTimes } from './requests.ts';

/** On its way, waiting for its turn, or being worked on at the server; a retry that is due later is not under way. */
export function isUnderWay(agent: Agent, operation: Operation, now: number): boolean {
  const { request, polls, deregistration } = agent.state;
  if (request?.operation === operation || polls[operation] !== undefined) return true;
  if (operation === 'deregistration') return deregistration !== null;
  return dueTimes(agent, now).some((due) => due.operation === operation && due.at <= now);
}

export function outcomeOf({ state }: Agent, operation: Operation, now: number): Settlement {
  const { identity, failures } = state;
  const lost = identity === null && (operation === 'authorization' || operation === 'renewal');
  const failed = failures[operation] ?? (lost ? failures.registration : undefined);
  if (failed !== undefined) return { outcome: 'failed', failure: failed.failure };
  if (!lost) return { outcome: 'done' };
  const text = 'The registration ended before this was done.';
  return { outcome: 'failed', failure: { category: 'not-registered', text, at: now } };
}
