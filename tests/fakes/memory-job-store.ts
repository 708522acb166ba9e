// Jobs in memory, as a store keeps them: copies, through JSON, whole steps or nothing. It can be full.
import type { StoreRefusal } from '../../main/agent/ports.ts';
import { StoreError } from '../../main/agent/ports.ts';
import type { JobStore, NewJob, NewRow, StepOfJob } from '../../main/services/jobs/job-store.ts';
import { countRows } from '../../main/services/jobs/row-counts.ts';
import type { Job, JobRow } from '../../shared/model/job.ts';

export class MemoryJobStore implements JobStore {
  readonly jobs = new Map<string, { job: Omit<Job, 'counts'>; rows: JobRow[] }>();
  /** Every step that was stored, in order. */
  readonly steps: StepOfJob[] = [];
  /** Every write is refused for this reason. */
  refuses: StoreRefusal | null = null;
  /** Looked at before a step is stored; it may hold it back. */
  before: (step: StepOfJob) => void | Promise<void> = () => {};

  async add(job: NewJob, rows: readonly NewRow[]): Promise<void> {
    this.#mayWrite();
    const made = rows.map(({ planned, state }, position) => ({ ...planned, position, state, startedAt: null, outcome: null }));
    this.jobs.set(job.id, copyOf({ job: { ...job, pause: null }, rows: made }));
  }

  async step(jobId: string, step: StepOfJob): Promise<void> {
    await this.before(step);
    this.#mayWrite();
    const kept = this.jobs.get(jobId);
    if (kept === undefined) throw new StoreError('stale', 'There is no such job.');
    const { rows = [], job, waitingTo } = copyOf(step);
    for (const row of rows) kept.rows[row.position] = { ...(kept.rows[row.position] as JobRow), ...row };
    if (waitingTo) kept.rows = kept.rows.map((row) => (row.state === 'waiting' ? { ...row, state: waitingTo } : row));
    if (job) kept.job = { ...kept.job, ...job };
    this.steps.push(copyOf(step));
  }

  async remove(jobId: string): Promise<void> {
    this.#mayWrite();
    this.jobs.delete(jobId);
  }

  async list(): Promise<Job[]> {
    return [...this.jobs.values()].reverse().map(({ job, rows }) => copyOf({ ...job, counts: countRows(rows) }));
  }

  async rows(jobId: string): Promise<JobRow[]> {
    return copyOf(this.jobs.get(jobId)?.rows ?? []);
  }

  #mayWrite(): void {
    if (this.refuses !== null) throw new StoreError(this.refuses, `The store says: ${this.refuses}.`);
  }
}

const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value));
