// What the timeline shows: the filter, which outlives a look at another view, the dates in order, and what is counted of them.
import { useDeferredValue, useMemo, useState } from 'react';
import { create } from 'zustand';
import type { ClockDate, ClockKind } from '../../../shared/model/clock-dates.ts';
import type { Environment } from '../../../shared/model/instance.ts';
import { useMinute } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { DatesInOrder } from './dates-in-order.ts';
import { aYearOn, countMonths, type MonthCounts, monthOf, monthsUntil } from './months.ts';

type Picked = {
  /** null: every kind, every month. `month` is its beginning, epoch ms. */
  kind: ClockKind | null;
  month: number | null;
};
type Looked = Picked & { folder: string; accounts: readonly (string | null)[]; environments: readonly Environment[] };
const EVERYTHING = { kind: null, month: null, accounts: [], environments: [] } as const;

export const useTimelineLook = create<Looked>(() => ({ folder: '', ...EVERYTHING }));
export const lookAt = (change: Partial<Looked>): void => useTimelineLook.setState(change);
export const lookAtAll = (): void => useTimelineLook.setState(EVERYTHING);
/** Begins anew where another data folder is looked at. */
export const beginTimeline = (folder: string): void => {
  if (useTimelineLook.getState().folder !== folder) useTimelineLook.setState({ folder, ...EVERYTHING });
};
/** Chooses what was not chosen, and unchooses what was. */
export function pick({ kind, month }: Picked): void {
  const { kind: k, month: m } = useTimelineLook.getState();
  useTimelineLook.setState(kind === k && month === m ? { kind: null, month: null } : { kind, month });
}

export type TimelineView = {
  now: number;
  months: readonly number[];
  counts: MonthCounts;
  /** What the list shows. */
  dates: readonly ClockDate[];
  /** Whether anything is left out of it. */
  isFiltered: boolean;
};

/** Worked out by minute and change; while dates come in, what is typed or clicked comes first. */
export function useTimeline(): TimelineView {
  const fleet = useFleet((state) => state.rows);
  const last = useFleet((state) => state.last);
  const look = useDeferredValue(useTimelineLook());
  const now = useMinute();
  const [inOrder] = useState(() => new DatesInOrder());
  const all = useMemo(() => inOrder.of(fleet, last, now, aYearOn(now)), [inOrder, fleet, last, now]);
  const months = useMemo(() => monthsUntil(now, aYearOn(now)), [now]);
  const { accounts, environments } = look;
  const those = useMemo(() => {
    if (accounts.length === 0 && environments.length === 0) return all;
    const wanted = new Set(accounts);
    return all.filter(
      ({ row }) =>
        (wanted.size === 0 || wanted.has(row.account)) && (environments.length === 0 || environments.includes(row.environment)),
    );
  }, [all, accounts, environments]);
  const counts = useMemo(() => countMonths(those, months, now), [those, months, now]);
  const { kind, month } = look;
  const dates = useMemo(() => {
    // A month that has passed since it was chosen is none.
    const index = month === null ? -1 : months.indexOf(month);
    if (kind === null && index === -1) return those;
    return those.filter((date) => (kind === null || date.kind === kind) && (index === -1 || monthOf(months, date.at) === index));
  }, [those, months, kind, month]);
  return { now, months, counts, dates, isFiltered: dates !== all };
}
