// Registering with a token: the attempt, its answers and its retries (section 4). A registration that is replaced with `force`
// stays in force until the server has answered.

import { refuse } from '../../shared/app-failure.ts';
import { DAY } from '../../shared/durations.ts';
import type { Configuration } from '../../shared/model/configuration.ts';
import type { EventActor } from '../../shared/model/history-event.ts';
import { clearFailures, countFailure, type Failed, setRetry } from './failures.ts';
import { takeIdentity } from './identity.ts';
import type { LicenceAnswer } from './ports.ts';
import { registrationRetryMs } from './retry-policy.ts';
import type { Turn } from './turn.ts';

/** Throws `not-enabled`, `in-progress`, `already-registered`. The token lies in the secret store already. */
export function beginRegistration(turn: Turn, force: boolean, actor: EventActor): void {
  const { state } = turn;
  checkRegistrable(turn.configuration);
  if (isRegistering(turn)) throw refuse('in-progress', 'Registration in progress: wait for the answer of the licence server.');
  if (state.deregistration !== null) throw refuse('in-progress', 'A deregistration is in progress.');
  if (state.identity !== null && !force)
    throw refuse('already-registered', 'This instance is registered already. Register with force to replace the registration.');
  dropAttempt(turn);
  turn.set({ attempt: { keyId: turn.moment.keyId, force, startedAt: turn.now, retryAt: null }, registrationFailed: false });
  turn.record('registration-requested', { force }, actor);
}

/** Throws `not-enabled`, or `invalid-input` where something is missing that a registration needs. */
export function checkRegistrable({ enabled, serverUrl, licenseCount }: Configuration): void {
  if (!enabled) throw refuse('not-enabled', 'Smart licensing is disabled on this instance: enable it first.');
  if (serverUrl === null || licenseCount === null)
    throw refuse('invalid-input', 'A licence server URL and a licence count are needed to register.');
}

/** Its request is on the way, or waits for its turn, or the server works on it. */
export const isRegistering = ({ state }: Pick<Turn, 'state'>): boolean =>
  state.attempt !== null && state.attempt.retryAt === null;

/** Gives an attempt up, with the key and the token that it would have used. */
export function dropAttempt(turn: Turn): void {
  const { attempt, request, polls } = turn.state;
  if (attempt === null) return;
  turn.effect({ kind: 'forget-key', keyId: attempt.keyId });
  const { registration: _, ...rest } = polls;
  turn.set({ attempt: null, polls: rest, request: request?.operation === 'registration' ? null : request });
  clearFailures(turn, 'registration');
}

export function takeRegistration(turn: Turn, answer: Extract<LicenceAnswer, { kind: 'registered' }>): void {
  const { smartAccount, virtualAccount } = takeIdentity(turn, answer);
  turn.set({
    attempt: null,
    registrationFailed: false,
    registrationSuccessful: true,
    authorization: { kind: 'waiting' },
    authorizationSuccessful: null,
    nextAuthorizationAt: turn.now,
    // What the server was at work on belonged to the registration that this one replaces.
    polls: {},
  });
  clearFailures(turn, 'registration', 'authorization', 'renewal', 'deregistration');
  turn.effect({ kind: 'forget-token' });
  turn.record('registered', { smartAccount, virtualAccount });
}

export function failRegistration(turn: Turn, answer: Failed): void {
  const { attempt, identity } = turn.state;
  if (attempt === null) return;
  const { tries, news } = countFailure(turn, 'registration', answer.failure);
  turn.set({ registrationSuccessful: false });
  if (answer.kind === 'refused') {
    turn.set({ attempt: null, registrationFailed: identity === null });
    turn.effect({ kind: 'forget-token' });
    turn.effect({ kind: 'forget-key', keyId: attempt.keyId });
    turn.record('registration-failed', { category: answer.failure.category, text: answer.failure.text });
    return;
  }
  const retryAt = turn.now + registrationRetryMs(turn.moment.jitter, answer.retryAfterMs);
  turn.set({ attempt: { ...attempt, retryAt } });
  setRetry(turn, 'registration', retryAt);
  if (news) turn.record('registration-failed', { category: answer.failure.category, text: answer.failure.text, tries });
}

/** How long a server may work on a request before it counts as not answered. */
export const POLLING_GIVEN_UP_MS = DAY;
