// The store's file tells the truth: corrupt, newer, foreign, locked, read-only and full are told apart, and an older one is brought
// up with a copy, whole or not at all.
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, vi } from 'vitest';
import { writeAgentRow } from '../../../main/services/store/agent-rows.ts';
import { quoted } from '../../../main/services/store/ask.ts';
import { APPLICATION_ID, MIGRATIONS } from '../../../main/services/store/migrations.ts';
import { openDatabase } from '../../../main/services/store/open-database.ts';
import { agentNamed, all, commit, NOW } from './agents.ts';
import { openIn, temporaryFolder } from './setting.ts';

// Disks and processors that others use too are slow at times.
vi.setConfig({ testTimeout: 60_000 });

const STAMP = '2026-11-24T09-40-00Z';
const storeIn = (folder: string) => join(folder, 'store.sqlite');
const open = (file: string, migrations: readonly string[] = MIGRATIONS) => openDatabase({ file, migrations, openedAt: NOW });
const refusal = (reason: string) => expect.objectContaining({ reason });

/** Written without prepared statements, so that the file is closed when this returns. */
function storeWithOneAgent(): string {
  const folder = temporaryFolder();
  const { db } = open(storeIn(folder));
  const { id, name, instance, configuration, state } = writeAgentRow(agentNamed('proxy-1'), null);
  const values = (...texts: string[]) => texts.map(quoted).join(', ');
  db.exec(`INSERT INTO instances VALUES (${values(id, name, instance ?? '', configuration?.configuration ?? '')}, NULL);
    INSERT INTO states VALUES (${values(id)}, 1, ${values(state)});
    INSERT INTO events (at, instance_id, instance_name, event, detail, actor) VALUES (1, ${values(id, name, 'enabled', '{}', 'import')})`);
  db.close();
  return folder;
}
function bytesOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}

describe('a new store', () => {
  it('is private, durable, strict, and marked with version and product', () => {
    const file = storeIn(temporaryFolder());
    const { db, warnings } = open(file);
    const pragma = (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get())[0];
    expect(['journal_mode', 'synchronous', 'foreign_keys', 'user_version', 'application_id'].map(pragma)).toEqual([
      'wal',
      2,
      1,
      MIGRATIONS.length,
      APPLICATION_ID,
    ]);
    const tables = db
      .prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'")
      .all();
    expect(tables.length).toBeGreaterThan(5);
    for (const { name, strict } of tables) expect(strict, name).toBe(1);
    db.exec('INSERT INTO meta VALUES (1, 2)');
    for (const end of ['', '-wal', '-shm']) expect(statSync(file + end).mode & 0o777, end).toBe(0o600);
    expect(warnings).toEqual([]);
    db.close();
  });

  it('that others could read is made private', async () => {
    const folder = storeWithOneAgent();
    chmodSync(storeIn(folder), 0o644);
    open(storeIn(folder)).db.close();
    expect(statSync(storeIn(folder)).mode & 0o777).toBe(0o600);
  });
});

describe('a corrupt store', () => {
  it.each<[string, (file: string) => void]>([
    ['is no database at all', (file) => writeFileSync(file, 'no database '.repeat(1_000))],
    ['was overwritten at its beginning', (file) => overwrite(file, 0, 100)],
    ['was overwritten in the middle', (file) => overwrite(file, 4_096, 8_192)],
    ['was cut off', (file) => truncateSync(file, statSync(file).size - 8_192)],
  ])('that %s is set aside, told, and a new one begun', async (_, damage) => {
    const folder = storeWithOneAgent();
    damage(storeIn(folder));
    const damaged = readFileSync(storeIn(folder));
    const store = await openIn(folder);
    const aside = join(folder, `store.sqlite.corrupt-${STAMP}`);
    expect(store.warnings).toEqual([expect.stringContaining(aside)]);
    expect(readFileSync(aside).equals(damaged)).toBe(true);
    expect(await all(store.agents)).toEqual([]);
    expect(await commit(store.agents, agentNamed('new'), [], 0)).toEqual({ revision: 1 });
  });

  it('twice in one second is set aside twice', async () => {
    const folder = temporaryFolder();
    for (const _ of [1, 2]) {
      writeFileSync(storeIn(folder), 'no database '.repeat(1_000));
      open(storeIn(folder)).db.close();
    }
    expect(
      readdirSync(folder)
        .filter((name) => name.includes('corrupt'))
        .sort(),
    ).toEqual([`store.sqlite.corrupt-${STAMP}`, `store.sqlite.corrupt-${STAMP}-2`]);
  });
});

function overwrite(file: string, from: number, length: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0x5a, from, from + length);
  writeFileSync(file, bytes);
}

