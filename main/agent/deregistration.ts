// Giving the registration back. Whatever the server says or does not say, it ends here; what the server may still hold is marked.
import { refuse } from '../../shared/app-failure.ts';
import type { EventActor } from '../../shared/model/history-event.ts';
import type { After } from './agent-state.ts';
import { applyConfiguration } from './configuration.ts';
import { clearFailures, countFailure, type Failed } from './failures.ts';
import { dropIdentity } from './identity.ts';
import { beginRegistration, dropAttempt } from './registration.ts';
import type { Turn } from './turn.ts';

/** Throws `not-registered`, `in-progress`. */
export function wishDeregistration(turn: Turn): void {
  if (turn.state.deregistration !== null) throw refuse('in-progress', 'A deregistration is in progress.');
  if (turn.state.identity === null) throw refuse('not-registered', 'This instance is not registered.');
  deregisterThen(turn, { kind: 'nothing' }, 'administrator');
}

/** Deregisters where there is something to deregister, then does `after`. Throws `in-progress`. */
export function deregisterThen(turn: Turn, after: After, actor: EventActor): void {
  if (turn.state.deregistration !== null) throw refuse('in-progress', 'A deregistration is in progress.');
  turn.set({ deregistration: { after, actor, ...(turn.job === undefined ? {} : { job: turn.job }) } });
}

export function takeDeregistration(turn: Turn): void {
  clearFailures(turn, 'deregistration');
  const { actor, job } = turn.state.deregistration ?? { actor: 'agent' as const, job: undefined };
  turn.record('deregistered', {}, actor, job ?? null);
  endRegistration(turn);
}

export function failDeregistration(turn: Turn, answer: Failed): void {
  // Not registered there is just what was wanted.
  if (answer.failure.category === 'not-registered') {
    takeDeregistration(turn);
    return;
  }
  countFailure(turn, 'deregistration', answer.failure);
  const { actor, job } = turn.state.deregistration ?? { actor: 'agent' as const, job: undefined };
  turn.record('deregistration-failed', { category: answer.failure.category, text: answer.failure.text }, actor, job ?? null);
  turn.set({ mayStillHoldLicences: true });
  endRegistration(turn);
}

function endRegistration(turn: Turn): void {
  dropIdentity(turn);
  turn.set({ registrationSuccessful: null, authorizationSuccessful: null, registrationFailed: false });
  clearFailures(turn, 'registration', 'authorization', 'renewal');
}

/** What was to follow, once nothing is registered; a registration that is on its way may succeed and is given back first. */
export function followDeregistration(turn: Turn): void {
  const { deregistration, identity, request } = turn.state;
  if (deregistration === null || identity !== null || request?.operation === 'registration') return;
  const { after, actor } = deregistration;
  if (after.kind === 'remove') {
    // The wish stays in the state until the store has removed it all: a crash in between repeats the removal.
    dropAttempt(turn);
    turn.effect({ kind: 'remove' });
    return;
  }
  turn.set({ deregistration: null });
  if (after.kind === 'nothing') return;
  dropAttempt(turn);
  if (after.register === null) turn.effect({ kind: 'forget-token' });
  applyConfiguration(turn, after.configuration, actor);
  if (after.register !== null) beginRegistration(turn, after.register.force, actor);
}
