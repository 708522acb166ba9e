// A step writes what has changed: certificates stay where they are, standings are written together later, and a folder of the version
// that wrote everything in one keeps all that it held.
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, vi } from 'vitest';
import type { Identity } from '../../../main/agent/agent-state.ts';
import type { Agent } from '../../../main/agent/ports.ts';
import { standingOf } from '../../../main/agent/standing.ts';
import { quoted } from '../../../main/services/store/ask.ts';
import { MIGRATIONS } from '../../../main/services/store/migrations.ts';
import { openDatabase } from '../../../main/services/store/open-database.ts';
import { packStep, unpackStep } from '../../../main/services/store/packed-step.ts';
import { agentNamed, all, commit, NOW } from './agents.ts';
import { openIn, temporaryFolder } from './setting.ts';

// Disks and processors that others use too are slow at times.
vi.setConfig({ testTimeout: 60_000 });

const now = { wallMs: NOW, steadyMs: 0, runId: 'run' };
const storeIn = (folder: string) => join(folder, 'store.sqlite');

const identity = (serial: string): Identity => ({
  productInstanceIdentifier: 'p',
  keyId: 'k',
  certificatePem: `own ${serial}\n`,
  certificateSerial: serial,
  issuedAt: NOW,
  expiresAt: NOW + 2,
  renewAt: NOW + 1,
  signers: [{ serial: '7', pem: 'signer\n', subCaPems: ['ca "1"\n', 'ca 2'] }],
  smartAccount: null,
  virtualAccount: 'Köln',
  entitlementVersion: 0,
});
const registered = (agent: Agent, serial: string): Agent => ({
  ...agent,
  state: { ...agent.state, identity: identity(serial) },
});

function one(folder: string, select: string): unknown {
  const db = new DatabaseSync(storeIn(folder), { readOnly: true });
  try {
    return Object.values(db.prepare(select).get() ?? {})[0];
  } finally {
    db.close();
  }
}

describe('certificates', () => {
  it('are written when they change, and are there with the state all the same', async () => {
    const folder = temporaryFolder();
    const { agents } = await openIn(folder);
    const bare = agentNamed('proxy-1');
    await commit(agents, bare, [], 0);
    expect(one(folder, 'SELECT count(*) FROM papers')).toBe(0);
    const first = registered(bare, '1');
    await agents.commit(first, standingOf(first, 2, now), [], { agent: bare, revision: 1 });
    expect(one(folder, 'SELECT state FROM states')).not.toContain('own 1');

    const held = first.state.identity ?? identity('');
    const asked = { ...first, state: { ...first.state, identity: { ...held, entitlementVersion: 4 } } };
    const db = new DatabaseSync(storeIn(folder));
    db.exec("CREATE TRIGGER untouched BEFORE UPDATE ON papers BEGIN SELECT RAISE (ABORT, 'written again'); END");
    db.close();
    await agents.commit(asked, standingOf(asked, 3, now), [], { agent: first, revision: 2 });
    expect(await all(agents)).toEqual([{ agent: asked, revision: 3 }]);

    const renewed = registered(asked, '2');
    const again = () => agents.commit(renewed, standingOf(renewed, 4, now), [], { agent: asked, revision: 3 });
    await expect(again()).rejects.toThrow('written again');
    expect(await all(agents)).toEqual([{ agent: asked, revision: 3 }]);
    const free = new DatabaseSync(storeIn(folder));
    free.exec('DROP TRIGGER untouched');
    free.close();
    await again();
    expect(await all(agents)).toEqual([{ agent: renewed, revision: 4 }]);
    await agents.commit(bare, standingOf(bare, 5, now), [], { agent: renewed, revision: 4 });
    expect(await all(agents)).toEqual([{ agent: bare, revision: 5 }]);
  });

  it('that are missing are told as a row that cannot be read', async () => {
    const folder = temporaryFolder();
    const store = await openIn(folder);
    await commit(store.agents, registered(agentNamed('proxy-1'), '1'), [], 0);
    const db = new DatabaseSync(storeIn(folder));
    db.exec('DELETE FROM papers');
    db.close();
    expect(await all(store.agents)).toEqual([]);
    expect(store.warnings).toEqual([expect.stringContaining('state.identity.certificatePem')]);
  });
});

describe('standings', () => {
  it('are written with those of other steps, and none of a crash is believed', async () => {
    const folder = temporaryFolder();
    const { agents, dispose } = await openIn(folder);
    const agent = agentNamed('proxy-1');
    await commit(agents, agent, [], 0);
    expect(one(folder, 'SELECT count(*) FROM standings')).toBe(0);
    // As another process would find it, were this one killed now.
    const other = await openIn(folder);
    expect(await other.agents.standings()).toEqual([{ id: agent.instance.id, standing: null }]);
    await dispose();
    expect(one(folder, 'SELECT count(*) FROM standings')).toBe(1);
  });

  it('of five hundred instances wait for nobody', async () => {
    const folder = temporaryFolder();
    const { agents } = await openIn(folder);
    await Promise.all(Array.from({ length: 500 }, (_, n) => commit(agents, agentNamed(`p-${n}`), [], 0)));
    await agents.events({ limit: 1 });
    expect(one(folder, 'SELECT count(*) FROM standings')).toBe(500);
  });
});

