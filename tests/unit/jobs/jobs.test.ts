// Bulk jobs over real agents and the real handlers; store, secrets, licence server and time are moved by hand.
import { beforeEach, describe, expect, it } from 'vitest';
import type { StepOfJob } from '../../../main/services/jobs/job-store.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import type { Job, JobRow } from '../../../shared/model/job.ts';
import { granted } from '../../builders/licence-answers.ts';
import { Setting, START } from '../application/setting.ts';

let setting: Setting;
beforeEach(() => {
  setting = new Setting();
});
const names = (count: number, prefix = 'proxy') => Array.from({ length: count }, (_, n) => `${prefix}-${n + 1}`);
const configured = (count: number) => Promise.all(names(count).map((name) => setting.configured({}, name)));
async function registered(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names(count)) ids.push(await setting.registered({}, name));
  return ids;
}
const start = (ids: string[], more: Omit<Input<'jobs.start'>, 'scope'>): Promise<Job> =>
  setting.call('jobs.start', { scope: { ids }, ...more });
async function ended(job: Job): Promise<{ job: Job; rows: JobRow[] }> {
  await setting.bulk.jobs.idle();
  return setting.call('jobs.watch', { id: job.id, known: 0 });
}
const states = (rows: JobRow[]) => rows.map(({ state, outcome, plan }) => `${state} ${outcome?.code ?? plan.refusal}`);
const operations = () => setting.server.received.map(({ operation }) => operation);

describe('a job', () => {
  it('registers all with one token, which is gone when it ends and never in what is kept of the job', async () => {
    const ids = await configured(3);
    setting.grant();
    const job = await start(ids, { action: { kind: 'register', force: false }, token: ' one token ' });
    const kept = await setting.bulk.secrets.get(job.id, 'token');
    const { job: after, rows } = await ended(job);
    expect(kept).toBe('onetoken');
    expect(states(rows)).toEqual(Array(3).fill('done authorized'));
    expect(after).toMatchObject({ state: 'done', endedAt: START, counts: { done: 3, waiting: 0 } });
    expect(operations().filter((one) => one === 'registration')).toHaveLength(3);
    expect([...setting.bulk.secrets.kept, ...setting.secrets.kept].filter(([name]) => name.endsWith('token'))).toEqual([]);
    expect(JSON.stringify([...setting.bulk.store.jobs.values(), setting.bulk.store.steps])).not.toContain('onetoken');
  });

  it('skips what it may not do, and says why', async () => {
    const [one, two] = [await setting.configured({}, 'one'), await setting.add('two')];
    const { rows: planned } = await setting.call('jobs.preview', {
      action: { kind: 'count', count: 200 },
      scope: { ids: [one, two, '00000000-0000-4000-8000-ffffffffffff'] },
    });
    expect(planned.map(({ name, plan }) => [name, plan.will, plan.cps])).toEqual([
      ['one', 'save', { from: 100, to: 200 }],
      ['two', 'save', { from: 0, to: 200 }],
    ]);
    setting.grant();
    const job = await start([one, two], { action: { kind: 'register', force: false }, token: 'abc' });
    const { rows } = await ended(job);
    expect(states(rows)).toEqual(['done authorized', 'skipped not-enabled']);
  });

  it('stores what became of a row before the next one of its lane is begun', async () => {
    const ids = await registered(5);
    const log: string[] = [];
    setting.bulk.store.before = ({ rows = [] }: StepOfJob) => {
      for (const { position, state } of rows) log.push(`${position} ${state}`);
    };
    setting.server.onReceived = ({ route }) => log.push(`${ids.indexOf(route.instanceId)} asked`);
    setting.grant();
    await ended(await start(ids, { action: { kind: 'authorize' } }));
    for (const index of ids.keys()) {
      const of = log.filter((line) => line.startsWith(`${index} `));
      expect(of).toEqual([`${index} running`, `${index} asked`, `${index} done`]);
      // Two lanes: at most two rows are begun and not yet decided.
      const before = log.slice(0, log.indexOf(`${index} asked`));
      expect(
        before.filter((line) => line.endsWith('running')).length - before.filter((line) => line.endsWith('done')).length,
      ).toBeLessThanOrEqual(2);
    }
  });

  it('tags, changes counts, renews and removes', async () => {
    const ids = await registered(2);
    setting.grant();
    const run = async (action: Input<'jobs.start'>['action'], confirm?: string) =>
      states((await ended(await start(ids, { action, confirm }))).rows);
    expect(await run({ kind: 'tag', add: ['blue'], remove: [] })).toEqual(['done tagged', 'done tagged']);
    expect(ids.map((id) => setting.fleet.row(id)?.tags)).toEqual([['blue'], ['blue']]);
    expect(await run({ kind: 'count', count: 200 })).toEqual(['done authorized', 'done authorized']);
    expect(ids.map((id) => setting.fleet.row(id)?.cps)).toEqual([200, 200]);
    expect(await run({ kind: 'renew' })).toEqual(['done renewed', 'done renewed']);
    expect(await run({ kind: 'remove' }, 'remove 2')).toEqual(['done removed', 'done removed']);
    expect(setting.fleet.ids()).toEqual([]);
  });

  it('a dry run looks at every row and changes nothing', async () => {
    const ids = await registered(3);
    await setting.call('instances.remove', { id: ids[2] ?? '' });
    setting.answer();
    await setting.fleet.idle();
    const before = setting.kept();
    setting.server.received.splice(0);
    const job = await start(ids, { action: { kind: 'remove' }, dryRun: true });
    const { job: after, rows } = await ended(job);
    expect(states(rows)).toEqual(['done would', 'done would']);
    expect(after.state).toBe('done');
    expect(setting.kept()).toEqual(before);
    expect(setting.server.received).toEqual([]);
  });

  it('what the licence server refuses is told with its reason; what this program refuses too', async () => {
    const ids = await registered(2);
    setting.server.script = ({ route }) =>
      route.instanceId === ids[0]
        ? { kind: 'refused', failure: { category: 'invalid-tag', text: 'no such tag', at: START }, retryAfterMs: null }
        : granted({ ...setting.server.received.at(-1) } as never, START);
    const { rows } = await ended(await start(ids, { action: { kind: 'authorize' } }));
    expect(states(rows)).toEqual(['failed failed', 'done authorized']);
    expect(rows[0]?.outcome?.failure).toMatchObject({ category: 'invalid-tag', text: 'no such tag' });
  });

  it('an instance that has changed meanwhile is skipped when its turn comes', async () => {
    const ids = await registered(3);
    const job = await start(ids, { action: { kind: 'authorize' } });
    await setting.call('instances.remove', { id: ids[2] ?? '' });
    setting.answer();
    expect(states((await ended(job)).rows)).toEqual(['done authorized', 'done authorized', expect.stringMatching(/^skipped/)]);
  });
});

