// What is read when a folder is opened: standings as they were stored with each step, none where they are of another revision or
// form, and a store of the first version brought up to them.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { standingOf } from '../../../main/agent/standing.ts';
import { writeAgentRow } from '../../../main/services/store/agent-rows.ts';
import { quoted } from '../../../main/services/store/ask.ts';
import { MIGRATIONS } from '../../../main/services/store/migrations.ts';
import { openDatabase } from '../../../main/services/store/open-database.ts';
import { fleetRowSchema } from '../../../shared/model/fleet-row.ts';
import { FLEET_ROW_FORM } from '../../../shared/model/fleet-row-form.ts';
import { agentNamed, all, commit, NOW } from './agents.ts';
import { openIn, temporaryFolder } from './setting.ts';

vi.setConfig({ testTimeout: 60_000 });
const now = { wallMs: NOW, steadyMs: 0, runId: 'run' };

function change(folder: string, sql: string): void {
  const db = new DatabaseSync(join(folder, 'store.sqlite'));
  db.exec(sql);
  db.close();
}

describe('the form of the rows', () => {
  it('has a number that is raised with it', () => {
    // Fails when the schema of a row changes: raise FLEET_ROW_FORM, and put number and new hash here.
    const schema = JSON.stringify(z.toJSONSchema(fleetRowSchema));
    const hash = createHash('sha256').update(schema).digest('hex').slice(0, 16);
    expect({ form: FLEET_ROW_FORM, hash }).toEqual({ form: 2, hash: 'ef32bd5703c59f28' });
  });
});

describe('a standing', () => {
  it('is what was committed last, in the order of adding', async () => {
    const folder = temporaryFolder();
    const first = await openIn(folder);
    const [a, b] = [agentNamed('b'), agentNamed('a')];
    await commit(first.agents, a, [], 0);
    await commit(first.agents, b, [], 0);
    const changed = { ...a, state: { ...a.state, nextAuthorizationAt: NOW + 5, lastContactAt: NOW } };
    await first.agents.commit(changed, { ...standingOf(changed, 2, now), lookAt: NOW + 9.5, contactAt: NOW + 5 }, [], {
      agent: a,
      revision: 1,
    });
    await first.dispose();
    const second = await openIn(folder);
    expect(await second.agents.standings()).toEqual([
      { id: a.instance.id, standing: { row: standingOf(changed, 2, now).row, lookAt: NOW + 9.5, contactAt: NOW + 5 } },
      { id: b.instance.id, standing: standingOf(b, 1, now) },
    ]);
    expect(await second.agents.load([b.instance.id, a.instance.id, 'nobody'])).toEqual([
      { agent: b, revision: 1 },
      { agent: changed, revision: 2 },
    ]);
  });

  it.each([
    ['of another form', `UPDATE standings SET form = ${FLEET_ROW_FORM + 1}`],
    ['of another revision', 'UPDATE standings SET revision = revision + 1'],
    ['that is no JSON', "UPDATE standings SET row = '{'"],
    ['that is no row', "UPDATE standings SET row = '[]'"],
    ['of somebody else', "UPDATE standings SET row = json_set(row, '$[0]', 'x')"],
    ['that is gone', 'DELETE FROM standings'],
  ])('%s does not count, and one that is kept instead does', async (_, damage) => {
    const folder = temporaryFolder();
    const agent = agentNamed('proxy-1');
    const { id } = agent.instance;
    const first = await openIn(folder);
    await commit(first.agents, agent, [], 0);
    await first.dispose();
    change(folder, damage);
    const second = await openIn(folder);
    expect(await second.agents.standings()).toEqual([{ id, standing: null }]);
    const standing = standingOf(agent, 1, now);
    await second.agents.keep([standing]);
    expect(await second.agents.standings()).toEqual([{ id, standing }]);
    await second.agents.keep([{ ...standing, row: { ...standing.row, revision: 7 } }]);
    expect(await second.agents.standings()).toEqual([{ id, standing }]);
  });

  it('goes with its instance', async () => {
    const { agents } = await openIn(temporaryFolder());
    const agent = agentNamed('proxy-1');
    await commit(agents, agent, [], 0);
    await agents.remove(agent.instance, 1, NOW);
    expect(await agents.standings()).toEqual([]);
    await agents.keep([standingOf(agent, 1, now)]);
    expect(await agents.standings()).toEqual([]);
  });
});

describe('a step', () => {
  it('leaves what it did not change as it was, and writes what it did', async () => {
    const folder = temporaryFolder();
    const { agents } = await openIn(folder);
    const agent = { ...agentNamed('proxy-1'), lastGood: { configuration: agentNamed('x').configuration, at: NOW } };
    await commit(agents, agent, [], 0);
    const silent = { ...agent, state: { ...agent.state, silent: true } };
    await agents.commit(silent, standingOf(silent, 2, now), [], { agent, revision: 1 });
    expect(await all(agents)).toEqual([{ agent: silent, revision: 2 }]);
    const named = { ...silent, instance: { ...agent.instance, name: 'other' } };
    await agents.commit(named, standingOf(named, 3, now), [], { agent: silent, revision: 2 });
    const enabled = { ...named, configuration: { ...agent.configuration, licenseCount: 50 } };
    await agents.commit(enabled, standingOf(enabled, 4, now), [], { agent: named, revision: 3 });
    const blank = { ...enabled, lastGood: null };
    await agents.commit(blank, standingOf(blank, 5, now), [], { agent: enabled, revision: 4 });
    expect(await all(agents)).toEqual([{ agent: blank, revision: 5 }]);
  });
});

describe('a store of the first version', () => {
  it('is copied and brought up; its instances have no standing until one is kept', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'store.sqlite');
    const { db } = openDatabase({ file, migrations: MIGRATIONS.slice(0, 1), openedAt: NOW });
    const agent = agentNamed('proxy-1');
    const { id, name, instance, configuration, state } = writeAgentRow(agent, null);
    const values = (...texts: string[]) => texts.map(quoted).join(', ');
    db.exec(`INSERT INTO instances VALUES (${values(id, name)}, 3, ${values(instance ?? '')});
      INSERT INTO configurations VALUES (${values(id, configuration?.configuration ?? '')}, NULL);
      INSERT INTO agent_states VALUES (${values(id, state)});`);
    db.close();
    const store = await openIn(folder);
    expect(await store.agents.standings()).toEqual([{ id, standing: null }]);
    expect(await all(store.agents)).toEqual([{ agent, revision: 3 }]);
    await store.agents.keep([standingOf(agent, 3, now)]);
    expect(await store.agents.standings()).toEqual([{ id, standing: standingOf(agent, 3, now) }]);
  });
});
