// The identity that a registration brings and a renewal replaces, and what goes with it when it is lost.
import type { Identity } from './agent-state.ts';
import { setRetry } from './failures.ts';
import type { LicenceAnswer } from './ports.ts';
import { certificateExpiry, certificateRenewal } from './server-dates.ts';
import type { Turn } from './turn.ts';
import { CERTIFICATE_LADDER, warnedAtStart } from './warnings.ts';

type Issued = Extract<LicenceAnswer, { kind: 'registered' | 'renewed' }>;

/** Takes what was issued; the server's dates are judged at this moment. */
export function takeIdentity(turn: Turn, issued: Issued): Identity {
  const expiresAt = certificateExpiry(issued.expiresAt, issued.certificateExpiresAt, turn.now);
  const identity = { ...issued.identity, expiresAt, renewAt: certificateRenewal(issued.renewAt, expiresAt, turn.now) };
  const { identity: old, renewal } = turn.state;
  for (const keyId of [old?.keyId, renewal?.keyId])
    if (keyId && keyId !== identity.keyId) turn.effect({ kind: 'forget-key', keyId });
  turn.set({
    identity,
    renewal: { at: identity.renewAt, keyId: null },
    certificateWarnedAtHours: warnedAtStart(CERTIFICATE_LADDER, expiresAt - turn.now),
    clockOutsideSince: turn.now < identity.issuedAt ? turn.at : null,
  });
  return identity;
}

/** Un-Identified from now on: certificate and entitlements are gone, the evaluation goes on with what is left. */
export function dropIdentity(turn: Turn): void {
  const { identity, request, polls } = turn.state;
  if (identity !== null) turn.effect({ kind: 'forget-key', keyId: identity.keyId });
  if (turn.state.renewal?.keyId) turn.effect({ kind: 'forget-key', keyId: turn.state.renewal.keyId });
  turn.set({
    identity: null,
    authorization: { kind: 'none' },
    nextAuthorizationAt: null,
    renewal: null,
    certificateWarnedAtHours: null,
    clockOutsideSince: null,
    // An answer to what was asked under this identity means nothing any more.
    request: request?.operation === 'registration' ? request : null,
    wishes: undefined,
    polls: polls.registration === undefined ? {} : { registration: polls.registration },
  });
  // Why they failed is still told; nothing is tried again.
  for (const operation of ['authorization', 'renewal'] as const) setRetry(turn, operation, null);
}
