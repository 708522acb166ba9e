// The agents' store: state and events of a step together, revisions, names, removal, rows that cannot be read.
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, vi } from 'vitest';
import type { NewEvent } from '../../../main/agent/ports.ts';
import { agentNamed, all, commit, NOW } from './agents.ts';
import { openIn, temporaryFolder } from './setting.ts';

// Disks and processors that others use too are slow at times.
vi.setConfig({ testTimeout: 60_000 });

const event = (at: number, detail: NewEvent['detail'] = {}): NewEvent => ({
  at,
  event: 'enabled',
  detail,
  actor: 'administrator',
});

describe('one step', () => {
  it('is there after the store was opened again, whole', async () => {
    const folder = temporaryFolder();
    const agent = agentNamed('proxy-1');
    agent.lastGood = { configuration: agent.configuration, at: NOW };
    const first = await openIn(folder);
    expect(await commit(first.agents, agent, [event(NOW, { count: 5, from: null, quick: true })], 0)).toEqual({ revision: 1 });
    await first.dispose();

    const second = await openIn(folder);
    expect(await all(second.agents)).toEqual([{ agent, revision: 1 }]);
    expect(await second.agents.events({})).toEqual([
      {
        id: 2,
        at: NOW,
        instanceId: agent.instance.id,
        instance: 'proxy-1',
        event: 'enabled',
        detail: { count: 5, from: null, quick: true },
        actor: 'administrator',
      },
    ]);
    expect(second.warnings).toEqual([]);
  });

  it('made from an old revision is refused as stale, with its events', async () => {
    const { agents } = await openIn(temporaryFolder());
    const agent = agentNamed('proxy-1');
    await commit(agents, agent, [], 0);
    await commit(agents, { ...agent, state: { ...agent.state, silent: true } }, [], 1);
    await expect(commit(agents, agent, [event(NOW)], 1)).rejects.toMatchObject({ reason: 'stale' });
    await expect(commit(agents, agent, [event(NOW)], 0)).rejects.toMatchObject({ reason: 'stale' });
    await expect(commit(agents, agentNamed('unknown'), [event(NOW)], 3)).rejects.toMatchObject({ reason: 'stale' });
    expect(await agents.events({})).toEqual([]);
    const [stored] = await all(agents);
    expect(stored).toMatchObject({ revision: 2, agent: { state: { silent: true } } });
  });

  it('that is refused does not sink the others of its turn', async () => {
    const { agents } = await openIn(temporaryFolder());
    const outcomes = await Promise.allSettled([
      commit(agents, agentNamed('a'), [event(1)], 0),
      commit(agents, agentNamed('a'), [event(2)], 0),
      commit(agents, agentNamed('b'), [event(3)], 0),
      commit(agents, agentNamed('c'), [event(4)], 7),
      commit(agents, agentNamed('d'), [event(5)], 0),
    ]);
    expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'done' : outcome.reason.reason))).toEqual([
      'done',
      'name-taken',
      'done',
      'stale',
      'done',
    ]);
    expect((await all(agents)).map(({ agent }) => agent.instance.name)).toEqual(['a', 'b', 'd']);
    expect((await agents.events({})).map(({ at }) => at)).toEqual([1, 3, 5]);
  });
});

describe('a name', () => {
  it('is given once, and is free again after a rename or a removal', async () => {
    const { agents } = await openIn(temporaryFolder());
    const one = agentNamed('one');
    const two = agentNamed('two');
    await commit(agents, one, [], 0);
    await commit(agents, two, [], 0);
    const renamed = { ...two, instance: { ...two.instance, name: 'one' } };
    await expect(commit(agents, renamed, [], 1)).rejects.toMatchObject({ reason: 'name-taken' });
    await agents.remove(one.instance, 1, NOW);
    expect(await commit(agents, renamed, [], 1)).toEqual({ revision: 2 });
    expect(await commit(agents, agentNamed('two'), [], 0)).toEqual({ revision: 1 });
  });
});

