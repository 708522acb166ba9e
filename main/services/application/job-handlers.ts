// Bulk jobs at the contract's door.
import type { Application, FleetHandlers } from './application.ts';

type JobHandlers = Pick<FleetHandlers, Extract<keyof FleetHandlers, `jobs.${string}`>>;

export const jobHandlers = ({ jobs }: Pick<Application, 'jobs'>): JobHandlers => ({
  'jobs.preview': ({ action, scope }) => jobs.preview(action, scope),
  'jobs.start': (input) => jobs.start(input),
  'jobs.list': () => jobs.list(),
  'jobs.watch': ({ id, known, waitMs }) => jobs.watch(id, known, waitMs ?? 0),
  'jobs.cancel': ({ id }) => jobs.cancel(id),
  'jobs.resume': ({ id, token }) => jobs.resume(id, token),
  'jobs.forget': async ({ id }) => {
    await jobs.forget(id);
    return {};
  },
  'jobs.csv': async ({ id }) => {
    const { job, rows } = await jobs.kept(id);
    const { jobCsv } = await import('../jobs/job-csv.ts');
    return { text: await jobCsv(job, rows) };
  },
});
