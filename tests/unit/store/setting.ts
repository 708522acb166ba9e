// A throw-away data folder with a store in it, and agents to put there.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Agent } from '../../../main/agent/ports.ts';
import { newAgent } from '../../../main/agent/step.ts';
import { openStore, type Store } from '../../../main/services/store/open-store.ts';
import { keptLog } from '../../fakes/kept-log.ts';
import { storeThread } from '../../fakes/store-thread.ts';

export const NOW = Date.UTC(2026, 10, 24, 9, 40);

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

export function agentNamed(name: string): Agent {
  return newAgent(
    {
      id: randomUUID(),
      name,
      serial: randomUUID().replaceAll('-', '').toUpperCase(),
      profile: 'CUSP',
      softwareVersion: '10.2.1',
      maxCallRate: 100,
      address: null,
      account: null,
      tags: [],
      environment: 'production',
      softwareTag: 'software',
      entitlementTag: 'entitlement',
      liveServerAllowed: false,
      createdAt: NOW,
    },
    { wallMs: NOW, steadyMs: 0, runId: 'run' },
  );
}
