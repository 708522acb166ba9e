// The identity certificate: renewed half-way, warned of, and dropped when it ends or when the clock leaves its validity.

import { refuse } from '../../shared/app-failure.ts';
import { HOUR } from '../../shared/durations.ts';
import type { Failure } from '../../shared/model/failure.ts';
import { clearFailures, countFailure, type Failed, setRetry } from './failures.ts';
import { dropIdentity, takeIdentity } from './identity.ts';
import { loseRegistration } from './lost-registration.ts';
import type { LicenceAnswer } from './ports.ts';
import { backoffMs } from './retry-policy.ts';
import type { Turn } from './turn.ts';
import { CERTIFICATE_LADDER, warningDue } from './warnings.ts';

/** How far the clock may be before the certificate's beginning. */
const CLOCK_TOLERANCE_MS = HOUR;

/** Throws `not-registered`, `in-progress`. */
export function wishRenewal(turn: Turn): void {
  const { identity, renewal, request, polls, deregistration } = turn.state;
  if (identity === null || renewal === null) throw refuse('not-registered', 'This instance is not registered.');
  if (request?.operation === 'renewal' || polls.renewal !== undefined) throw refuse('in-progress', 'A renewal is in progress.');
  if (deregistration !== null) throw refuse('in-progress', 'A deregistration is in progress.');
  turn.set({ renewal: { ...renewal, at: turn.now } });
}

export function takeRenewal(turn: Turn, answer: Extract<LicenceAnswer, { kind: 'renewed' }>): void {
  if (turn.state.identity === null) return;
  const { expiresAt } = takeIdentity(turn, answer);
  clearFailures(turn, 'renewal');
  turn.record('id-certificate-renewed', { expiresAt });
}

export function failRenewal(turn: Turn, answer: Failed): void {
  const { renewal } = turn.state;
  if (renewal === null) return;
  const { tries, news } = countFailure(turn, 'renewal', answer.failure);
  if (news) turn.record('id-certificate-renewal-failed', { category: answer.failure.category, text: answer.failure.text });
  if (answer.kind === 'refused' && answer.failure.category === 'not-registered') {
    loseRegistration(turn, answer.failure);
    return;
  }
  const at = turn.now + backoffMs(tries, turn.moment.jitter, answer.retryAfterMs);
  turn.set({ renewal: { ...renewal, at } });
  setRetry(turn, 'renewal', at);
}

/** Warnings, the certificate's end, and a clock that is outside its validity. */
export function passCertificate(turn: Turn): void {
  const { identity, certificateWarnedAtHours } = turn.state;
  if (identity === null) return;
  if (turn.now < identity.issuedAt - CLOCK_TOLERANCE_MS) {
    dropIdentity(turn);
    turn.set({ registrationFailed: true, registrationSuccessful: false });
    const spanMs = identity.issuedAt - turn.now;
    const failure: Failure = { category: 'clock-skew', text: 'clock out of range', at: turn.now, facts: { spanMs } };
    countFailure(turn, 'registration', failure);
    turn.record('id-certificate-expired', { reason: 'clock out of range' });
    return;
  }
  if (turn.now >= identity.expiresAt) {
    dropIdentity(turn);
    turn.record('id-certificate-expired');
    return;
  }
  const due = warningDue(CERTIFICATE_LADDER, identity.expiresAt - turn.now, certificateWarnedAtHours);
  if (due === null) return;
  turn.set({ certificateWarnedAtHours: due });
  turn.record('id-certificate-expiry-warning', { daysLeft: Math.floor((identity.expiresAt - turn.now) / (24 * HOUR)) });
}
