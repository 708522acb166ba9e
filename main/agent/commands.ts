// What an administrator may ask of an agent. Each either changes the turn or throws AppFailure with nothing changed.
import { refuse } from '../../shared/app-failure.ts';
import type { EventActor } from '../../shared/model/history-event.ts';
import type { AgentEvent } from './agent-event.ts';
import { applyConfiguration } from './configuration.ts';
import { deregisterThen } from './deregistration.ts';
import { beginRegistration, checkRegistrable, dropAttempt, isRegistering } from './registration.ts';
import type { Turn } from './turn.ts';

export function configure(turn: Turn, event: Extract<AgentEvent, { kind: 'configure' }>): void {
  const { configuration: after, register, deregisterAndSwitch, liveServerAllowed, actor } = event;
  const { configuration: before, state } = turn;
  const moves = before.serverUrl !== after.serverUrl;
  const turnsOff = before.enabled && !after.enabled;
  if (state.deregistration !== null) throw refuse('in-progress', 'A deregistration is in progress.');
  if (register !== null && !after.enabled) throw refuse('not-enabled', 'Enable smart licensing to register with a token.');
  if (register !== null) checkRegistrable(after);
  if (register !== null && !moves && state.identity !== null && !register.force && !deregisterAndSwitch)
    throw refuse('already-registered', 'This instance is registered already. Register with force to replace the registration.');
  if (moves && after.enabled && state.identity !== null && !deregisterAndSwitch)
    throw refuse('needs-deregistration', 'Another licence server needs a deregistration first: ask to deregister and switch.');
  if (!turnsOff && isRegistering(turn) && (moves || register !== null))
    throw refuse('in-progress', 'Registration in progress: wait for the answer of the licence server.');

  allowLiveServer(turn, liveServerAllowed, actor);
  if (turnsOff || (state.identity !== null && (moves || (register !== null && deregisterAndSwitch)))) {
    deregisterThen(turn, { kind: 'configure', configuration: after, register }, actor);
    return;
  }
  // A token is for one server: an attempt that waits for its retry does not take it to another.
  if (moves && turn.state.attempt !== null) {
    dropAttempt(turn);
    if (register === null) turn.effect({ kind: 'forget-token' });
  }
  applyConfiguration(turn, after, actor);
  if (register !== null) beginRegistration(turn, register.force, actor);
}

function allowLiveServer(turn: Turn, to: boolean, actor: EventActor): void {
  const from = turn.instance.liveServerAllowed;
  if (from === to) return;
  turn.instance = { ...turn.instance, liveServerAllowed: to };
  turn.record('configuration-changed', { 'liveServerAllowed.from': from, 'liveServerAllowed.to': to }, actor);
}

export function edit(turn: Turn, { change, actor }: Extract<AgentEvent, { kind: 'edit' }>): void {
  const before = turn.instance;
  const maxCallRate = change.maxCallRate ?? before.maxCallRate;
  if ((turn.configuration.licenseCount ?? 0) > maxCallRate)
    throw refuse('invalid-input', 'The maximum call rate is less than the licence count: lower the count first.', {
      problems: [{ field: 'max-call-rate', rule: 'below-count', message: 'Less than the licence count: lower the count first.' }],
    });
  if (change.profile !== undefined && change.profile !== before.profile && hasRegistration(turn))
    throw refuse('needs-deregistration', 'The licence server knows this instance by its product: deregister it first.');
  const fields = (Object.keys(change) as (keyof typeof change)[]).filter((key) => String(before[key]) !== String(change[key]));
  if (fields.length === 0) return;
  turn.instance = { ...before, ...change };
  const detail = Object.fromEntries(
    fields.flatMap((key) => [
      [`${key}.from`, String(before[key] ?? '')],
      [`${key}.to`, String(change[key] ?? '')],
    ]),
  );
  turn.record('configuration-changed', detail, actor);
}

const hasRegistration = ({ state }: Turn): boolean => state.identity !== null || state.attempt !== null;

export function clearMark(turn: Turn, actor: EventActor): void {
  if (!turn.state.mayStillHoldLicences) return;
  turn.set({ mayStillHoldLicences: false });
  turn.record('configuration-changed', { 'mayStillHoldLicences.from': true, 'mayStillHoldLicences.to': false }, actor);
}
