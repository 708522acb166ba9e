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

export function outcomeOf({ state }: Agent, operation: Operation): Settlement {
  const failed = state.failures[operation];
  return failed === undefined ? { outcome: 'done' } : { outcome: 'failed', failure: failed.failure };
}