describe('a store that is not for this version', () => {
  it('is told as newer and not touched, also with an unfinished journal', async () => {
    const folder = storeWithOneAgent();
    const newer = new DatabaseSync(storeIn(folder));
    newer.exec(`PRAGMA journal_mode = WAL; CREATE TABLE later (x); PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    const copy = temporaryFolder();
    // As after a crash of the newer version: what it wrote last is in the journal only.
    for (const end of ['', '-wal']) cpSync(storeIn(folder) + end, storeIn(copy) + end);
    newer.close();
    for (const one of [folder, copy]) {
      const before = bytesOf(one);
      expect(() => open(storeIn(one))).toThrow(refusal('newer'));
      const after = bytesOf(one);
      for (const [name, bytes] of Object.entries(before)) expect(after[name] === bytes, name).toBe(true);
      // SQLite makes an empty journal and its index for whoever reads.
      expect(Object.keys(after).filter((name) => !/^store\.sqlite(-wal|-shm)?$/.test(name))).toEqual([]);
    }
    await expect(openIn(folder)).rejects.toMatchObject({ reason: 'newer', error: { code: 'store-unavailable' } });
  });

  it('of another program is told as foreign and not touched', () => {
    const folder = temporaryFolder();
    const db = new DatabaseSync(storeIn(folder));
    db.exec('CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)');
    db.close();
    chmodSync(storeIn(folder), 0o600);
    const before = bytesOf(folder);
    expect(() => open(storeIn(folder))).toThrow(refusal('foreign'));
    expect(bytesOf(folder)).toEqual(before);
  });
});

describe('a place that does not let itself be written', () => {
  it('is told as locked where another program holds the file', async () => {
    const folder = storeWithOneAgent();
    const other = new DatabaseSync(storeIn(folder));
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    expect(() => open(storeIn(folder))).toThrow(refusal('locked'));
    other.close();
    open(storeIn(folder)).db.close();
  });

  it('is told as full where the file cannot grow, and the old version stays whole', () => {
    const file = storeIn(temporaryFolder());
    open(file).db.close();
    const before = readFileSync(file);
    // The page limit of a connection is SQLite's own "database or disk is full".
    const filling = `PRAGMA max_page_count = 1; CREATE TABLE more (x); INSERT INTO more VALUES (zeroblob(1000000))`;
    expect(() => open(file, [...MIGRATIONS, filling])).toThrow(refusal('full'));
    const { db, warnings } = open(file);
    expect(warnings).toEqual([]);
    db.close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('a migration', () => {
  const SECOND = 'CREATE TABLE second (x INTEGER) STRICT; INSERT INTO second SELECT count(*) FROM instances';

  it('keeps a copy of what was before, and brings all of it over', async () => {
    const folder = storeWithOneAgent();
    const { db } = open(storeIn(folder), [...MIGRATIONS, SECOND]);
    expect(db.prepare('SELECT x FROM second').get().x).toBe(1);
    expect(db.prepare('PRAGMA user_version').get().user_version).toBe(MIGRATIONS.length + 1);
    db.close();
    const copy = `${storeIn(folder)}.v${MIGRATIONS.length}-${STAMP}`;
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const old = new DatabaseSync(copy, { readOnly: true });
    expect(old.prepare('SELECT name FROM instances').all()).toEqual([expect.objectContaining({ name: 'proxy-1' })]);
    expect(old.prepare('PRAGMA user_version').get().user_version).toBe(MIGRATIONS.length);
    old.close();
  });

  it.each([
    ['fails in the middle', `${SECOND}; INSERT INTO nowhere VALUES (1)`],
    ['leaves a reference to nothing', `${SECOND}; PRAGMA defer_foreign_keys = ON; INSERT INTO states VALUES ('nobody', 1, '{}')`],
    ['takes the history away', 'DELETE FROM events'],
  ])('that %s is told and leaves the old store as it was, in use by this version', async (_, step) => {
    const folder = storeWithOneAgent();
    expect(() => open(storeIn(folder), [...MIGRATIONS, step])).toThrow(refusal('migration-failed'));
    const store = await openIn(folder);
    expect(store.warnings).toEqual([]);
    expect((await all(store.agents)).map(({ agent, revision }) => [agent.instance.name, revision])).toEqual([['proxy-1', 1]]);
    expect(await store.agents.events({})).toHaveLength(1);
  });

  it('of a store that is new makes no copy', () => {
    const folder = temporaryFolder();
    open(storeIn(folder), [...MIGRATIONS, SECOND]).db.close();
    expect(readdirSync(folder)).toEqual(['store.sqlite']);
    expect(existsSync(`${storeIn(folder)}.v0-${STAMP}`)).toBe(false);
  });
});
