// The identity certificate: renewed half-way, warned of, and dropped when it ends or when the clock leaves its validity.

import { refuse } from '../../shared/app-failure.ts';
import { DAY, HOUR } from '../../shared/durations.ts';
import type { Failure } from '../../shared/model/failure.ts';
import { elapsedMs } from './evaluation.ts';
import { clearFailures, countFailure, type Failed, setRetry } from './failures.ts';
import { dropIdentity, takeIdentity } from './identity.ts';
import { loseRegistration } from './lost-registration.ts';
import type { LicenceAnswer } from './ports.ts';
import { backoffMs } from './retry-policy.ts';
import type { Turn } from './turn.ts';
import { CERTIFICATE_LADDER, warningDue } from './warnings.ts';

/** For how long the clock may be outside the certificate's validity. */
export const CLOCK_TOLERANCE_MS = HOUR;

/** Throws `not-registered`, `in-progress`. */
export function wishRenewal(turn: Turn): void {
  const { identity, renewal, request, polls, deregistration } = turn.state;
  if (identity === null || renewal === null) throw refuse('not-registered', 'This instance is not registered.');
  if (request?.operation === 'renewal' || polls.renewal !== undefined) throw refuse('in-progress', 'A renewal is in progress.');
  if (deregistration !== null) throw refuse('in-progress', 'A deregistration is in progress.');
  turn.set({ renewal: { ...renewal, at: turn.now } });
  turn.wish('renewal');
}

export function takeRenewal(turn: Turn, answer: Extract<LicenceAnswer, { kind: 'renewed' }>): void {
  if (turn.state.identity === null) return;
  const { expiresAt } = takeIdentity(turn, answer);
  clearFailures(turn, 'renewal');
  const wish = turn.endWish('renewal');
  turn.record('id-certificate-renewed', { expiresAt }, wish === null ? 'agent' : 'administrator', wish?.job ?? null);
}

export function failRenewal(turn: Turn, answer: Failed): void {
  const { renewal } = turn.state;
  if (renewal === null) return;
  const { tries, news } = countFailure(turn, 'renewal', answer.failure);
  const wish = turn.endWish('renewal');
  const { category, text } = answer.failure;
  // What somebody asked for is told each time, what the agent tries by itself only the first time in a row.
  if (news || wish !== null)
    turn.record(
      'id-certificate-renewal-failed',
      { category, text },
      wish === null ? 'agent' : 'administrator',
      wish?.job ?? null,
    );
  if (answer.kind === 'refused' && answer.failure.category === 'not-registered') {
    loseRegistration(turn, answer.failure);
    return;
  }
  const at = turn.now + backoffMs(tries, turn.moment.jitter, answer.retryAfterMs);
  turn.set({ renewal: { ...renewal, at } });
  setRetry(turn, 'renewal', at);
}

export function expireCertificate(turn: Turn): void {
  dropIdentity(turn);
  turn.record('id-certificate-expired');
}

/** A clock that was set back before the certificate's beginning may be put right again within the hour. */
export function checkClock(turn: Turn): void {
  const { identity, clockOutsideSince: since } = turn.state;
  if (identity === null) return;
  const outside = turn.now < identity.issuedAt;
  if (outside !== (since !== null)) turn.set({ clockOutsideSince: outside ? turn.at : null });
  if (!outside || since === null || elapsedMs(since, turn.at) < CLOCK_TOLERANCE_MS) return;
  const spanMs = identity.issuedAt - turn.now;
  const failure: Failure = { category: 'clock-skew', text: 'clock out of range', at: turn.now, facts: { spanMs } };
  loseRegistration(turn, failure);
  turn.record('id-certificate-expired', { reason: 'clock out of range' });
}

/** The last step of the ladder that was reached, once each. */
export function warnOfCertificate(turn: Turn): void {
  const { identity, certificateWarnedAtHours } = turn.state;
  if (identity === null) return;
  const leftMs = identity.expiresAt - turn.now;
  const due = warningDue(CERTIFICATE_LADDER, leftMs, certificateWarnedAtHours);
  if (due === null) return;
  turn.set({ certificateWarnedAtHours: due });
  turn.record('id-certificate-expiry-warning', { daysLeft: Math.ceil(leftMs / DAY) });
}
