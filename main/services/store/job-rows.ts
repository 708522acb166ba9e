// The jobs' port over the database in the worker. What comes off the disk is believed only after it was parsed.
import { z } from 'zod';
import { jobActionSchema, jobSchema, plannedRowSchema, rowOutcomeSchema } from '../../../shared/model/job.ts';
import { JOB_STATES, PAUSES, ROW_STATES } from '../../../shared/model/job-lists.ts';
import { StoreError } from '../../agent/ports.ts';
import type { JobStore } from '../jobs/job-store.ts';
import { NO_ROWS } from '../jobs/row-counts.ts';
import type { SecretRows } from './open-store.ts';
import type { StoreClient } from './store-client.ts';

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('no JSON');
    return z.NEVER;
  }
});
const jobRecord = z.object({
  id: z.string(),
  action: json.pipe(jobActionSchema),
  dryRun: z.boolean(),
  state: z.enum(JOB_STATES),
  pause: z.enum(PAUSES).nullable(),
  stopAfter: z.number().nullable(),
  createdAt: z.number(),
  endedAt: z.number().nullable(),
  counts: z.partialRecord(z.enum(ROW_STATES), z.number()),
});
const rowRecord = z.object({
  position: z.number(),
  planned: json.pipe(plannedRowSchema),
  state: z.enum(ROW_STATES),
  startedAt: z.number().nullable(),
  outcome: json.pipe(rowOutcomeSchema).nullable(),
});

/** `user`: who administers, for the audit log. */
export function jobStore(client: StoreClient, user: string | null): JobStore {
  return {
    async add(job, rows) {
      const texts = rows.map(({ planned, state }) => ({ planned: JSON.stringify(planned), state }));
      await client.call('addJob', { ...job, action: JSON.stringify(job.action), rows: texts, user });
    },
    async step(id, { rows = [], job = null, waitingTo = null }) {
      const texts = rows.map((row) => ({ ...row, outcome: row.outcome === null ? null : JSON.stringify(row.outcome) }));
      await client.call('stepJob', { id, rows: texts, job, waitingTo, user });
    },
    async remove(id) {
      await client.call('removeJob', { id });
    },
    async list() {
      const read = (await client.call('jobs', null)).map((record) => jobRecord.safeParse(record));
      // A job that cannot be read is nothing that could go on, or be shown.
      return read.flatMap(({ data }) =>
        data === undefined ? [] : [jobSchema.parse({ ...data, counts: { ...NO_ROWS, ...data.counts } })],
      );
    },
    async rows(id) {
      const rows = rowRecord.array().safeParse(await client.call('jobRows', { id }));
      if (!rows.success) throw new StoreError('unavailable', 'The rows of this job cannot be read.');
      return rows.data.map(({ planned, ...row }) => ({ ...planned, ...row }));
    },
  };
}

/** Secrets of jobs: the same encryption as the instances', kept by the id of the job and gone with it. */
export const jobSecretRows = (client: StoreClient): SecretRows => ({
  get: (jobId, name) => client.call('jobSecret', { jobId, name }),
  async put(jobId, name, row) {
    await client.call('putJobSecret', { jobId, name, ...row });
  },
  async remove(jobId, name) {
    await client.call('removeJobSecret', { jobId, name });
  },
});
