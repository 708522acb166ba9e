// What the fleet's view shows: the filter, which outlives a look at another view, the rows in order, and what the head says.
import { useMemo, useRef, useState } from 'react';
import { create } from 'zustand';
import { EVERYTHING, filterRows, SearchTexts } from '../../../shared/model/fleet-filter.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { FleetFilter } from '../../../shared/model/fleet-view.ts';
import { useMinute } from '../../state/clock.ts';
import { SortedFleet } from '../../state/fleet-sort.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { go } from '../../state/route.ts';
import { type FleetTotals, fleetTotals, sharing } from './fleet-totals.ts';

type Looked = {
  /** Of which data folder this is. */
  folder: string;
  filter: FleetFilter;
  /** Where the list stood, CSS px. */
  scrollTop: number;
};
export const useLook = create<Looked>(() => ({ folder: '', filter: EVERYTHING, scrollTop: 0 }));

/** Begins anew where another data folder is looked at; false: it is the same. */
export function beginLook(folder: string): boolean {
  if (useLook.getState().folder === folder) return false;
  useLook.setState({ folder, filter: EVERYTHING, scrollTop: 0 });
  return true;
}

/** Changes parts of the filter; the list begins at its top again. */
export const filterBy = (change: Partial<FleetFilter>): void =>
  useLook.setState(({ filter }) => ({ filter: { ...filter, ...change }, scrollTop: 0 }));

/** Opens the fleet with this filter in place of the one that it had. */
export function showFleet(filter: FleetFilter): void {
  // Where no view of the fleet has been opened yet, it would begin with a filter of its own.
  beginLook(useFleet.getState().host?.dataFolder ?? '');
  filterBy(filter);
  go({ view: 'fleet' });
}

export type FleetView = { rows: readonly FleetRow[]; totals: FleetTotals };

/** Worked out by minute and change, not by second: nothing in it depends on less. */
export function useFleetView(): FleetView {
  const fleet = useFleet((state) => state.rows);
  const last = useFleet((state) => state.last);
  const sort = useFleet((state) => state.settings.fleetSort);
  const filter = useLook((look) => look.filter);
  const minute = useMinute();
  const [sorted] = useState(() => new SortedFleet());
  const [texts] = useState(() => new SearchTexts());
  const ordered = useMemo(() => sorted.rows(fleet, last, sort, minute), [sorted, fleet, last, sort, minute]);
  const rows = useMemo(() => filterRows(ordered, filter, minute, texts), [ordered, filter, minute, texts]);
  const before = useRef<FleetTotals | null>(null);
  const totals = useMemo(() => {
    before.current = sharing(before.current, fleetTotals(fleet.values(), minute));
    return before.current;
  }, [fleet, minute]);
  return { rows, totals };
}
