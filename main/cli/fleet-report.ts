// The fleet as `fleet --json` promises it, worst first.
import { AppFailure } from '../../shared/app-failure.ts';
import { type AccountTotal, accountTotals, worstFirst, worstOf } from '../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { FolderClock } from '../../shared/model/fleet-snapshot.ts';
import type { Summary } from '../../shared/model/summary.ts';
import type { FleetCaller } from './world.ts';

export type FleetReport = {
  instances: Summary[];
  accounts: AccountTotal[];
  worst: 'allowed' | 'warning' | 'blocked';
  asOf: string;
};

/** So many instances are asked for at a time. */
const AT_ONCE = 100;

/** The folder's time, epoch ms, at `realNow`. */
export const folderNow = ({ folder, real, rate }: FolderClock, realNow: number): number => folder + (realNow - real) * rate;

/** `now`: epoch ms of the folder's time. An instance that is removed meanwhile is left out. */
export async function fleetReport(fleet: FleetCaller, rows: readonly FleetRow[], now: number): Promise<FleetReport> {
  const sorted = worstFirst(rows, now);
  const instances: Summary[] = [];
  for (let first = 0; first < sorted.length; first += AT_ONCE) {
    const batch = sorted.slice(first, first + AT_ONCE).map(({ id }) => summaryOf(fleet, id));
    for (const summary of await Promise.all(batch)) if (summary !== null) instances.push(summary);
  }
  return { instances, accounts: accountTotals(rows), worst: worstOf(rows, now), asOf: new Date(now).toISOString() };
}

async function summaryOf(fleet: FleetCaller, id: string): Promise<Summary | null> {
  try {
    return (await fleet.call('instances.detail', { id })).summary;
  } catch (error) {
    if (error instanceof AppFailure && error.error.code === 'not-found') return null;
    throw error;
  }
}
