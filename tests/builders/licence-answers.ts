// Answers of a licence server as the agent gets them, for tests in which no real one is asked.

import type { LicenceAnswer, LicenceRequest } from '../../main/agent/ports.ts';
import { DAY } from '../../shared/durations.ts';
import type { Failure, FailureCategory } from '../../shared/model/failure.ts';

export const failureOf = (category: FailureCategory, text: string, at: number): Failure => ({ category, text, at });

export const refusedAnswer = (failure: Failure): LicenceAnswer => ({ kind: 'refused', failure, retryAfterMs: null });
export const noAnswer = (failure: Failure): LicenceAnswer => ({ kind: 'no-answer', failure, retryAfterMs: null });

/** A server that grants everything; `compliance` of the account. */
export function granted(request: LicenceRequest, now: number, compliance: 'in' | 'out' = 'in'): LicenceAnswer {
  const retryAfterMs = null;
  const dates = { certificateExpiresAt: now + 365 * DAY, expiresAt: now + 365 * DAY, renewAt: now + 180 * DAY };
  const identity = {
    productInstanceIdentifier: 'instance-1',
    keyId: 'keyId' in request ? request.keyId : 'key-1',
    certificatePem: 'certificate',
    certificateSerial: '1',
    issuedAt: now,
    signers: [],
    smartAccount: 'Example Corporation',
    virtualAccount: 'Sales',
    entitlementVersion: 0,
  };
  switch (request.operation) {
    case 'registration':
      return { kind: 'registered', identity, ...dates, retryAfterMs };
    case 'renewal':
      return { kind: 'renewed', identity, ...dates, retryAfterMs };
    case 'authorization':
      return { kind: 'authorized', compliance, entitlementVersion: 1, nextAt: null, deadline: null, retryAfterMs };
    case 'deregistration':
      return { kind: 'deregistered', retryAfterMs };
  }
}
