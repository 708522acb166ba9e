// What a transport test needs around a licence server: a world in memory, and requests as the agent makes them.

import type { Identity } from '../../main/agent/agent-state.ts';
import type { LicenceAnswer, LicenceRequest, SecretStore } from '../../main/agent/ports.ts';
import { LicenceServer, type LicenceServerWorld } from '../../main/services/transport/licence-server.ts';
import { unhurried } from '../fakes/unhurried-pace.ts';

export const TOKEN = 'planted-token-0123456789';
export const SERIAL = '0123456789ABCDEF0123456789ABCDEF';

/** Secrets in memory, readable by the test. */
export class SecretsInMemory implements SecretStore {
  readonly kept = new Map<string, string>();
  async put(instanceId: string, name: string, value: string): Promise<void> {
    this.kept.set(`${instanceId} ${name}`, value);
  }
  async get(instanceId: string, name: string): Promise<string | null> {
    return this.kept.get(`${instanceId} ${name}`) ?? null;
  }
  async remove(instanceId: string, name: string): Promise<void> {
    this.kept.delete(`${instanceId} ${name}`);
  }
}

export type World = { server: LicenceServer; secrets: SecretsInMemory };
export function transportWorld(
  roots: { signerRoots?: string[]; tlsRoots?: string[]; simulatorRoot?: string | null },
  now: () => number,
  more: Partial<LicenceServerWorld> = {},
): World {
  const secrets = new SecretsInMemory();
  secrets.kept.set('i1 token', TOKEN);
  const trusted = {
    signerRoots: roots.signerRoots ?? [],
    tlsRoots: roots.tlsRoots ?? [],
    simulatorRoot: roots.simulatorRoot ?? null,
  };
  const server = new LicenceServer({
    pace: unhurried(),
    secrets,
    trust: { rootsFor: async () => trusted },
    clock: { now: () => ({ wallMs: now(), steadyMs: now(), runId: 'run' }) },
    systemProxy: null,
    refusal: () => null,
    ...more,
  });
  return { server, secrets };
}

type Where = { url: string; transport?: 'http' | 'call-home'; proxy?: LicenceRequest['route']['proxy']; instanceId?: string };
const common = ({ url, transport = 'http', proxy = { kind: 'none' }, instanceId = 'i1' }: Where) => ({
  requestId: 'r1',
  route: { instanceId, url, transport, proxy, liveServerAllowed: false },
  sudi: { productId: 'CUSP', serial: SERIAL },
  softwareVersion: '10.2.1',
});

export const registration = (where: Where, poll: string | null = null): LicenceRequest => ({
  ...common(where),
  operation: 'registration',
  keyId: 'k1',
  force: false,
  softwareTag: 'tag.software',
  hostname: 'proxy-1',
  poll,
});
export const authorization = (where: Where, identity: Identity, licences = 10, poll: string | null = null): LicenceRequest => ({
  ...common(where),
  operation: 'authorization',
  identity,
  softwareTag: 'tag.software',
  entitlements: [{ tag: 'tag.entitlement', licences, requestedAt: 1_000 }],
  poll,
});
export const renewal = (where: Where, identity: Identity, keyId = 'k2', poll: string | null = null): LicenceRequest => ({
  ...common(where),
  operation: 'renewal',
  identity,
  keyId,
  poll,
});
export const deregistration = (where: Where, identity: Identity): LicenceRequest => ({
  ...common(where),
  operation: 'deregistration',
  identity,
  poll: null,
});

/** The identity that an answer brought. Throws where it brought none. */
export function identityOf(answer: LicenceAnswer): Identity {
  if (answer.kind !== 'registered' && answer.kind !== 'renewed') throw new Error(`no identity: ${JSON.stringify(answer)}`);
  return { ...answer.identity, expiresAt: answer.certificateExpiresAt, renewAt: answer.renewAt ?? 0 };
}
/** The category of a failure, or the answer's kind. */
export const outcomeOf = (answer: LicenceAnswer): string =>
  answer.kind === 'refused' || answer.kind === 'no-answer' ? `${answer.kind} ${answer.failure.category}` : answer.kind;
