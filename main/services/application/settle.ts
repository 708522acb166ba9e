// Waiting for what became of an operation, for callers who want the result and not only the promise.
import { refuse } from '../../../shared/app-failure.ts';
import type { Operation } from '../../../shared/model/failure.ts';
import type { Fleet } from '../../agent/fleet.ts';

/** Waits up to `waitMs` (real ms). Throws `operation-failed` with its failure; what is still pending is left to go on. */
export async function settle(fleet: Fleet, id: string, operation: Operation, waitMs: number): Promise<void> {
  if (waitMs === 0) return;
  const settled = await fleet.settled(id, operation, waitMs);
  if (settled.outcome === 'failed') throw refuse('operation-failed', settled.failure.text, { failure: settled.failure });
}
