// Which folder holds the data, and that it belongs to this user alone: what is in it is only as private as the folder.
import { chmodSync, lstatSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { refuse } from '../../../shared/app-failure.ts';
import { filesOf } from './folder-files.ts';

export type FolderChoice = {
  /** `--data-dir`, else null. */
  option: string | null;
  environment: Readonly<Record<string, string | undefined>>;
  /** The operating system's per-user application data folder of this product. */
  standard: string;
};

/** `--data-dir`, else `CUSP_LICENSE_HOME`, else the standard one; absolute. Nothing is made. */
export function chooseDataFolder({ option, environment, standard }: FolderChoice): string {
  return resolve(option || environment.CUSP_LICENSE_HOME || standard);
}

/**
 * The folder exists and only this user can enter it. One that is open to others is made private if it is empty or ours already,
 * and refused otherwise. Returns its real path. Throws `store-full`, `store-unavailable`.
 */
export function prepareDataFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const real = realpathSync(folder);
    if (process.platform !== 'win32') makePrivate(real);
    return real;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const code = error.code === 'ENOSPC' || error.code === 'EDQUOT' ? 'store-full' : 'store-unavailable';
    throw refuse(code, `The data folder ${folder} cannot be used: ${error.message}.`);
  }
}

function makePrivate(folder: string): void {
  const { mode, uid } = statSync(folder);
  if (uid !== process.getuid?.())
    throw refuse('store-unavailable', `The data folder ${folder} belongs to another user. Choose one of your own.`);
  if ((mode & 0o077) === 0) return;
  const ours = new Set(Object.values(filesOf('')).map((file) => basename(file)));
  const names = readdirSync(folder);
  if (names.length > 0 && !names.some((name) => ours.has(name)))
    throw refuse(
      'store-unavailable',
      `The data folder ${folder} holds other files and is open to other users. Choose an empty folder, or make it private (chmod 700).`,
    );
  chmodSync(folder, 0o700);
}

/** A folder for a socket: there, a true folder, of this user, closed to others. Throws `store-unavailable`. */
export function preparePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  checkPrivateFolder(folder);
}

/** SECURITY: whoever could write to the folder could put a socket of theirs in the place of ours. Throws `store-unavailable`. */
export function checkPrivateFolder(folder: string): void {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  const mine = found?.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
  if (!mine)
    throw refuse('store-unavailable', `${folder} is not a private folder of this user, so the host cannot be reached there.`);
}
