// Asking for the licences: what the answers mean, when the next one is asked for, and the 90 days without an answer (section 4).
import { refuse } from '../../shared/app-failure.ts';
import type { InFlight } from './agent-state.ts';
import { clearFailures, countFailure, type Failed, setRetry } from './failures.ts';
import { loseRegistration } from './lost-registration.ts';
import type { LicenceAnswer } from './ports.ts';
import { backoffMs } from './retry-policy.ts';
import { authorizationDeadline, nextAuthorization } from './server-dates.ts';
import type { Turn } from './turn.ts';

/** Throws `not-registered`, `in-progress`. */
export function wishAuthorization(turn: Turn): void {
  const { identity, request, polls, deregistration } = turn.state;
  if (identity === null) throw refuse('not-registered', 'This instance is not registered.');
  if (request?.operation === 'authorization' || polls.authorization !== undefined)
    throw refuse('in-progress', 'An authorization is in progress.');
  if (deregistration !== null) throw refuse('in-progress', 'A deregistration is in progress.');
  turn.set({ nextAuthorizationAt: turn.now });
  turn.wish('authorization');
}

export function takeAuthorization(turn: Turn, answer: Extract<LicenceAnswer, { kind: 'authorized' }>, { cps }: InFlight): void {
  const { identity } = turn.state;
  if (identity === null) return;
  const kind = answer.compliance === 'in' ? 'authorized' : 'out-of-compliance';
  const deadline = authorizationDeadline(answer.deadline, turn.now);
  const next = Math.max(nextAuthorization(answer.nextAt, answer.compliance, turn.now), turn.now + (answer.retryAfterMs ?? 0));
  const asked = cps === (turn.configuration.licenseCount ?? 0);
  turn.set({
    identity: { ...identity, entitlementVersion: answer.entitlementVersion },
    authorization: { kind, answeredAt: turn.now, deadline },
    authorizationSuccessful: true,
    // A count that was changed meanwhile is asked for at once.
    nextAuthorizationAt: asked ? Math.min(next, deadline) : turn.now,
  });
  clearFailures(turn, 'authorization');
  if (kind === 'authorized' && asked) turn.lastGood = { configuration: turn.configuration, at: turn.now };
  turn.record(kind, { cps });
}

export function failAuthorization(turn: Turn, answer: Failed): void {
  turn.set({ authorizationSuccessful: false });
  const { tries, news } = countFailure(turn, 'authorization', answer.failure);
  if (news) turn.record('authorization-failed', { category: answer.failure.category, text: answer.failure.text });
  if (answer.kind === 'refused' && answer.failure.category === 'not-registered') {
    loseRegistration(turn, answer.failure);
    return;
  }
  const at = turn.now + backoffMs(tries, turn.moment.jitter, answer.retryAfterMs);
  turn.set({ nextAuthorizationAt: at });
  setRetry(turn, 'authorization', at);
}

/** At the deadline: 90 days (or until the server's date) without an answered authorization. The retries go on. */
export function passAuthorizationDeadline(turn: Turn): void {
  const { authorization } = turn.state;
  if (authorization.kind !== 'authorized' && authorization.kind !== 'out-of-compliance') return;
  const { answeredAt, deadline } = authorization;
  turn.set({ authorization: { kind: 'expired', at: deadline, answeredAt } });
  turn.record('authorization-expired');
}
