// Whether an operation is under way, what became of it, told from the agent's state; and those who wait for it.
import type { Failure, Operation } from '../../shared/model/failure.ts';
import type { Agent, RealTime } from './ports.ts';
import { dueTimes } from './requests.ts';

export type Settlement = { outcome: 'done' } | { outcome: 'failed'; failure: Failure } | { outcome: 'pending' };

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

type Waiter = { operation: Operation; end: (answered: boolean) => void };

/** Who waits for an operation of an instance, by its id. */
export class Waiters {
  readonly #waiting = new Map<string, Set<Waiter>>();

  constructor(private readonly realTime: RealTime) {}

  /** False: the time was over first, or the host ends. */
  wait(id: string, operation: Operation, waitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const waiters = this.#waiting.get(id) ?? new Set();
      this.#waiting.set(id, waiters);
      const end = (answered: boolean) => {
        callOff();
        waiters.delete(waiter);
        if (waiters.size === 0) this.#waiting.delete(id);
        resolve(answered);
      };
      const waiter = { operation, end };
      const callOff = this.realTime.after(waitMs, () => end(false));
      waiters.add(waiter);
    });
  }

  /** The agent has changed; null: it is gone. */
  tell(id: string, agent: Agent | null, now: number): void {
    for (const { operation, end } of [...(this.#waiting.get(id) ?? [])])
      if (agent === null || !isUnderWay(agent, operation, now)) end(true);
  }

  dispose(): void {
    for (const waiters of this.#waiting.values()) for (const { end } of [...waiters]) end(false);
  }
}
