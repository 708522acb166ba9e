// Throw-away folders, and a host door that answers by a function of the test.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RealTime } from '../../../main/agent/ports.ts';
import { openHostDoor } from '../../../main/services/host/host-door.ts';
import type { HostSocketOptions } from '../../../main/services/host/host-socket-server.ts';
import { keptLog } from '../../fakes/kept-log.ts';

export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cusp-host-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Time that passes only when the test says so. */
export function handTime(): RealTime & { pass(ms: number): void } {
  let now = 0;
  const waiting = new Map<object, { at: number; done: () => void }>();
  return {
    after(ms, done) {
      const key = {};
      waiting.set(key, { at: now + ms, done });
      return () => void waiting.delete(key);
    },
    pass(ms) {
      now += ms;
      for (const [key, { at, done }] of [...waiting])
        if (at <= now) {
          waiting.delete(key);
          done();
        }
    },
  };
}

export async function openDoor(folder: string, handle: HostSocketOptions['handle'], environment: Record<string, string> = {}) {
  const time = handTime();
  const log = keptLog();
  const door = await openHostDoor({ folder, environment, handle, log, realTime: time, now: () => Date.UTC(2026, 10, 24) });
  onTestFinished(() => door.dispose());
  return { door, time, log };
}