describe('many steps in one write', () => {
  const added = (agent: Agent) => ({ agent, standing: standingOf(agent, 1, now), events: [], from: null });

  it('go over in parts, beside the steps of others, and are there all or none', async () => {
    const { agents } = await openIn(temporaryFolder());
    const many = Array.from({ length: 450 }, (_, n) => added(agentNamed(`p-${String(n).padStart(3, '0')}`)));
    const together = [agents.commitAll(many), commit(agents, agentNamed('other'), [], 0)];
    await Promise.all(together);
    expect((await all(agents)).length).toBe(451);
    const more = Array.from({ length: 450 }, (_, n) => added(agentNamed(`q-${n}`)));
    await expect(agents.commitAll([...more, added(agentNamed('p-000'))])).rejects.toMatchObject({ reason: 'name-taken' });
    await expect(agents.commitAll([added(agentNamed('p-001')), ...more])).rejects.toMatchObject({ reason: 'name-taken' });
    expect((await all(agents)).length).toBe(451);
    await agents.commitAll(more);
    expect((await all(agents)).length).toBe(901);
  });

  it('of a store that was closed are refused', async () => {
    const { agents, dispose } = await openIn(temporaryFolder());
    await dispose();
    const many = Array.from({ length: 250 }, (_, n) => added(agentNamed(`p-${n}`)));
    await expect(agents.commitAll(many)).rejects.toMatchObject({ reason: 'unavailable' });
  });
});

describe('a packed step', () => {
  it('is unpacked as it was', () => {
    const agent = { id: 'i', name: 'n', state: '{}', papers: null, instance: '{"a":1}', configuration: null };
    const entry = { at: 1.5, event: 'enabled', detail: '{}', actor: 'agent', user: null, change: '{"b":2}' } as const;
    const configured = { ...agent, papers: '{}', configuration: { configuration: '{}', lastGood: null } };
    for (const step of [
      { agent, events: [], from: 0 },
      { agent: configured, events: [entry, { ...entry, at: 2, user: 'u', change: null }], from: 7 },
    ])
      expect(unpackStep(packStep(step))).toEqual(step);
  });
});

describe('a folder of the version that wrote a state in one', () => {
  it('keeps every instance, its revision and papers, and a history that proves itself', async () => {
    const folder = temporaryFolder();
    const lastGood = { configuration: agentNamed('x').configuration, at: NOW };
    const kept = [
      { agent: registered(agentNamed('b'), '1'), revision: 7 },
      { agent: { ...agentNamed('a'), lastGood }, revision: 1 },
    ];
    const { db } = openDatabase({ file: storeIn(folder), migrations: MIGRATIONS.slice(0, 3), openedAt: NOW });
    const values = (...them: (string | object)[]) =>
      them.map((one) => quoted(typeof one === 'string' ? one : JSON.stringify(one))).join(', ');
    for (const { agent, revision } of kept) {
      const { instance, configuration, state } = agent;
      const { id, name } = instance;
      db.exec(`INSERT INTO instances VALUES (${values(id, name)}, ${revision}, ${values(instance)});
        INSERT INTO configurations VALUES (${values(id, configuration)}, ${agent.lastGood ? values(agent.lastGood) : 'NULL'});
        INSERT INTO agent_states VALUES (${values(id, state)});
        INSERT INTO secrets VALUES (${values(id, 'token', 'key-file')}, x'0102');
        INSERT INTO events (at, instance_id, instance_name, event, detail, actor) VALUES (1, ${values(id, name, 'enabled', '{}', 'agent')})`);
    }
    db.exec(`INSERT INTO instances VALUES (${values('torn', 'torn')}, 3, '{}')`);
    db.close();
    // The version before the last one sealed them; this one opens what that one left.
    openDatabase({ file: storeIn(folder), migrations: MIGRATIONS.slice(0, 4), openedAt: NOW + 1_000 }).db.close();
    const sealed = one(folder, 'SELECT seal FROM event_chain');

    const store = await openIn(folder);
    expect((await store.agents.standings()).map(({ id }) => id)).toEqual([...kept.map(({ agent }) => agent.instance.id), 'torn']);
    expect(await all(store.agents)).toEqual(kept);
    expect(store.warnings).toEqual([expect.stringContaining('“torn”')]);
    for (const { agent } of kept)
      expect(await store.secretRows.get(agent.instance.id, 'token')).toMatchObject({ backend: 'key-file' });
    expect(await store.audit.check()).toMatchObject({ entries: 2, seal: sealed, broken: null });
    await commit(store.agents, kept[0]?.agent ?? agentNamed('none'), [], 7);
    expect((await all(store.agents)).map(({ revision }) => revision)).toEqual([8, 1]);
  });
});
