// Agents to put into a store.
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../../main/agent/ports.ts';
import { newAgent } from '../../../main/agent/step.ts';

export const NOW = Date.UTC(2026, 10, 24, 9, 40);

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
