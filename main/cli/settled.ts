// An instance once what is under way has been answered: the authorization that follows a registration, a count that changed,
// a deregistration before a switch. So the summary that a command prints is the one that results.
import { refuse } from '../../shared/app-failure.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../shared/model/instance-detail.ts';
import type { Cli } from './cli.ts';
import { pause } from './session.ts';
import type { FleetCaller } from './world.ts';

const PAUSE_MS = 50;

/** On its way now, due now, or about to follow at once. */
export function isUnderWay(row: FleetRow): boolean {
  if (row.inFlight !== null) return true;
  if (row.nextContact !== null && row.nextContact.at <= row.evaluation.asOf) return true;
  return row.registrationStatus === 'in-progress';
}

/** Asks until nothing is under way, or until `end` (epoch ms of real time). */
export async function onceSettled(cli: Cli, fleet: FleetCaller, first: InstanceDetail, end: number): Promise<InstanceDetail> {
  let detail = first;
  while (isUnderWay(detail.row) && cli.world.time.now() < end) {
    await pause(cli.world, PAUSE_MS);
    detail = await fleet.call('instances.detail', { id: first.instance.id });
  }
  return detail;
}

/** Throws `operation-failed` where a registration that was asked for has not succeeded. */
export function requireRegistered({ row }: InstanceDetail): void {
  if (row.registrationStatus === 'complete') return;
  const { failure } = row;
  if (failure !== null && failure.operation === 'registration' && !isUnderWay(row))
    throw refuse('operation-failed', failure.text, { failure });
  throw refuse('operation-failed', 'The licence server has not answered yet; the registration goes on while a host runs.');
}
