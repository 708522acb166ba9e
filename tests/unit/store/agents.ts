// Agents to put into a store.
import { randomUUID } from 'node:crypto';
import type { Agent, AgentStore, NewEvent, StoredAgent } from '../../../main/agent/ports.ts';
import { standingOf } from '../../../main/agent/standing.ts';
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

/** A step that wrote everything, made from revision `from`; 0: a new instance. */
export function commit(store: AgentStore, agent: Agent, events: NewEvent[], from: number): Promise<{ revision: number }> {
  const standing = standingOf(agent, from + 1, { wallMs: NOW, steadyMs: 0, runId: 'run' });
  return store.commit(agent, standing, events, from === 0 ? null : { agent: structuredClone(agent), revision: from });
}

/** All agents that can be read, in the order of their adding. */
export async function all(store: AgentStore): Promise<StoredAgent[]> {
  return store.load((await store.standings()).map(({ id }) => id));
}