describe('removal', () => {
  it('takes configuration, state and secrets along and leaves the history', async () => {
    const folder = temporaryFolder();
    const { agents, secretRows, dispose } = await openIn(folder);
    const agent = agentNamed('proxy-1');
    const { id } = agent.instance;
    await commit(agents, agent, [event(NOW)], 0);
    await secretRows.put(id, 'token', { backend: 'key-file', ciphertext: Uint8Array.of(1, 2, 3) });
    await expect(agents.remove(agent.instance, 4, NOW)).rejects.toMatchObject({ reason: 'stale' });
    await agents.remove(agent.instance, 1, NOW);
    expect(await all(agents)).toEqual([]);
    expect(await secretRows.get(id, 'token')).toBeNull();
    expect(await agents.events({ instanceId: id })).toHaveLength(1);
    await expect(secretRows.put(id, 'token', { backend: 'key-file', ciphertext: Uint8Array.of(1) })).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
    await dispose();
    const db = new DatabaseSync(join(folder, 'store.sqlite'));
    for (const table of ['instances', 'states', 'papers', 'secrets'])
      expect(db.prepare(`SELECT count(*) AS n FROM ${table}`).get().n, table).toBe(0);
    db.close();
  });
});

describe('a row that cannot be read', () => {
  it.each([
    [
      'an instance without a serial',
      "UPDATE instances SET instance = json_remove(instance, '$.serial') WHERE name = 'bad'",
      'instance.serial',
    ],
    [
      'a state of another kind',
      `UPDATE states SET state = '{"kind":"x"}' WHERE instance_id IN (SELECT id FROM instances WHERE name = 'bad')`,
      'state',
    ],
    ['no configuration', "UPDATE instances SET configuration = NULL WHERE name = 'bad'", 'configuration'],
    ['a row that says another name', "UPDATE instances SET name = 'bad' || '!' WHERE name = 'bad'", 'instance'],
  ])('%s: is told and hides nobody', async (_, damage, where) => {
    const folder = temporaryFolder();
    const before = await openIn(folder);
    for (const name of ['good', 'bad', 'fine']) await commit(before.agents, agentNamed(name), [], 0);
    await before.dispose();
    const db = new DatabaseSync(join(folder, 'store.sqlite'));
    db.exec(damage);
    db.close();

    const after = await openIn(folder);
    expect((await all(after.agents)).map(({ agent }) => agent.instance.name)).toEqual(['good', 'fine']);
    expect(after.warnings).toHaveLength(1);
    expect(after.warnings[0]).toContain('“bad');
    expect(after.warnings[0]).toContain(where);
  });
});

describe('the history', () => {
  it('gives the newest that match, oldest first, and pages backwards', async () => {
    const { agents } = await openIn(temporaryFolder());
    const one = agentNamed('one');
    const two = agentNamed('two');
    await commit(agents, one, [event(10), event(20), event(30)], 0);
    await commit(agents, two, [event(25), event(40)], 0);
    const ats = async (query: Parameters<typeof agents.events>[0]) => (await agents.events(query)).map(({ at }) => at);
    expect(await ats({})).toEqual([10, 20, 30, 25, 40]);
    expect(await ats({ limit: 2 })).toEqual([25, 40]);
    expect(await ats({ before: 6, limit: 2 })).toEqual([20, 30]);
    expect(await ats({ instanceId: one.instance.id, since: 20 })).toEqual([20, 30]);
    expect(await ats({ since: 41 })).toEqual([]);
  });

  it('cannot be changed or shortened, not even by SQL', async () => {
    const folder = temporaryFolder();
    const store = await openIn(folder);
    await commit(store.agents, agentNamed('one'), [event(10)], 0);
    await store.dispose();
    const db = new DatabaseSync(join(folder, 'store.sqlite'));
    expect(() => db.exec('UPDATE events SET at = 11')).toThrow('append-only');
    expect(() => db.exec('DELETE FROM events')).toThrow('append-only');
    db.close();
  });
});

describe('ten thousand instances', () => {
  it('are written in few commits and read with one query, all of them', async () => {
    const folder = temporaryFolder();
    const writing = await openIn(folder);
    await Promise.all(Array.from({ length: 10_000 }, (_, n) => commit(writing.agents, agentNamed(`proxy-${n}`), [], 0)));
    await writing.dispose();
    const reading = await openIn(folder);
    const names = new Set((await all(reading.agents)).map(({ agent }) => agent.instance.name));
    expect(names.size).toBe(10_000);
    expect(reading.warnings).toEqual([]);
  });
});
