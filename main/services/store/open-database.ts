// Opens the store's file and tells the truth about it: looked at read-only first, so that a newer or foreign file is never touched;
// a corrupt one is set aside; an older one is copied, migrated in one transaction and validated before that is committed.
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { ask, quoted } from './ask.ts';
import { defineSeal } from './event-chain.ts';
import { APPLICATION_ID } from './migrations.ts';
import { OpenRefused, openRefused } from './open-refused.ts';
import { faultOf, messageOf } from './sql-fault.ts';

export type OpenOptions = {
  file: string;
  migrations: readonly string[];
  /** epoch ms, for the names of files that are set aside or copied. */
  openedAt: number;
  /** What is made anew each time: no write waits for the disk. */
  throwaway?: boolean;
};
export type OpenedDatabase = { db: DatabaseSyncInstance; warnings: string[] };

const BUSY_TIMEOUT_MS = 2_000;

/** Throws OpenRefused; the file is then as it was. */
export function openDatabase(options: OpenOptions): OpenedDatabase {
  const { file, migrations } = options;
  const warnings: string[] = [];
  try {
    makePrivate(file);
    let version = inspect(file);
    if (version === 'corrupt') {
      warnings.push(setAside(options));
      makePrivate(file);
      version = 0;
    }
    if (version > migrations.length)
      throw openRefused('newer', file, `version ${version}, this program knows ${migrations.length}`);
    return { db: openForWriting(options, version), warnings };
  } catch (error) {
    if (error instanceof OpenRefused) throw error;
    const fault = faultOf(error);
    throw openRefused(fault === 'corrupt' || fault === 'other' ? 'unreadable' : fault, file, messageOf(error));
  }
}

/** There, and for this user only; SQLite gives the files beside it the same mode. */
function makePrivate(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600));
  accessSync(dirname(file), constants.W_OK);
  accessSync(file, constants.R_OK | constants.W_OK);
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
}

/** The version of the file, without writing to it. Throws where it is another program's. */
function inspect(file: string): number | 'corrupt' {
  let db: DatabaseSyncInstance | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    const version = Number(ask(db, 'SELECT user_version AS v FROM pragma_user_version')[0]);
    const application = ask(db, 'SELECT application_id AS v FROM pragma_application_id')[0];
    const tables = ask(db, 'SELECT name AS v FROM sqlite_schema').length;
    if (application !== APPLICATION_ID && (application !== 0 || version !== 0 || tables !== 0))
      throw openRefused('foreign', file, `application id ${application}`);
    return ask(db, 'SELECT quick_check AS v FROM pragma_quick_check LIMIT 1')[0] === 'ok' ? version : 'corrupt';
  } catch (error) {
    if (faultOf(error) === 'corrupt') return 'corrupt';
    throw error;
  } finally {
    db?.close();
  }
}

/** Moves the file and what belongs to it to dated names; returns what the user is told. */
function setAside({ file, openedAt }: OpenOptions): string {
  const base = `${file}.corrupt-${stamp(openedAt)}`;
  let target = base;
  for (let n = 2; existsSync(target); n += 1) target = `${base}-${n}`;
  renameSync(file, target);
  for (const end of ['-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, target + end);
  return `The store was damaged. It was set aside as ${target} and a new, empty one was begun.`;
}

function openForWriting(options: OpenOptions, version: number): DatabaseSyncInstance {
  const { file, migrations } = options;
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true, defensive: true });
  try {
    // FULL: what was acknowledged outlives a power cut. On macOS only F_FULLFSYNC reaches the disk.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
    if (options.throwaway === true) db.exec('PRAGMA synchronous = OFF');
    db.exec('PRAGMA trusted_schema = OFF; PRAGMA journal_size_limit = 67108864');
    // Room for a turn's worth of steps of a large fleet: they must not be written twice, nor the journal emptied after every few.
    db.exec('PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 8192');
    if (version < migrations.length) {
      if (version > 0) copyBefore(db, options, version);
      migrate(db, options, version);
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A consistent copy beside the file, complete or not there at all. */
function copyBefore(db: DatabaseSyncInstance, { file, openedAt }: OpenOptions, version: number): void {
  const copy = `${file}.v${version}-${stamp(openedAt)}`;
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { force: true });
  closeSync(openSync(unfinished, 'wx', 0o600));
  db.exec(`VACUUM INTO ${quoted(unfinished)}`);
  const handle = openSync(unfinished, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(unfinished, copy);
}

function migrate(db: DatabaseSyncInstance, { file, migrations }: OpenOptions, version: number): void {
  try {
    defineSeal(db);
    db.exec('BEGIN IMMEDIATE');
    for (const step of migrations.slice(version)) db.exec(step);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${migrations.length}`);
    const orphans = ask(db, 'SELECT "table" AS v FROM pragma_foreign_key_check');
    if (orphans.length > 0) throw new Error(`a row of ${orphans[0]} refers to nothing`);
    const check = ask(db, 'SELECT integrity_check AS v FROM pragma_integrity_check LIMIT 1')[0];
    if (check !== 'ok') throw new Error(String(check));
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    const fault = faultOf(error);
    if (fault === 'full' || fault === 'locked' || fault === 'read-only') throw error;
    throw openRefused('migration-failed', file, messageOf(error));
  }
}

/** `2026-11-24T09-40-00Z`: a time that every file system takes as part of a name. */
const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '').replaceAll(':', '-');
