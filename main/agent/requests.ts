// Which request goes out next. At most one is in flight; whatever else is due waits for its turn, in this order.
import { licencesFor } from '../../shared/model/configuration.ts';
import type { Operation } from '../../shared/model/failure.ts';
import type { Agent, LicenceRequest } from './ports.ts';
import type { Turn } from './turn.ts';

/** When each operation is due by the state alone, the request in flight left aside; in order of precedence. Epoch ms. */
export function dueTimes({ state }: Pick<Agent, 'state'>, now: number): { operation: Operation; at: number }[] {
  const { identity, attempt, deregistration, renewal, nextAuthorizationAt, polls } = state;
  const due: { operation: Operation; at: number | null }[] = [
    { operation: 'deregistration', at: deregistration !== null && identity !== null ? now : null },
    { operation: 'registration', at: attempt === null || deregistration !== null ? null : (attempt.retryAt ?? now) },
    { operation: 'renewal', at: identity === null || deregistration !== null ? null : (renewal?.at ?? null) },
    { operation: 'authorization', at: identity === null || deregistration !== null ? null : nextAuthorizationAt },
  ];
  return due.flatMap(({ operation, at }) => (at === null ? [] : [{ operation, at: polls[operation]?.at ?? at }]));
}

/** Puts the next due request in flight; nothing happens while one is. */
export function startNextRequest(turn: Turn): void {
  if (turn.state.request !== null) return;
  const next = dueTimes(turn, turn.now).find(({ at }) => at <= turn.now);
  if (next === undefined) return;
  const { operation } = next;
  if (operation === 'registration' && turn.state.attempt !== null)
    turn.set({ attempt: { ...turn.state.attempt, retryAt: null } });
  if (operation === 'renewal' && turn.state.renewal !== null && turn.state.renewal.keyId === null)
    turn.set({ renewal: { ...turn.state.renewal, keyId: turn.moment.keyId } });
  const polled = turn.state.polls[operation];
  const poll = polled?.id ?? null;
  const cps = polled?.cps ?? turn.configuration.licenseCount ?? 0;
  turn.set({ request: { requestId: turn.moment.requestId, operation, sentAt: turn.now, poll, cps }, lastAttemptAt: turn.now });
  if (operation === 'authorization' && poll === null) {
    const wish = turn.endWish('authorization');
    turn.record('authorization-requested', { cps }, wish === null ? 'agent' : 'administrator', wish?.job ?? null);
  }
  turn.effect({ kind: 'send' });
}

/** After a restart: what was in flight may or may not have arrived, so it goes out again under a new id. */
export function repeatRequest(turn: Turn): void {
  const { request } = turn.state;
  if (request === null) return;
  turn.set({ request: { ...request, requestId: turn.moment.requestId, sentAt: turn.now } });
  turn.effect({ kind: 'send' });
}

/** The request in flight as the transport takes it. Null when the state no longer has what it needs. */
export function requestOf({ instance, configuration, state }: Agent): LicenceRequest | null {
  const { request, identity, attempt, renewal } = state;
  if (request === null || configuration.serverUrl === null) return null;
  const { requestId, operation, poll, cps } = request;
  const common = {
    requestId,
    poll,
    route: {
      instanceId: instance.id,
      url: configuration.serverUrl,
      transport: configuration.transport,
      proxy: configuration.proxy,
      liveServerAllowed: instance.liveServerAllowed,
    },
    sudi: { productId: instance.profile, serial: instance.serial },
    softwareVersion: instance.softwareVersion,
  };
  const { softwareTag, entitlementTag } = instance;
  switch (operation) {
    case 'registration':
      if (attempt === null) return null;
      return { ...common, operation, keyId: attempt.keyId, force: attempt.force, softwareTag, hostname: instance.name };
    case 'authorization': {
      if (identity === null) return null;
      const entitlements = [{ tag: entitlementTag, licences: licencesFor(cps), requestedAt: request.sentAt }];
      return { ...common, operation, identity, softwareTag, entitlements };
    }
    case 'renewal':
      return identity === null || !renewal?.keyId ? null : { ...common, operation, identity, keyId: renewal.keyId };
    case 'deregistration':
      return identity === null ? null : { ...common, operation, identity };
  }
}
