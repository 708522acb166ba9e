// The chain of the audit log over the real database: every entry is sealed with the step that it tells, whoever alters, removes or
// inserts one with plain SQL is found where it was done, and an older store is sealed when it is brought up.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, vi } from 'vitest';
import type { NewEvent } from '../../../main/agent/ports.ts';
import { standingOf } from '../../../main/agent/standing.ts';
import { quoted } from '../../../main/services/store/ask.ts';
import { FIRST_SEAL } from '../../../main/services/store/event-chain.ts';
import { MIGRATIONS } from '../../../main/services/store/migrations.ts';
import { openDatabase } from '../../../main/services/store/open-database.ts';
import { openStore } from '../../../main/services/store/open-store.ts';
import { keptLog } from '../../fakes/kept-log.ts';
import { storeThread } from '../../fakes/store-thread.ts';
import { agentNamed, commit, NOW } from './agents.ts';
import { openIn, temporaryFolder } from './setting.ts';

vi.setConfig({ testTimeout: 60_000 });

const event = (at: number, detail: NewEvent['detail'] = {}): NewEvent => ({ at, event: 'enabled', detail, actor: 'agent' });
const storeIn = (folder: string) => join(folder, 'store.sqlite');

/** What somebody with a tool for SQLite does to the closed file. */
function tamper(folder: string, sql: string): void {
  const db = new DatabaseSync(storeIn(folder));
  db.exec(`DROP TRIGGER events_never_change; DROP TRIGGER events_never_go; ${sql}`);
  db.close();
}

/** Ten entries: the instance that was added, and nine events at 1 to 9. */
async function ten(): Promise<string> {
  const folder = temporaryFolder();
  const { agents, dispose } = await openIn(folder);
  const agent = agentNamed('proxy-1');
  await commit(agents, agent, [event(1), event(2), event(3)], 0);
  for (const at of [4, 6, 8]) await commit(agents, agent, [event(at), event(at + 1)], at / 2 - 1);
  await dispose();
  return folder;
}

async function checked(folder: string) {
  const store = await openIn(folder);
  const proof = await store.audit.check();
  await store.dispose();
  return proof;
}

