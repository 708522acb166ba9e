// Which folder holds the data, and that it belongs to this user alone: what is in it is only as private as the folder.
import { chmodSync, lstatSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { refuse } from '../../../shared/app-failure.ts';

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
 * The folder exists, is this user's, and nobody else can write to it; a new or empty one is closed to others altogether. One that
 * holds other files and can be read by others stays as it is: every file of ours is private by itself. Returns its real path.
 * Throws `store-full`, `store-unavailable`.
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
  if (readdirSync(folder).length === 0) chmodSync(folder, 0o700);
  else if ((mode & 0o022) !== 0)
    throw refuse(
      'store-unavailable',
      `Other users can write to the data folder ${folder}. Choose another one, or close it to them (chmod 700).`,
    );
}

/** Only this user can look into it. */
export function isPrivateFolder(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
}

/** A folder for a socket: there, a true folder, of this user, closed to others. Throws `store-unavailable`. */
export function preparePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  checkPrivateFolder(folder);
}

/** SECURITY: whoever could write to the folder could put a socket of theirs in the place of ours. Throws `store-unavailable`. */
export function checkPrivateFolder(folder: string): void {
  if (!isPrivateFolder(folder))
    throw refuse('store-unavailable', `${folder} is not a private folder of this user, so the host cannot be reached there.`);
}
