// The pool of licences of each account: what was purchased, what its instances ask for, and what they would ask for by a plan. Compliance
// is decided over the sum of the configured counts of an account, whichever instance asks. Pure, over rows.
import type { FieldProblem } from './field-problem.ts';
import { checkLicenseCount } from './field-rules.ts';
import type { FleetRow } from './fleet-row.ts';
import { licencesFor } from './licences.ts';

/** Licences, unless named CPS. */
export type Pool = {
  /** null: no account is named, so there is no pool. */
  account: string | null;
  instances: number;
  cps: number;
  configured: number;
  /** What would be configured by the plan. */
  planned: number;
  /** null: nobody has typed it in. */
  purchased: number | null;
  typedAt: number | null;
  /** The licence server has called an instance of this account out of compliance. */
  isOverdrawn: boolean;
};

/** Counts (CPS) by instance, as they were typed; one that the instance cannot have changes nothing. */
export type Plan = ReadonlyMap<string, string>;
export type PurchasedOf = ReadonlyMap<string, { licences: number; at: number }>;

export type Headroom = { kind: 'unknown' } | { kind: 'free' | 'over'; licences: number };

/** What is left of the pool, with the plan or without. */
export function headroomOf({ purchased, configured, planned }: Pool, plan: 'with-plan' | 'as-is'): Headroom {
  if (purchased === null) return { kind: 'unknown' };
  const left = purchased - (plan === 'with-plan' ? planned : configured);
  return left < 0 ? { kind: 'over', licences: -left } : { kind: 'free', licences: left };
}

/** What an instance asks its account for now, CPS. */
export const askedCps = ({ enabled, cps }: Pick<FleetRow, 'enabled' | 'cps'>): number => (enabled ? cps : 0);

/** What it would ask for, CPS: by the plan where that has a count which it can have. */
function cpsThen(row: FleetRow, plan: Plan): number {
  const typed = plan.get(row.id);
  return typed === undefined || checkLicenseCount(typed, row.maxCallRate) !== null ? askedCps(row) : Number(typed);
}

/** In no order; accounts for which something was purchased and that have no instance are among them. */
export function licencePools(rows: Iterable<FleetRow>, plan: Plan, purchased: PurchasedOf): Pool[] {
  const pools = new Map<string | null, Pool>();
  const poolOf = (account: string | null): Pool => {
    let pool = pools.get(account);
    if (pool === undefined) {
      const known = account === null ? undefined : purchased.get(account);
      pool = { account, instances: 0, cps: 0, configured: 0, planned: 0, isOverdrawn: false, purchased: null, typedAt: null };
      if (known !== undefined) Object.assign(pool, { purchased: known.licences, typedAt: known.at });
      pools.set(account, pool);
    }
    return pool;
  };
  for (const account of purchased.keys()) poolOf(account);
  for (const row of rows) {
    const pool = poolOf(row.account);
    const cps = askedCps(row);
    pool.instances += 1;
    pool.cps += cps;
    pool.configured += licencesFor(cps);
    pool.planned += licencesFor(cpsThen(row, plan));
    if (row.licensingState === 'OutOfCompliance') pool.isOverdrawn = true;
  }
  return [...pools.values()];
}

/** Over by the plan first, most first; then what is nearest to it; then what is not known, the server's word for over before; no account last. At a tie, by name. */
export function tightestFirst(pools: readonly Pool[]): Pool[] {
  return [...pools].sort((a, b) => tightness(a) - tightness(b) || byName(a, b));
}
function tightness(pool: Pool): number {
  if (pool.account === null) return Number.MAX_VALUE;
  if (pool.purchased !== null) return pool.purchased - pool.planned;
  return pool.isOverdrawn ? Number.MAX_SAFE_INTEGER - 1 : Number.MAX_SAFE_INTEGER;
}
/** `Voice 2` stands before `Voice 10`. */
const byName = (a: Pool, b: Pool): number => (a.account ?? '').localeCompare(b.account ?? '', undefined, { numeric: true });

export type PlanEffect =
  | { kind: 'refused'; problem: FieldProblem }
  | { kind: 'same' | 'gives-back' | 'fits' | 'unknown' }
  /** `alone`: it would be over by this one change; else by all of the plan together. */
  | { kind: 'tips'; alone: boolean }
  /** The pool is over without it. */
  | { kind: 'adds' };

/** What one line of the plan does to the pool of its account. */
export function effectOf(row: FleetRow, typed: string, pool: Pool): PlanEffect {
  const problem = checkLicenseCount(typed, row.maxCallRate);
  if (problem !== null) return { kind: 'refused', problem };
  const more = licencesFor(Number(typed)) - licencesFor(askedCps(row));
  if (more === 0) return { kind: 'same' };
  if (more < 0) return { kind: 'gives-back' };
  if (pool.purchased === null) return { kind: 'unknown' };
  if (pool.planned <= pool.purchased) return { kind: 'fits' };
  if (pool.configured > pool.purchased) return { kind: 'adds' };
  return { kind: 'tips', alone: pool.configured + more > pool.purchased };
}
