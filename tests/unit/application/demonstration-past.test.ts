// The past of a demonstration while its agents do something by themselves: what they are told waits for it, and nothing else does.
import { expect, it } from 'vitest';
import { onceFree } from '../../../main/demonstration-past.ts';
import { AppFailure, refuse } from '../../../shared/app-failure.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { fleetRow, NOW } from '../../builders/fleet-rows.ts';

/** An agent that is at work for so many turns. */
function busyFor(turns: number) {
  let left = turns;
  const row = (): FleetRow => ({ ...fleetRow(1), inFlight: left > 0 ? 'authorization' : null, nextContact: null });
  const pause = async () => {
    left -= 1;
  };
  const past = { rows: () => [row()], wake: () => {}, idle: async () => {}, pause };
  const tell = async () => {
    if (left > 0) throw refuse('in-progress', 'An authorization is in progress.');
  };
  return { past, tell, isFree: () => left <= 0 };
}

it('waits until the agent has done what it began by itself', async () => {
  const { past, tell, isFree } = busyFor(3);
  await onceFree(past, NOW, fleetRow(1).id, tell);
  expect(isFree()).toBe(true);
});

it('passes every other refusal on at once', async () => {
  let told = 0;
  const failure = await onceFree(busyFor(0).past, NOW, fleetRow(1).id, async () => {
    told += 1;
    throw refuse('confirmation-needed', 'Confirm it by its name.');
  }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AppFailure);
  expect(told).toBe(1);
});

it('does not wait for an agent that is never free', async () => {
  const { past } = busyFor(0);
  const never = async () => {
    throw refuse('in-progress', 'An authorization is in progress.');
  };
  await expect(onceFree(past, NOW, fleetRow(1).id, never)).rejects.toThrow('in progress');
});
