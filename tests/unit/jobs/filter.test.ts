// A job for a filter, on the host's side: which instances it means, and that a preview stays what it was.
import { beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../../shared/model/fleet-filter.ts';
import type { JobRow } from '../../../shared/model/job.ts';
import { Setting } from '../application/setting.ts';

let setting: Setting;
beforeEach(() => {
  setting = new Setting();
});
const TAG = { kind: 'tag', add: ['blue'], remove: [] } as const;
const tag = { ...TAG, add: [...TAG.add], remove: [] };
const named = (text: string) => ({ filter: { ...EVERYTHING, text } });
async function rowsOf(id: string): Promise<JobRow[]> {
  await setting.bulk.jobs.idle();
  return (await setting.call('jobs.watch', { id, known: 0 })).rows;
}
const told = (rows: JobRow[]) =>
  rows.map(({ name, state, outcome }) => `${name} ${state} ${outcome?.code} ${outcome?.refusal ?? ''}`.trim());

describe('a job for a filter', () => {
  it('means what matches when it is asked: name, environment and tag', async () => {
    for (const name of ['fra-1', 'fra-2', 'ber-1']) await setting.add(name);
    const [, second = ''] = setting.fleet.ids();
    await setting.call('instances.edit', { id: second, tags: ['edge'] });
    const preview = async (filter: Partial<typeof EVERYTHING>) =>
      (await setting.call('jobs.preview', { action: tag, scope: { filter: { ...EVERYTHING, ...filter } } })).rows.map(
        ({ name }) => name,
      );
    expect((await preview({ text: 'fra' })).sort()).toEqual(['fra-1', 'fra-2']);
    expect(await preview({ tags: ['edge'] })).toEqual(['fra-2']);
    expect(await preview({ environments: ['lab'] })).toEqual([]);
    expect(await preview({})).toHaveLength(3);
  });

  it('runs for the instances of its preview, whatever the filter matches by then', async () => {
    await setting.add('fra-1');
    const gone = await setting.add('fra-2');
    const { plan } = await setting.call('jobs.preview', { action: tag, scope: named('fra') });
    await setting.add('fra-3');
    await setting.call('instances.edit', { id: gone, name: 'ber-2' });
    const { id } = await setting.call('jobs.start', { action: tag, scope: { plan } });
    expect(told(await rowsOf(id))).toEqual(['fra-1 done tagged', 'fra-2 done tagged']);
    expect(setting.fleet.row(setting.fleet.find('fra-3') ?? '')?.tags).toEqual([]);
  });

  it('keeps its instances when another action is looked at', async () => {
    await setting.add('fra-1');
    const { plan, at } = await setting.call('jobs.preview', { action: tag, scope: named('fra') });
    await setting.add('fra-2');
    setting.time.pass(60_000);
    const next = await setting.call('jobs.preview', { action: { kind: 'count', count: 50 }, scope: { plan } });
    expect(next.rows.map(({ name, plan: { will } }) => [name, will])).toEqual([['fra-1', 'save']]);
    expect(next.at).toBe(at);
    expect(next.plan).not.toBe(plan);
  });

  it('does not do to an instance what its preview did not say', async () => {
    const id = await setting.configured({}, 'fra-1');
    const action = { kind: 'count', count: 200 } as const;
    const { plan } = await setting.call('jobs.preview', { action, scope: named('fra') });
    // What was a rise is a cut now.
    await setting.call('instances.configure', { id, change: { licenseCount: 300 } });
    const job = await setting.call('jobs.start', { action, scope: { plan } });
    expect(told(await rowsOf(job.id))).toEqual(['fra-1 skipped refused changed']);
    expect(setting.fleet.row(id)?.cps).toBe(300);
  });

  it('refuses a preview that is not kept any more', async () => {
    const error = await setting.refusal('jobs.start', { action: tag, scope: { plan: '00000000-0000-4000-8000-00000000ffff' } });
    expect(error.code).toBe('stale');
  });

  it('exports what a filter matches', async () => {
    for (const name of ['fra-1', 'ber-1']) await setting.add(name);
    const { text } = await setting.call('exchange.export', { format: 'csv', scope: named('ber') });
    expect(text).toContain('ber-1');
    expect(text).not.toContain('fra-1');
  });
});