describe('an untouched log', () => {
  it('is whole, and its seals are what anybody can work out from its rows', async () => {
    const folder = await ten();
    const proof = await checked(folder);
    expect(proof).toMatchObject({ entries: 10, from: NOW, broken: null });
    const db = new DatabaseSync(storeIn(folder));
    const rows = db.prepare('SELECT * FROM events ORDER BY id').all();
    db.close();
    let seal = FIRST_SEAL;
    for (const { id, at, instance_id, instance_name, event: name, detail, actor, user, change, seal: kept } of rows) {
      const content = JSON.stringify([id, at, instance_id, instance_name, name, detail, actor, user, change]);
      seal = createHash('sha256').update(`${seal}\n${content}`).digest('hex');
      expect(kept).toBe(seal);
    }
    expect(proof.seal).toBe(seal);
  });

  it('that is empty is whole', async () => {
    expect(await checked(temporaryFolder())).toEqual({ entries: 0, from: null, seal: null, broken: null });
  });

  it('goes on over restarts, refused writes and many writers at once, in more entries than are looked at in one go', async () => {
    const folder = temporaryFolder();
    for (const run of [0, 1]) {
      const { agents, dispose } = await openIn(folder);
      const taken = agentNamed('proxy-0-0');
      const writes = Array.from({ length: 1_300 }, (_, n) => commit(agents, agentNamed(`proxy-${run}-${n}`), [event(n)], 0));
      const refused = [commit(agents, taken, [event(1)], 0), commit(agents, agentNamed('x'), [event(1)], 7)];
      await Promise.all(writes);
      expect((await Promise.allSettled(refused)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      await dispose();
    }
    expect(await checked(folder)).toMatchObject({ entries: 5_200, broken: null });
  });
});

describe('a log that somebody', () => {
  it.each<[string, string, object]>([
    ['altered', 'UPDATE events SET detail = \'{"by":1}\' WHERE id = 4', { kind: 'altered', id: 4, at: 3 }],
    ['altered twice', 'UPDATE events SET at = at + 1 WHERE id IN (7, 5)', { kind: 'altered', id: 5 }],
    ['gave another author', "UPDATE events SET actor = 'import' WHERE id = 10", { kind: 'altered', id: 10 }],
    ['gave another seal', "UPDATE events SET seal = 'x' WHERE id = 1", { kind: 'altered', id: 1 }],
    ['took one from', 'DELETE FROM events WHERE id = 6', { kind: 'removed', id: 6, missing: 1 }],
    ['took the first from', 'DELETE FROM events WHERE id < 4', { kind: 'removed', id: 1, missing: 3 }],
    [
      'took one from, and closed the gap of',
      'DELETE FROM events WHERE id = 6; UPDATE events SET id = id - 1 WHERE id > 6',
      { kind: 'altered', id: 6 },
    ],
    ['cut the end off', 'DELETE FROM events WHERE id > 7', { kind: 'cut-off', id: 8, missing: 3 }],
    ['emptied', 'DELETE FROM events', { kind: 'cut-off', id: 1, missing: 10 }],
    [
      'added to',
      "INSERT INTO events (at, instance_id, instance_name, event, detail, actor) VALUES (1, 'i', 'n', 'enabled', '{}', 'agent')",
      { kind: 'inserted', id: 11, at: 1 },
    ],
    [
      'added to in the middle of',
      `UPDATE events SET id = -id WHERE id > 6; UPDATE events SET id = 1 - id WHERE id < 0;
       INSERT INTO events SELECT 7, at, instance_id, instance_name, event, detail, actor, user, change, seal FROM events WHERE id = 3`,
      { id: 7 },
    ],
    [
      'put before',
      "INSERT INTO events SELECT -1, 1, 'i', 'n', 'enabled', '{}', 'agent', NULL, NULL, seal FROM events LIMIT 1",
      { kind: 'inserted', id: -1 },
    ],
    ['gave another end', `UPDATE event_chain SET seal = '${'1'.repeat(64)}'`, { kind: 'resealed', id: 10 }],
    ['took the end of', 'DELETE FROM event_chain', { kind: 'inserted', id: 1 }],
  ])('%s is told so', async (_, sql, broken) => {
    const folder = await ten();
    tamper(folder, sql);
    expect((await checked(folder)).broken).toMatchObject(broken);
  });

  it.each([
    [
      'added to',
      "INSERT INTO events (at, instance_id, instance_name, event, detail, actor) VALUES (1, 'i', 'n', 'enabled', '{}', 'agent')",
      { kind: 'inserted', id: 11 },
    ],
    ['cut the end off', 'DELETE FROM events WHERE id > 7', { kind: 'removed', id: 8, missing: 3 }],
    ['took the end of', 'DELETE FROM event_chain', {}],
  ])('%s still takes what happens afterwards, and is still told so', async (_, sql, broken) => {
    const folder = await ten();
    tamper(folder, sql);
    const { agents, audit, dispose } = await openIn(folder);
    await commit(agents, agentNamed('later'), [event(20)], 0);
    expect((await audit.check()).broken).toMatchObject(broken);
    expect((await audit.page({}, null, 1)).entries[0]).toMatchObject({ at: 20, subject: 'later' });
    await dispose();
  });
});

describe('an entry', () => {
  const openAs = async (folder: string, user: string) =>
    openStore({ file: storeIn(folder), thread: storeThread, now: () => NOW, log: keptLog(), user });

  it('says who, what, on what, and which states were others before', async () => {
    const { agents, audit, trust, dispose } = await openAs(temporaryFolder(), 'k.brandt');
    const agent = agentNamed('proxy-1');
    await commit(agents, agent, [], 0);
    const enabled = { ...agent, configuration: { ...agent.configuration, enabled: true } };
    const now = { wallMs: NOW, steadyMs: 0, runId: 'run' };
    const told: NewEvent[] = [
      { at: 5, event: 'enabled', detail: {}, actor: 'administrator' },
      { at: 5, event: 'communication-failure', detail: {}, actor: 'agent' },
    ];
    await agents.commit(enabled, standingOf(enabled, 2, now), told, { agent, revision: 1 });
    await agents.remove(agent.instance, 2, 9);
    const { entries, total } = await audit.page({}, null, 10);
    expect(total).toBe(4);
    const change = {
      'clientState.from': 'Un-Configured',
      'clientState.to': 'Un-Identified',
      'licensingState.from': null,
      'licensingState.to': 'Eval',
    };
    expect(entries.map(({ at, event: name, actor, user, change: changed }) => [at, name, actor, user, changed])).toEqual([
      [9, 'instance-removed', 'administrator', 'k.brandt', {}],
      [5, 'communication-failure', 'agent', null, {}],
      [5, 'enabled', 'administrator', 'k.brandt', change],
      [NOW, 'instance-added', 'administrator', 'k.brandt', {}],
    ]);
    expect(new Set(entries.map(({ instanceId, subject }) => `${instanceId} ${subject}`))).toEqual(
      new Set([`${agent.instance.id} proxy-1`]),
    );
    // The promised history tells of licensing only.
    expect((await agents.events({})).map(({ event: name }) => name)).toEqual(['enabled', 'communication-failure']);
    expect(await trust.list()).toEqual([]);
    await dispose();
  });
});

describe('pages', () => {
  async function filled() {
    const { agents, audit } = await openIn(temporaryFolder());
    const one = agentNamed('fra_1');
    const two = agentNamed('fra-2 100%');
    await commit(
      agents,
      one,
      [event(10), { at: 20, event: 'configuration-changed', detail: { 'a.from': 1, 'a.to': 'Köln' }, actor: 'import' }],
      0,
    );
    await commit(agents, two, [event(30), { ...event(40), event: 'authorization-failed' }], 0);
    const ids = async (...of: Parameters<typeof audit.page>) => {
      const { entries, total } = await audit.page(...of);
      return [entries.map(({ id }) => id), total];
    };
    return { ids, one: one.instance.id, two: two.instance.id };
  }

  it('follow on each other, newest first, and the first says how many there are', async () => {
    const { ids } = await filled();
    expect(await ids({}, null, 4)).toEqual([[6, 5, 4, 3], 6]);
    expect(await ids({}, 3, 4)).toEqual([[2, 1], null]);
  });

  it('hold what was asked for', async () => {
    const { ids, one, two } = await filled();
    expect(await ids({ instanceIds: [two] }, null, 9)).toEqual([[6, 5, 4], 3]);
    expect(await ids({ instanceIds: [one, two], actors: ['agent'] }, null, 9)).toEqual([[6, 5, 2], 3]);
    expect(await ids({ names: ['authorization-failed', 'instance-added'] }, null, 9)).toEqual([[6, 4, 1], 3]);
    expect(await ids({ since: 20, until: 40 }, null, 9)).toEqual([[5, 3], 2]);
    expect(await ids({ instanceIds: [] }, null, 9)).toEqual([[], 0]);
  });

  it('are found by any text, with nothing in it that means more than itself', async () => {
    const { ids } = await filled();
    const found = (holds: string) => ids({ text: { holds, names: [] } }, null, 9);
    expect(await found('köln')).toEqual([[3], 1]);
    expect(await found('Kölner')).toEqual([[], 0]);
    expect(await found('FRA-2')).toEqual([[6, 5, 4], 3]);
    expect(await found('fra_')).toEqual([[3, 2, 1], 3]);
    expect(await found('0%')).toEqual([[6, 5, 4], 3]);
    expect(await found('" OR 1 --')).toEqual([[], 0]);
    expect(await ids({ text: { holds: 'Fehler', names: ['authorization-failed'] } }, null, 9)).toEqual([[6], 1]);
  });
});

describe('a store from before the chain', () => {
  it('is sealed as it is, and then found out like any other', async () => {
    const folder = temporaryFolder();
    const { db } = openDatabase({ file: storeIn(folder), migrations: MIGRATIONS.slice(0, 3), openedAt: NOW });
    for (let at = 1; at <= 300; at += 1)
      db.exec(`INSERT INTO events (at, instance_id, instance_name, event, detail, actor)
        VALUES (${at}, 'i', ${quoted(`Müller's ${at}`)}, 'enabled', '{"a":1}', 'agent')`);
    db.close();
    expect(await checked(folder)).toMatchObject({ entries: 300, from: 1, broken: null });
    const { agents, audit, dispose } = await openIn(folder);
    await commit(agents, agentNamed('new'), [event(1)], 0);
    expect(await audit.check()).toMatchObject({ entries: 302, broken: null });
    await dispose();
    tamper(folder, 'UPDATE events SET at = 1 WHERE id = 200');
    expect((await checked(folder)).broken).toEqual({ kind: 'altered', id: 200, at: 1, missing: 0 });
  });
});
