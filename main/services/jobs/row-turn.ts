// A row's turn: it is looked at once more, since the fleet may be another than when it was planned, and done only if that is still
// what the preview said.
import type { Job, JobRow } from '../../../shared/model/job.ts';
import type { JobRefusal } from '../../../shared/model/job-lists.ts';
import { isStillPlanned } from '../../../shared/model/job-plan.ts';
import type { Planning } from './planning.ts';
import type { Ended, RowOperations } from './row-operations.ts';

type Means = { planning: Planning; operations: RowOperations };

/** `token`: of a registration. Rejects where the store refuses. */
export async function performRow({ planning, operations }: Means, job: Job, row: JobRow, token: string | null): Promise<Ended> {
  const planned = await planning.row(job.action, row.id);
  if (planned === null) return skipped('gone');
  if (planned.plan.refusal !== null) return skipped(planned.plan.refusal);
  if (!isStillPlanned(row, planned)) return skipped('changed');
  if (job.dryRun) return { state: 'done', outcome: { code: 'would' } };
  return operations.perform(job.action, row, token);
}

const skipped = (refusal: JobRefusal): Ended => ({ state: 'skipped', outcome: { code: 'refused', refusal } });
