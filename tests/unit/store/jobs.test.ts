// Jobs in the real database: written whole, stepped row by row, readable after the store was closed, and their secrets with them.
import { expect, it } from 'vitest';
import type { PlannedRow } from '../../../shared/model/job.ts';
import { openIn, temporaryFolder } from './setting.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const planned = (number: number): PlannedRow => ({
  id: id(number),
  name: `proxy-${number}`,
  account: null,
  environment: 'lab',
  plan: { will: 'authorize', refusal: null, cps: { from: 5, to: 5 } },
});
const JOB = {
  id: id(100),
  action: { kind: 'register', force: true },
  dryRun: false,
  state: 'running',
  stopAfter: 3,
  createdAt: 1,
  endedAt: null,
} as const;
const rows = [0, 1, 2].map((number) => ({ planned: planned(number), state: 'waiting' as const }));

it('a job is read as it was written, after the store was closed as well', async () => {
  const folder = temporaryFolder();
  const store = await openIn(folder);
  await store.jobs.add(JOB, rows);
  const outcome = { code: 'failed', at: 7, failure: { category: 'dns', text: 'no such name', at: 6 } } as const;
  await store.jobs.step(JOB.id, {
    rows: [
      { position: 0, state: 'failed', startedAt: 5, outcome },
      { position: 1, state: 'running', startedAt: 7, outcome: null },
    ],
  });
  await store.dispose();
  const again = await openIn(folder);
  expect(await again.jobs.list()).toEqual([
    { ...JOB, pause: null, counts: { waiting: 1, running: 1, done: 0, failed: 1, skipped: 0, cancelled: 0 } },
  ]);
  expect(await again.jobs.rows(JOB.id)).toEqual([
    { ...planned(0), position: 0, state: 'failed', startedAt: 5, outcome },
    { ...planned(1), position: 1, state: 'running', startedAt: 7, outcome: null },
    { ...planned(2), position: 2, state: 'waiting', startedAt: null, outcome: null },
  ]);
  await again.jobs.step(JOB.id, { job: { state: 'cancelled', pause: null, endedAt: 9 }, waitingTo: 'cancelled' });
  expect((await again.jobs.list())[0]).toMatchObject({ state: 'cancelled', endedAt: 9, counts: { cancelled: 1, running: 1 } });
});

it('a job that is gone takes its rows and its secret along, and cannot be stepped', async () => {
  const store = await openIn(temporaryFolder());
  await store.jobs.add(JOB, rows);
  const secret = { backend: 'key-file', ciphertext: Uint8Array.of(1, 2) };
  await store.jobSecretRows.put(JOB.id, 'token', secret);
  expect(await store.jobSecretRows.get(JOB.id, 'token')).toEqual(secret);
  await store.jobs.remove(JOB.id);
  expect(await store.jobSecretRows.get(JOB.id, 'token')).toBeNull();
  expect(await store.jobs.rows(JOB.id)).toEqual([]);
  await expect(store.jobs.step(JOB.id, { job: { state: 'done', pause: null, endedAt: 1 } })).rejects.toThrow(/not there/);
  await expect(store.jobSecretRows.put(JOB.id, 'token', secret)).rejects.toThrow(/no such job/);
});

it('the newest job comes first', async () => {
  const store = await openIn(temporaryFolder());
  for (const number of [100, 101, 102]) await store.jobs.add({ ...JOB, id: id(number) }, []);
  expect((await store.jobs.list()).map((job) => job.id)).toEqual([102, 101, 100].map(id));
});

it('a job is in the audit log as it begins and ends, in the same writes, and the chain holds', async () => {
  const store = await openIn(temporaryFolder());
  await store.jobs.add(JOB, rows);
  await store.jobs.step(JOB.id, { rows: [{ position: 0, state: 'done', startedAt: 5, outcome: null }] });
  await store.jobs.step(JOB.id, { job: { state: 'paused', pause: 'failures', endedAt: null } });
  await store.jobs.step(JOB.id, { job: { state: 'cancelled', pause: null, endedAt: 9 }, waitingTo: 'cancelled' });
  await store.audit.note({ at: 10, event: 'fleet-exported', detail: { format: 'csv' }, actor: 'administrator' });
  const { entries } = await store.audit.page({}, null, 10);
  expect(entries.map(({ at, event, subject, actor, detail }) => ({ at, event, subject, actor, detail }))).toEqual([
    { at: 10, event: 'fleet-exported', subject: '', actor: 'administrator', detail: { format: 'csv' } },
    {
      at: 9,
      event: 'job-cancelled',
      subject: 'register',
      actor: 'administrator',
      detail: { job: JOB.id, done: 1, cancelled: 2 },
    },
    {
      at: 1,
      event: 'job-started',
      subject: 'register',
      actor: 'administrator',
      detail: { job: JOB.id, instances: 3, dryRun: false },
    },
  ]);
  expect(await store.audit.check()).toMatchObject({ entries: 3, broken: null });
  // They are no licensing history.
  expect(await store.agents.events({})).toEqual([]);
});