describe('failures, cancelling and going on', () => {
  const refuseAll = () => {
    setting.server.script = () => ({
      kind: 'refused',
      failure: { category: 'server-refused', text: 'no', at: START },
      retryAfterMs: null,
    });
  };

  it('pauses after so many failures, and goes on when it is told to', async () => {
    const ids = await registered(6);
    refuseAll();
    const job = await start(ids, { action: { kind: 'authorize' }, stopAfter: 2 });
    const paused = (await ended(job)).job;
    expect(paused).toMatchObject({ state: 'paused', pause: 'failures', endedAt: null });
    expect(paused.counts.failed).toBeGreaterThanOrEqual(2);
    expect(paused.counts.waiting).toBeGreaterThanOrEqual(3);
    setting.grant();
    await setting.call('jobs.resume', { id: job.id });
    const after = await ended(job);
    expect(after.job).toMatchObject({ state: 'done', counts: { failed: paused.counts.failed, done: 6 - paused.counts.failed } });
  });

  it('is cancelled in between: what is under way is finished, the rest is never begun', async () => {
    const ids = await registered(5);
    const asked = setting.nextRequest();
    const job = await start(ids, { action: { kind: 'authorize' } });
    await asked;
    const cancelled = await setting.call('jobs.cancel', { id: job.id });
    expect(cancelled).toMatchObject({ state: 'cancelled', endedAt: START });
    setting.answer();
    const { rows } = await ended(job);
    expect(rows.filter(({ state }) => state === 'cancelled')).toHaveLength(3);
    expect(rows.filter(({ state }) => state === 'done')).toHaveLength(2);
    expect(setting.server.received).toHaveLength(2);
    expect((await setting.refusal('jobs.resume', { id: job.id })).code).toBe('invalid-input');
  });

  it('cancelling a registration erases its token', async () => {
    const ids = await configured(4);
    const job = await start(ids, { action: { kind: 'register', force: false }, token: 'abc' });
    await setting.call('jobs.cancel', { id: job.id });
    expect(setting.bulk.secrets.kept.size).toBe(0);
    setting.answer();
    await ended(job);
  });

  it('waits where the store is full, and goes on from where it was', async () => {
    const ids = await registered(4);
    const job = await start(ids, { action: { kind: 'authorize' } });
    setting.bulk.store.refuses = 'full';
    setting.answer();
    expect((await ended(job)).job).toMatchObject({ state: 'paused', pause: 'store' });
    setting.bulk.store.refuses = null;
    setting.grant();
    await setting.call('jobs.resume', { id: job.id });
    expect((await ended(job)).job).toMatchObject({ state: 'done', counts: { done: 4 } });
  });

  it('refuses what cannot be', async () => {
    const [id = ''] = await configured(1);
    const refused = async (more: Omit<Input<'jobs.start'>, 'scope'>, ids = [id]) =>
      (await setting.refusal('jobs.start', { scope: { ids }, ...more })).code;
    expect(await refused({ action: { kind: 'register', force: false } })).toBe('invalid-input');
    expect(await refused({ action: { kind: 'authorize' } })).toBe('invalid-input');
    expect(await refused({ action: { kind: 'remove' } }, [])).toBe('invalid-input');
    expect(await refused({ action: { kind: 'tag', add: ['x'.repeat(65)], remove: [] } })).toBe('invalid-input');
    expect(setting.bulk.store.jobs.size).toBe(0);
    const none = '00000000-0000-4000-8000-00000000ffff';
    for (const channel of ['jobs.cancel', 'jobs.resume'] as const)
      expect((await setting.refusal(channel, { id: none })).code).toBe('not-found');
    expect((await setting.refusal('jobs.watch', { id: none, known: 0 })).code).toBe('not-found');
  });

  it('is watched: a change is told once, gathered, and an ended job at once', async () => {
    const ids = await registered(3);
    const job = await start(ids, { action: { kind: 'authorize' } });
    const first = await setting.call('jobs.watch', { id: job.id, known: 0, waitMs: 10_000 });
    expect(first.rows).toHaveLength(3);
    const next = setting.call('jobs.watch', { id: job.id, known: first.revision, waitMs: 10_000 });
    setting.answer();
    await setting.bulk.jobs.idle();
    setting.time.pass(100);
    const told = await next;
    expect(told.job.state).toBe('done');
    expect(told.rows.every(({ state }) => state === 'done')).toBe(true);
    expect((await setting.call('jobs.list', {})).map(({ id }) => id)).toEqual([job.id]);
    await setting.call('jobs.forget', { id: job.id });
    expect(await setting.call('jobs.list', {})).toEqual([]);
  });
});
