// A throw-away data folder with a store in it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../../main/services/store/open-store.ts';
import { keptLog } from '../../fakes/kept-log.ts';
import { storeThread } from '../../fakes/store-thread.ts';
import { NOW } from './agents.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cusp-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function openIn(folder: string): Promise<Store> {
  const store = await openStore({ file: join(folder, 'store.sqlite'), thread: storeThread, now: () => NOW, log: keptLog() });
  onTestFinished(() => store.dispose());
  return store;
}
