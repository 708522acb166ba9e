// How many rows of a job are in which state.
import type { Job } from '../../../shared/model/job.ts';
import type { RowState } from '../../../shared/model/job-lists.ts';

export const NO_ROWS: Readonly<Job['counts']> = { waiting: 0, running: 0, done: 0, failed: 0, skipped: 0, cancelled: 0 };

export function countRows(rows: readonly { state: RowState }[]): Job['counts'] {
  const counts = { ...NO_ROWS };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}
