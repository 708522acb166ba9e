// What bulk jobs need of a store: the job with its rows, whole from its first moment, and steps that are durable when they resolve.
import type { Job, JobRow, PlannedRow, RowOutcome } from '../../../shared/model/job.ts';
import type { RowState } from '../../../shared/model/job-lists.ts';

export type NewJob = Omit<Job, 'counts' | 'pause'>;
export type NewRow = { planned: PlannedRow; state: RowState };
export type RowStep = { position: number; state: RowState; startedAt: number | null; outcome: RowOutcome | null };
/** `waitingTo`: what becomes of every row that waits. All of it together or nothing. */
export type StepOfJob = {
  rows?: readonly RowStep[];
  job?: Pick<Job, 'state' | 'pause' | 'endedAt'>;
  waitingTo?: RowState;
};

/** Rejects with StoreError; nothing of the write was kept then. */
export interface JobStore {
  add(job: NewJob, rows: readonly NewRow[]): Promise<void>;
  step(jobId: string, step: StepOfJob): Promise<void>;
  remove(jobId: string): Promise<void>;
  /** Newest first. */
  list(): Promise<Job[]>;
  /** In their order. */
  rows(jobId: string): Promise<JobRow[]>;
}
