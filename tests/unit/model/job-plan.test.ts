// What a bulk job says that it will do to each instance: the rules of the single operations, each seen to allow and to refuse.
import { describe, expect, it } from 'vitest';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { JobAction } from '../../../shared/model/job.ts';
import { changedTags, isGuarded, planRow } from '../../../shared/model/job-plan.ts';
import { evaluatingRow, fleetRow, newRow } from '../../builders/fleet-rows.ts';

const REGISTER: JobAction = { kind: 'register', force: false };
const FORCE: JobAction = { kind: 'register', force: true };
const count = (cps: number): JobAction => ({ kind: 'count', count: cps });
const said = (row: FleetRow, action: JobAction, allowed = true) => {
  const { will, refusal } = planRow(row, action, allowed);
  return will ?? `refused: ${refusal}`;
};
const waiting = evaluatingRow(1, 1e9);

describe('what a row will do', () => {
  it.each<[string, FleetRow, JobAction, string]>([
    ['an enabled one registers', waiting, REGISTER, 'register'],
    ['not one that is registered', fleetRow(1), REGISTER, 'refused: already-registered'],
    ['but with force', fleetRow(1), FORCE, 'register-again'],
    ['not one that is not enabled', newRow(1), REGISTER, 'refused: not-enabled'],
    ['not without a server', { ...waiting, serverUrl: null }, REGISTER, 'refused: no-server'],
    ['not without a count', { ...waiting, cps: 0 }, REGISTER, 'refused: no-count'],
    ['not twice', { ...waiting, registrationStatus: 'in-progress' }, FORCE, 'refused: in-progress'],
    ['again while it waits for its retry', { ...waiting, registrationStatus: 'retry' }, REGISTER, 'register'],
    ['a registered one is authorized', fleetRow(1), { kind: 'authorize' }, 'authorize'],
    ['not one that is not', waiting, { kind: 'authorize' }, 'refused: not-registered'],
    ['not twice at once', fleetRow(1, { inFlight: 'authorization' }), { kind: 'authorize' }, 'refused: in-progress'],
    ['its certificate is renewed', fleetRow(1, { inFlight: 'authorization' }), { kind: 'renew' }, 'renew'],
    ['not while that is under way', fleetRow(1, { inFlight: 'renewal' }), { kind: 'renew' }, 'refused: in-progress'],
    ['a count is asked for', fleetRow(1), count(300), 'save-and-ask'],
    ['or kept until it is registered', waiting, count(300), 'save'],
    ['not the same one', fleetRow(1), count(250), 'refused: same-count'],
    ['nor more than it can handle', fleetRow(1), count(505), 'refused: count-refused'],
    ['a tag is added', fleetRow(1), { kind: 'tag', add: ['new'], remove: [] }, 'tag'],
    ['not one that it has', fleetRow(1), { kind: 'tag', add: [' core '], remove: ['none'] }, 'refused: same-tags'],
    ['a registered one is deregistered first', fleetRow(1), { kind: 'remove' }, 'deregister-and-remove'],
    ['another one is removed', newRow(1), { kind: 'remove' }, 'remove'],
    ['nothing while it is being deregistered', fleetRow(1, { inFlight: 'deregistration' }), count(300), 'refused: in-progress'],
  ])('%s', (_, row, action, wanted) => {
    expect(said(row, action)).toBe(wanted);
  });

  it('is refused where the server may not be spoken to, for what speaks to it', () => {
    expect([REGISTER, FORCE].map((action) => said(waiting, action, false))).toEqual(Array(2).fill('refused: server-not-allowed'));
    expect(said(fleetRow(1), { kind: 'authorize' }, false)).toBe('refused: server-not-allowed');
    expect(said(fleetRow(1), { kind: 'tag', add: ['x'], remove: [] }, false)).toBe('tag');
  });

  it('names the rule of a refused count and the nearest ones', () => {
    expect(planRow(fleetRow(1), count(57), true)).toMatchObject({ rule: 'multiple', values: { count: 57, down: 55, up: 60 } });
    expect(planRow(fleetRow(1), count(300), true).cps).toEqual({ from: 250, to: 300 });
  });
});

it('tags keep their order; new ones come last; one that is added and removed is removed', () => {
  expect(changedTags(['a', 'b', 'c'], { add: ['d', ' a ', 'e'], remove: ['b', 'e'] })).toEqual(['a', 'c', 'd']);
});

it('production wants a typed confirmation where it is removed or cut', () => {
  const guarded = (row: FleetRow, action: JobAction) =>
    isGuarded({ environment: row.environment, plan: planRow(row, action, true) });
  expect(guarded(fleetRow(1), count(200))).toBe(true);
  expect(guarded(fleetRow(1), count(300))).toBe(false);
  expect(guarded(fleetRow(1, { environment: 'lab' }), count(200))).toBe(false);
  expect(guarded(fleetRow(1), { kind: 'remove' })).toBe(true);
  expect(guarded(fleetRow(1, { environment: 'lab' }), { kind: 'remove' })).toBe(false);
  expect(guarded(fleetRow(1), { kind: 'authorize' })).toBe(false);
});
