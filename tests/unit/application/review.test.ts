// A data folder that is only looked at: its last known state, and nothing that changes it or speaks to anybody.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NewEvent } from '../../../main/agent/ports.ts';
import { standingOf } from '../../../main/agent/standing.ts';
import { reviewOf } from '../../../main/services/application/review-handlers.ts';
import { openStore } from '../../../main/services/store/open-store.ts';
import { openStoreCopy } from '../../../main/services/store/store-copy.ts';
import { DAY, HOUR } from '../../../shared/durations.ts';
import { contract, type FleetChannel, fleetContract } from '../../../shared/ipc/contract.ts';
import type { HostInfo } from '../../../shared/model/fleet-snapshot.ts';
import { hostInfo } from '../../builders/fleet-rows.ts';
import { keptLog } from '../../fakes/kept-log.ts';
import { storeThread } from '../../fakes/store-thread.ts';
import { agentNamed, commit, NOW } from '../store/agents.ts';

/** When it is looked at: long after, so that time has overtaken what was stored. */
const LATER = NOW + 200 * DAY;
const store = (file: string) => ({ file, thread: storeThread, now: () => LATER, log: keptLog() });

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cusp-reviewed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** One instance in evaluation, one that was only added; the host ended a while after. */
async function filled(): Promise<{ file: string; ids: string[] }> {
  const file = join(temporaryFolder(), 'store.sqlite');
  const { agents, dispose } = await openStore(store(file));
  const evaluated = agentNamed('proxy-1');
  await commit(agents, evaluated, [], 0);
  const added = agentNamed('proxy-2');
  await commit(agents, added, [], 0);
  const now = { wallMs: NOW + HOUR, steadyMs: HOUR, runId: 'run' };
  const enabled = { ...evaluated, configuration: { ...evaluated.configuration, enabled: true, licenseCount: 50 } };
  const happened: NewEvent[] = [{ at: NOW + HOUR, event: 'enabled', detail: {}, actor: 'administrator' }];
  await agents.commit(enabled, standingOf(enabled, 2, now), happened, { agent: evaluated, revision: 1 });
  await dispose();
  return { file, ids: [evaluated.instance.id, added.instance.id] };
}

async function review(file: string) {
  const copy = await openStoreCopy(store(file));
  onTestFinished(() => copy.dispose());
  const info = (at: number): HostInfo => hostInfo({ review: { at, reason: 'opened' } });
  return reviewOf(copy.store, info, LATER);
}

describe('a review', () => {
  it('shows what was stored last, as of then and not as of now', async () => {
    const { file, ids } = await filled();
    const { at, handlers } = await review(file);
    expect(at).toBe(NOW + HOUR);
    const { rows, host } = await handlers['fleet.snapshot']({});
    expect(rows.map(({ name }) => name)).toEqual(['proxy-1', 'proxy-2']);
    expect(host.review).toEqual({ at: NOW + HOUR, reason: 'opened' });
    const detail = await handlers['instances.detail']({ id: ids[0] ?? '' });
    expect(detail.row).toEqual(rows[0]);
    expect(detail.summary).toMatchObject({
      instance: 'proxy-1',
      cpsCountRequested: 50,
      asOf: new Date(NOW + HOUR).toISOString(),
    });
    expect((await handlers['events.list']({ id: ids[0] ?? '' })).map(({ event }) => event)).toEqual(['enabled']);
    expect((await handlers['activity.verify']({})).broken).toBeNull();
    const { text } = await handlers['exchange.export']({ format: 'csv' });
    expect(text).toContain('proxy-2');
  });

  it('touches nothing of the folder, not even where that could not be written', async () => {
    const { file } = await filled();
    const folder = join(file, '..');
    const before = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);
    for (const [name] of before) chmodSync(join(folder, name ?? ''), 0o400);
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    const { handlers } = await review(file);
    expect((await handlers['fleet.snapshot']({})).rows).toHaveLength(2);
    expect(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')])).toEqual(before);
  });

  it('refuses every operation that is no reading', async () => {
    const { file, ids } = await filled();
    const { handlers } = await review(file);
    const id = ids[0] ?? '';
    const input = {
      id,
      name: 'proxy-3',
      maxCallRate: 100,
      token: 'abc',
      change: {},
      action: { kind: 'authorize' },
      scope: { ids },
    };
    const more = { url: 'https://ssm.example', kind: 'tls', pem: '', upload: id, format: 'csv', text: '', run: id, known: 0 };
    const answered: string[] = [];
    for (const channel of Object.keys(fleetContract) as FleetChannel[]) {
      const parsed = contract[channel].input.parse({
        ...input,
        ...more,
        after: 0,
        revision: 1,
        filter: {},
        limit: 10,
        plan: id,
        changes: {},
      });
      const outcome = await (handlers[channel] as (input: unknown) => Promise<unknown>)(parsed).then(
        () => 'answered',
        (error: { error?: { code: string } }) => error.error?.code,
      );
      if (outcome === 'answered') answered.push(channel);
      else expect([channel, outcome]).toEqual([channel, channel === 'jobs.watch' ? 'not-found' : 'host-unavailable']);
    }
    expect(answered).toEqual([
      'host.info',
      'fleet.snapshot',
      'fleet.changes',
      'fleet.outlook',
      'instances.find',
      'instances.detail',
      'events.list',
      'activity.list',
      'activity.verify',
      'diagnostics.exchanges',
      'jobs.list',
      'exchange.export',
      'trust.list',
    ]);
  });

  it('says so where there is no data, and where it is damaged', async () => {
    const folder = temporaryFolder();
    await expect(openStoreCopy(store(join(folder, 'store.sqlite')))).rejects.toMatchObject({ error: { code: 'not-found' } });
    writeFileSync(join(folder, 'store.sqlite'), Buffer.alloc(8_192, 'no database at all'));
    await expect(openStoreCopy(store(join(folder, 'store.sqlite')))).rejects.toMatchObject({
      error: { code: 'store-unavailable' },
    });
  });

  it('leaves no copy behind', async () => {
    const { file } = await filled();
    const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith('cusp-review-'));
    const before = copies();
    const copy = await openStoreCopy(store(file));
    expect(copies().filter((name) => !before.includes(name))).toHaveLength(1);
    await copy.dispose();
    expect(copies().filter((name) => !before.includes(name))).toEqual([]);
  });
});
