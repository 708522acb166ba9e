// The plan: which count each instance would have. Of the page only: nothing is changed anywhere before Update. It outlives a look at
// another view.
import { useDeferredValue, useMemo, useState } from 'react';
import { create } from 'zustand';
import { DEFAULT_SETTINGS } from '../../../shared/model/default-settings.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import {
  askedCps,
  licencePools,
  type Plan,
  type Pool,
  type PurchasedOf,
  tightestFirst,
} from '../../../shared/model/licence-pools.ts';
import type { Purchased } from '../../../shared/model/settings.ts';
import { now } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { prefer } from '../../state/preferences.ts';

type Kept = { folder: string; counts: Plan };
export const usePlan = create<Kept>(() => ({ folder: '', counts: new Map() }));

/** Begins anew where another data folder is planned for. */
export const beginPlan = (folder: string): void => {
  if (usePlan.getState().folder !== folder) usePlan.setState({ folder, counts: new Map() });
};
export const clearPlan = (): void => usePlan.setState({ counts: new Map() });

/** With the counts that they have now; those of which no line is in the plan yet. */
export function planFor(ids: Iterable<string>): void {
  const { rows } = useFleet.getState();
  const counts = new Map(usePlan.getState().counts);
  for (const id of ids) {
    const row = rows.get(id);
    if (row !== undefined && !counts.has(id)) counts.set(id, String(askedCps(row)));
  }
  usePlan.setState({ counts });
}

export const planCount = (id: string, typed: string): void =>
  usePlan.setState(({ counts }) => ({ counts: new Map(counts).set(id, typed) }));
export const planAll = (typed: string): void =>
  usePlan.setState(({ counts }) => ({ counts: new Map([...counts.keys()].map((id) => [id, typed])) }));

export function unplan(id: string): void {
  const counts = new Map(usePlan.getState().counts);
  counts.delete(id);
  usePlan.setState({ counts });
}
/** These are in the plan afterwards and no others; the counts that were typed stay. */
export function planOnly(ids: readonly string[]): void {
  const { counts } = usePlan.getState();
  usePlan.setState({ counts: new Map(ids.flatMap((id) => (counts.has(id) ? [[id, counts.get(id) ?? '']] : []))) });
  planFor(ids);
}

export type PlanLine = { row: FleetRow; typed: string; pool: Pool };
export type PlannerView = { pools: readonly Pool[]; lines: readonly PlanLine[] };

/** What is typed is shown at once; what it would do follows when there is time. */
export function usePlanner(): PlannerView {
  const rows = useFleet((state) => state.rows);
  const folder = useFleet((state) => state.host?.dataFolder ?? '');
  const counts = useDeferredValue(usePlan((plan) => plan.counts));
  const kept = useFleet((state) => state.settings.purchased);
  // What was purchased comes with the settings, which are asked for when the page begins.
  const isKnown = useFleet((state) => state.settings !== DEFAULT_SETTINGS);
  const [order] = useState(() => new KeptOrder());
  return useMemo(() => {
    const pools = licencePools(rows.values(), counts, purchasedOf(kept, folder));
    const poolOf = new Map(pools.map((pool) => [pool.account, pool]));
    const lines = [...counts].flatMap(([id, typed]): PlanLine[] => {
      const row = rows.get(id);
      const pool = row === undefined ? undefined : poolOf.get(row.account);
      return row === undefined || pool === undefined ? [] : [{ row, typed, pool }];
    });
    lines.sort((a, b) => compare(a.row.account ?? '', b.row.account ?? '') || compare(a.row.name, b.row.name));
    return { pools: isKnown ? order.of(pools) : tightestFirst(pools), lines };
  }, [rows, counts, kept, folder, order, isKnown]);
}

/** The order in which the accounts stood when the view was opened: a figure that is typed in does not move its own field away. */
class KeptOrder {
  #places: ReadonlyMap<string | null, number> = new Map();

  of(pools: readonly Pool[]): readonly Pool[] {
    const isKnown = pools.length === this.#places.size && pools.every(({ account }) => this.#places.has(account));
    if (!isKnown) this.#places = new Map(tightestFirst(pools).map(({ account }, place) => [account, place]));
    const placeOf = ({ account }: Pool): number => this.#places.get(account) ?? 0;
    return [...pools].sort((a, b) => placeOf(a) - placeOf(b));
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const purchasedOf = (kept: readonly Purchased[], folder: string): PurchasedOf =>
  new Map(kept.flatMap((one) => (one.folder === folder ? [[one.account, one]] : [])));

/** Keeps what was purchased for an account; null: that is not known any more. Rejects with AppFailure where it cannot be kept. */
export async function keepPurchased(account: string, licences: number | null): Promise<void> {
  const { settings, host } = useFleet.getState();
  const folder = host?.dataFolder ?? '';
  const others = settings.purchased.filter((one) => one.folder !== folder || one.account !== account);
  const mine = licences === null ? [] : [{ folder, account, licences, at: now() }];
  await prefer({ purchased: [...others, ...mine] });
}
