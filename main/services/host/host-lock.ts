// One process hosts the agents of a data folder: the one that holds this lock. It is an exclusive SQLite transaction on a file of
// its own, which the kernel drops with the process, however that ends. Nothing but SQLite may ever open the file (folder-files.ts).
import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { refuse } from '../../../shared/errors.ts';
import { faultOf, messageOf } from '../store/sql-fault.ts';

export type HostLock = { release(): void };

/** Null: another process (or another part of this one) holds it. Throws `store-unavailable` where the file is no lock of ours. */
export function acquireHostLock(file: string): HostLock | null {
  let db: DatabaseSyncInstance | undefined;
  try {
    makeOnce(file);
    db = new DatabaseSync(file, { timeout: 0 });
    // The journal in memory: nothing is ever written, so a full disk does not matter.
    db.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return releasing(db);
  } catch (error) {
    db?.close();
    if (faultOf(error) === 'locked') return null;
    throw refuse('store-unavailable', `The lock ${file} of the data folder cannot be used: ${messageOf(error)}.`);
  }
}

/** With mode 0600 from its first moment. Only ever closed where this call made it, so no lock can be dropped by that. */
function makeOnce(file: string): void {
  if (existsSync(file)) return;
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

function releasing(db: DatabaseSyncInstance): HostLock {
  const release = () => {
    if (!db.isOpen) return;
    process.off('exit', release);
    db.exec('COMMIT');
    db.close();
  };
  // It also keeps the connection referred to: one that nobody refers to any more is collected, and the lock with it.
  process.on('exit', release);
  return { release };
}
