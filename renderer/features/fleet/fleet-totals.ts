// What the head and the filters of the fleet say of all of it, worked out in one pass over the rows.
import { type AccountTotal, accountTotals, type Bucket, bucketOf, nextDate } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';

export type FleetTotals = {
  all: number;
  /** They add up to `all`. */
  counts: Readonly<Record<Bucket, number>>;
  blockedInProduction: number;
  /** Of those that are fine. */
  failing: number;
  /** The soonest at risk. */
  first: { name: string; at: number; kind: 'authorization' | 'evaluation' | 'certificate' } | null;
  /** Accounts of instances that are out of compliance, in no order; null: none is named. */
  overdrawn: readonly (string | null)[];
  /** Largest first. */
  accounts: readonly AccountTotal[];
  /** By name. */
  tags: readonly string[];
};

/** `now`: epoch ms. */
export function fleetTotals(rows: Iterable<FleetRow>, now: number): FleetTotals {
  const counts: Record<Bucket, number> = { blocked: 0, risk: 0, 'out-of-compliance': 0, fine: 0, 'not-enabled': 0 };
  const overdrawn = new Set<string | null>();
  const tags = new Set<string>();
  const all = [...rows];
  let blockedInProduction = 0;
  let failing = 0;
  let first: FleetTotals['first'] = null;
  for (const row of all) {
    const bucket = bucketOf(row, now);
    counts[bucket] += 1;
    for (const tag of row.tags) tags.add(tag);
    if (bucket === 'blocked' && row.environment === 'production') blockedInProduction += 1;
    else if (bucket === 'fine' && row.failure !== null) failing += 1;
    else if (bucket === 'out-of-compliance') overdrawn.add(row.account);
    else if (bucket === 'risk') first = sooner(first, row);
  }
  return {
    all: all.length,
    counts,
    blockedInProduction,
    failing,
    first,
    overdrawn: [...overdrawn],
    accounts: accountTotals(all),
    tags: [...tags].sort((a, b) => a.localeCompare(b)),
  };
}

function sooner(first: FleetTotals['first'], row: FleetRow): FleetTotals['first'] {
  const next = nextDate(row);
  if (next === null || next.kind === 'blocked' || (first !== null && first.at <= next.at)) return first;
  return { name: row.name, at: next.at, kind: next.kind };
}

/** `next`, with the parts of `before` that say the same, so that nothing is drawn again for them. */
export function sharing(before: FleetTotals | null, next: FleetTotals): FleetTotals {
  if (before === null) return next;
  const shared = { ...next };
  for (const part of Object.keys(next) as (keyof FleetTotals)[])
    if (JSON.stringify(before[part]) === JSON.stringify(next[part])) Object.assign(shared, { [part]: before[part] });
  return (Object.keys(shared) as (keyof FleetTotals)[]).every((part) => shared[part] === before[part]) ? before : shared;
}
