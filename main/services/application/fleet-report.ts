// All summaries of a fleet in one answer: whoever wants the whole of ten thousand instances asks once.
import { accountTotals, worstFirst, worstOf } from '../../../shared/model/fleet-order.ts';
import type { FleetReport } from '../../../shared/model/fleet-report.ts';
import type { Application } from './application.ts';

/** An instance that is removed meanwhile is left out. */
export async function fleetReport({ fleet, clock }: Pick<Application, 'fleet' | 'clock'>): Promise<FleetReport> {
  await fleet.upToDate();
  const now = clock.now().wallMs;
  const rows = fleet.rows();
  const sorted = worstFirst(rows, now);
  const summaries = await fleet.summaries(sorted.map(({ id }) => id));
  return {
    instances: sorted.flatMap(({ id }) => summaries.get(id) ?? []),
    accounts: accountTotals(rows),
    worst: worstOf(rows, now),
    asOf: new Date(now).toISOString(),
  };
}
