// What is kept of an agent beside it, so that a fleet can be listed and its alarms set without loading anybody.
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { Now } from './agent-state.ts';
import { fleetRowOf } from './fleet-row.ts';
import { nextContact, nextLook } from './next-deadline.ts';
import type { Agent, Standing } from './ports.ts';

export const standingOf = (agent: Agent, revision: number, now: Now): Standing => ({
  row: fleetRowOf(agent, revision, now),
  lookAt: nextLook(agent, now),
  contactAt: nextContact(agent, now),
});

/** Until when a row is true if nothing but time passes, epoch ms: then a deadline or certificate ends, or the evaluation. */
export function trueUntil({ authorizationDeadline, certificate, evaluation }: FleetRow): number {
  const evaluationEnds = evaluation.counting ? evaluation.asOf + evaluation.remainingMs : null;
  const ends = [authorizationDeadline, certificate?.expiresAt ?? null, evaluationEnds].filter((at) => at !== null);
  return Math.min(Number.POSITIVE_INFINITY, ...ends);
}
