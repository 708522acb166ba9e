// Fills a data folder with a fleet, through the store that the product itself writes by.
import path from 'node:path';
import { standingOf } from '../../main/agent/standing.ts';
import { filesOf } from '../../main/services/host/folder-files.ts';
import { prepareDataFolder } from '../../main/services/host/host-folder.ts';
import { openStore } from '../../main/services/store/open-store.ts';
import { workerThread } from '../../main/services/store/store-thread.ts';
import { filledFleet } from '../builders/filled-fleet.ts';
import { SILENT_LOG } from './silent-log.ts';

const AT_ONCE = 500;

/** `root`: the checkout that was built. */
export async function fillFolder(folder: string, instances: number, root: string): Promise<void> {
  const store = await openStore({
    file: filesOf(prepareDataFolder(folder)).store,
    thread: () => workerThread(path.join(root, 'out/main/store-worker.mjs')),
    now: Date.now,
    log: SILENT_LOG,
  });
  try {
    let written: Promise<unknown>[] = [];
    const now = { wallMs: Date.now(), steadyMs: 0, runId: 'filled' };
    for await (const { agent, events } of filledFleet(instances, now.wallMs)) {
      written.push(store.agents.commit(agent, standingOf(agent, 1, now), events, null));
      if (written.length < AT_ONCE) continue;
      await Promise.all(written);
      written = [];
    }
    await Promise.all(written);
  } finally {
    await store.dispose();
  }
}
