// A store to look at: what another process holds, or what was carried here on a stick, is copied into a private temporary folder and
// opened there. The original is only ever read; a copy that an older version wrote is brought up to date in its place.
import { chmodSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { refuse } from '../../../shared/app-failure.ts';
import { type OpenStoreOptions, openStore, type Store } from './open-store.ts';

export type StoreCopy = { readonly store: Store; dispose(): Promise<void> };

/** `file`: of the original. Rejects with `not-found` where there is none, `store-unavailable` where it cannot be read. */
export async function openStoreCopy({ file, ...options }: OpenStoreOptions): Promise<StoreCopy> {
  if (!existsSync(file)) throw refuse('not-found', `There is no data of this program here: ${file} is missing.`);
  const folder = mkdtempSync(join(tmpdir(), 'cusp-review-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(file));
    for (const end of ['', '-wal']) {
      if (!existsSync(file + end)) continue;
      copyFileSync(file + end, copy + end, constants.COPYFILE_FICLONE);
      chmodSync(copy + end, 0o600);
    }
    const store = await openStore({ ...options, file: copy });
    // A copy that was set aside as damaged leaves an empty one, which would say that there are no instances.
    if (existsSync(copy) && store.warnings.length > 0) {
      await store.dispose();
      throw refuse('store-unavailable', `${file} is damaged and cannot be shown.`);
    }
    const dispose = async () => {
      await store.dispose();
      remove();
    };
    return { store, dispose };
  } catch (error) {
    remove();
    if (error instanceof Error && 'code' in error) throw refuse('store-unavailable', `${file} cannot be read: ${error.message}.`);
    throw error;
  }
}
