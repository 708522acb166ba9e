// A job as it begins: with a row for each instance of its plan, of which those that are refused are skipped from the start.
import type { Job, JobAction, PlannedRow } from '../../../shared/model/job.ts';
import { isGuarded } from '../../../shared/model/job-plan.ts';
import { refuseUnconfirmedMass } from '../application/guard.ts';
import type { NewJob, NewRow } from './job-store.ts';

type Asked = Pick<Job, 'id' | 'action' | 'createdAt'> & { dryRun: boolean | undefined; stopAfter: number | null | undefined };

export function newJob(asked: Asked, planned: readonly PlannedRow[]): { job: NewJob; rows: NewRow[] } {
  const { id, action, createdAt, dryRun = false, stopAfter = null } = asked;
  return {
    job: { id, action, dryRun, state: 'running', stopAfter, createdAt, endedAt: null },
    rows: planned.map((row) => ({ planned: row, state: row.plan.will === null ? 'skipped' : 'waiting' })),
  };
}

/** Throws `confirmation-needed` where it can stop the calls of production instances and was not confirmed. */
export function refuseUnconfirmedJob({ kind }: JobAction, planned: readonly PlannedRow[], confirm: string | undefined): void {
  const names = planned.filter(isGuarded).map(({ name }) => name);
  refuseUnconfirmedMass(kind === 'remove' ? 'remove' : 'cut', names, confirm);
}
