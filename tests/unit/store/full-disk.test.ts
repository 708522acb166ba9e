// A disk that fills up: what does not fit is refused as `full`, what fits is kept, and the store goes on once there is room.
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, vi } from 'vitest';
import { writeAgentRow } from '../../../main/services/store/agent-rows.ts';
import { removalWrite } from '../../../main/services/store/event-rows.ts';
import { MIGRATIONS } from '../../../main/services/store/migrations.ts';
import { openDatabase } from '../../../main/services/store/open-database.ts';
import { packStep, unpackStep } from '../../../main/services/store/packed-step.ts';
import { StoreDatabase, type WriteRequest } from '../../../main/services/store/store-database.ts';
import { agentNamed, NOW } from './agents.ts';
import { temporaryFolder } from './setting.ts';

// Disks and processors that others use too are slow at times.
vi.setConfig({ testTimeout: 60_000 });

function databaseWithRoomFor(pages: number) {
  const file = join(temporaryFolder(), 'store.sqlite');
  const { db } = openDatabase({ file, migrations: MIGRATIONS, openedAt: NOW });
  const { page_count } = db.prepare('PRAGMA page_count').get();
  // SQLite's own "database or disk is full", from a limit that can be lifted again.
  const setRoom = (room: number) => db.exec(`PRAGMA max_page_count = ${page_count + room}`);
  setRoom(pages);
  return { file, database: new StoreDatabase(db), setRoom };
}
const commit = (id: number, name: string, size: number, from = 0): WriteRequest => {
  const agent = agentNamed(name);
  agent.instance.address = 'x'.repeat(size);
  return {
    id,
    operation: 'commit',
    input: packStep({
      agent: writeAgentRow(agent, null),
      events: [{ at: id, event: 'enabled', detail: '{}', actor: 'agent', user: null, change: null }],
      from,
    }),
  };
};

describe('a full disk', () => {
  it('refuses the write that does not fit, with its events, and keeps the others of the turn', () => {
    const { file, database, setRoom } = databaseWithRoomFor(30);
    const batch = [commit(1, 'small-1', 10), commit(2, 'huge', 1_000_000), commit(3, 'small-2', 10)];
    const outcomes = database.write(batch);
    expect(outcomes).toMatchObject([{ ok: true }, { ok: false, refusal: { reason: 'full' } }, { ok: true }]);
    const other = new DatabaseSync(file, { readOnly: true });
    expect(
      other
        .prepare('SELECT name FROM instances ORDER BY name')
        .all()
        .map(({ name }) => name),
    ).toEqual(['small-1', 'small-2']);
    expect(
      other
        .prepare('SELECT at FROM events ORDER BY id')
        .all()
        .map(({ at }) => at),
    ).toEqual([1, 3]);
    other.close();

    setRoom(10_000);
    expect(database.write([commit(4, 'huge', 1_000_000)])).toMatchObject([{ ok: true }]);
    database.close();
  });

  it('still lets an instance be removed, and reads go on', () => {
    const { database } = databaseWithRoomFor(4);
    const kept = commit(1, 'kept', 10);
    expect(database.write([kept])).toMatchObject([{ ok: true }]);
    for (let n = 0; n < 200; n += 1) database.write([commit(n + 2, `filler-${n}`, 1_000)]);
    expect(database.write([commit(999, 'one more', 2_000)])).toMatchObject([{ ok: false, refusal: { reason: 'full' } }]);
    expect([...database.standings()].length).toBeGreaterThan(0);
    const id = kept.operation === 'commit' ? unpackStep(kept.input).agent.id : '';
    expect(
      database.write([{ id: 1_000, operation: 'remove', input: { id, name: 'kept', from: 1, event: removalWrite(NOW, null) } }]),
    ).toMatchObject([{ ok: true }]);
    database.close();
  });
});
