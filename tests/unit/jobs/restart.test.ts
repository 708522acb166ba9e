// A job whose host ends in the middle: the next host takes up what was under way without doing any of it twice.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../../shared/ipc/contract.ts';
import type { Job, JobRow } from '../../../shared/model/job.ts';
import { Setting } from '../application/setting.ts';

let setting: Setting;
beforeEach(() => {
  setting = new Setting();
});
const names = ['a', 'b', 'c', 'd', 'e'];
const start = (ids: string[], action: Input<'jobs.start'>['action'], token?: string): Promise<Job> =>
  setting.call('jobs.start', {
    scope: { ids },
    action,
    ...(token === undefined ? {} : { token }),
    ...(action.kind === 'remove' ? { confirm: `remove ${ids.length}` } : {}),
  });
/** Another host opens the same store. */
async function restart(): Promise<void> {
  await setting.bulk.restart().open(setting.handlers, true);
}
async function rowsOf({ id }: Job): Promise<JobRow[]> {
  await setting.bulk.jobs.idle();
  return setting.bulk.jobs.rows(id);
}
const states = (rows: JobRow[]) => rows.map(({ state, outcome }) => `${state} ${outcome?.code ?? ''}`);
const count = (operation: string) => setting.server.received.filter((request) => request.operation === operation).length;
const registered = async () => {
  const ids: string[] = [];
  for (const name of names) ids.push(await setting.registered({}, name));
  return ids;
};

describe('a registration that was under way', () => {
  it('is answered to the agent meanwhile: it is not made again', async () => {
    const ids = await Promise.all(names.map((name) => setting.configured({}, name)));
    const asked = setting.nextRequest();
    const job = await start(ids, { kind: 'register', force: false }, 'abc');
    await asked;
    setting.bulk.jobs.dispose();
    setting.answer();
    await setting.fleet.idle();
    const before = count('registration');
    await restart();
    expect(states(await rowsOf(job))).toEqual(Array(5).fill('done authorized'));
    expect(before).toBe(2);
    expect(count('registration')).toBe(5);
    expect(setting.bulk.secrets.kept.size).toBe(0);
  });

  it('is still on its way: it is waited for', async () => {
    const ids = await Promise.all(names.map((name) => setting.configured({}, name)));
    const asked = setting.nextRequest();
    const job = await start(ids, { kind: 'register', force: false }, 'abc');
    await asked;
    await restart();
    setting.answer();
    expect(states(await rowsOf(job))).toEqual(Array(5).fill('done authorized'));
    expect(count('registration')).toBe(5);
  });

  it('waits for its token where that was not kept; what is known of the rows is told meanwhile', async () => {
    const ids = await Promise.all(names.map((name) => setting.configured({}, name)));
    const asked = setting.nextRequest();
    const job = await start(ids, { kind: 'register', force: false }, 'abc');
    await asked;
    setting.bulk.jobs.dispose();
    setting.bulk.secrets.kept.clear();
    setting.answer();
    await setting.fleet.idle();
    await restart();
    expect(states(await rowsOf(job))).toEqual(['done authorized', 'done authorized', 'waiting ', 'waiting ', 'waiting ']);
    expect((await setting.bulk.jobs.list())[0]).toMatchObject({ state: 'paused', pause: 'token' });
    await expect(setting.bulk.jobs.resume(job.id, undefined)).rejects.toMatchObject({ error: { code: 'invalid-input' } });
    await setting.bulk.jobs.resume(job.id, 'another');
    expect(states(await rowsOf(job))).toEqual(Array(5).fill('done authorized'));
    expect(count('registration')).toBe(5);
  });

  it('that was refused because its token was gone is made with the new one', async () => {
    const ids = await Promise.all(names.slice(0, 1).map((name) => setting.configured({}, name)));
    const asked = setting.nextRequest();
    const job = await start(ids, { kind: 'register', force: false }, 'abc');
    await asked;
    setting.bulk.jobs.dispose();
    setting.bulk.secrets.kept.clear();
    setting.server.answer(({ requestId: _ }) => ({
      kind: 'refused',
      failure: { category: 'token-invalid', text: 'The token is not kept over a restart.', at: 0 },
      retryAfterMs: null,
    }));
    await setting.fleet.idle();
    await restart();
    expect(states(await rowsOf(job))).toEqual(['waiting ']);
    setting.grant();
    await setting.bulk.jobs.resume(job.id, 'another');
    expect(states(await rowsOf(job))).toEqual(['done authorized']);
  });
});

it.each([
  ['authorize', { kind: 'authorize' }, 'done authorized'],
  ['count', { kind: 'count', count: 300 }, 'done authorized'],
  ['renew', { kind: 'renew' }, 'done renewed'],
  ['remove', { kind: 'remove' }, 'done removed'],
] as const)('%s: rows that were under way end as they would have', async (_, action, wanted) => {
  const ids = await registered();
  const asked = setting.nextRequest();
  const job = await start(ids, action);
  await asked;
  await restart();
  setting.answer();
  expect(states(await rowsOf(job))).toEqual(Array(5).fill(wanted));
});

it.each([
  ['renew', { kind: 'renew' }, 'renewal', 'done renewed'],
  ['remove', { kind: 'remove' }, 'deregistration', 'done removed'],
] as const)('%s: what has happened is not done again', async (_, action, operation, wanted) => {
  const ids = await registered();
  const asked = setting.nextRequest();
  const job = await start(ids, action);
  await asked;
  setting.bulk.jobs.dispose();
  setting.answer();
  await setting.fleet.idle();
  await restart();
  expect(states(await rowsOf(job))).toEqual(Array(5).fill(wanted));
  expect(count(operation)).toBe(5);
});

it('a cancelled job only finishes what was under way', async () => {
  const ids = await registered();
  const asked = setting.nextRequest();
  const job = await start(ids, { kind: 'authorize' });
  await asked;
  await setting.call('jobs.cancel', { id: job.id });
  await restart();
  setting.answer();
  expect(states(await rowsOf(job)).sort()).toEqual([
    'cancelled ',
    'cancelled ',
    'cancelled ',
    'done authorized',
    'done authorized',
  ]);
});

it('a short-lived host leaves a job alone', async () => {
  const ids = await registered();
  const asked = setting.nextRequest();
  const job = await start(ids, { kind: 'authorize' });
  await asked;
  await setting.bulk.restart().open(setting.handlers, false);
  expect(states(await rowsOf(job)).filter((state) => state.startsWith('waiting'))).toHaveLength(3);
});
