// A data folder that is only looked at: its last known state, from a copy of its store. The folder itself is never written to, and
// nothing is sent anywhere.
import { realpathSync } from 'node:fs';
import type { FleetChannel, Input, Output } from '../shared/ipc/contract.ts';
import type { HostInfo, ReviewInfo } from '../shared/model/fleet-snapshot.ts';
import type { OpenFolder } from './open-folder.ts';
import { reviewOf } from './services/application/review-handlers.ts';
import { filesOf } from './services/host/folder-files.ts';
import type { Log } from './services/log/log.ts';
import { openStoreCopy } from './services/store/store-copy.ts';
import { workerThread } from './services/store/store-thread.ts';
import { folderTime, readDemonstration } from './services/time/demonstration.ts';
import { realClock } from './services/time/real-time.ts';

const storeWorker = new URL('./store-worker.mjs', import.meta.url);
/** What a copy warns of is told by its refusal. */
const silent: Log = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

/** Throws `not-found` where there is no data of this program, `store-unavailable` where it cannot be read. */
export async function openReview(folder: string, reason: ReviewInfo['reason'], version: string): Promise<OpenFolder> {
  const files = filesOf(folder);
  const real = realClock();
  const mark = readDemonstration(files.demonstration);
  const { store, dispose } = await openStoreCopy({
    file: files.store,
    thread: () => workerThread(storeWorker),
    now: real.wallMs,
    log: silent,
  });
  const info = (at: number): HostInfo => ({
    demonstration: mark !== null,
    clock: mark === null ? { rate: 1, real: 0, folder: 0 } : { rate: mark.rate, ...mark.anchor },
    dataFolder: realpathSync(folder),
    secretBackend: 'session-only',
    version,
    warnings: [],
    review: { at, reason },
  });
  const now = real.wallMs();
  const { handlers } = await reviewOf(store, info, mark === null ? now : folderTime(mark, now));
  return {
    call: <C extends FleetChannel>(channel: C, input: Input<C>) =>
      (handlers[channel] as unknown as (input: Input<C>) => Promise<Output<C>>)(input),
    isHost: false,
    wake: () => undefined,
    preferencesChanged: () => undefined,
    dispose,
  };
}
