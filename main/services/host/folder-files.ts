// The files of a data folder, by their names: one place, so that nobody opens or counts one that is not theirs.
import { join } from 'node:path';

export type FolderFiles = {
  readonly store: string;
  /** Held by SQLite's lock: nothing else may ever open it, since any close of it in the holder's process drops the lock. */
  readonly lock: string;
  /** Who hosts the folder, for people to read. */
  readonly host: string;
  readonly accessToken: string;
  readonly secretKey: string;
  readonly demonstration: string;
  readonly preferences: string;
  /** Which notices were given (notice-memory.ts). */
  readonly notices: string;
  readonly log: string;
};

export const filesOf = (folder: string): FolderFiles => ({
  store: join(folder, 'store.sqlite'),
  lock: join(folder, 'host.lock'),
  host: join(folder, 'host.json'),
  accessToken: join(folder, 'access.token'),
  secretKey: join(folder, 'secret.key'),
  demonstration: join(folder, 'demonstration.json'),
  preferences: join(folder, 'preferences.json'),
  notices: join(folder, 'notices.json'),
  log: join(folder, 'cusp-license-manager.log'),
});
