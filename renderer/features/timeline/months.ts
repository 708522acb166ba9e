// The next twelve months as the chart has them: which begin when, by the calendar of this computer, and how many dates lie in each.
import { CLOCK_KINDS, type ClockDate, type ClockKind } from '../../../shared/model/clock-dates.ts';
import { RISK_MS } from '../../../shared/model/fleet-order.ts';

/** The same moment a year on: a certificate that was issued for a year today still lies within. Epoch ms. */
export function aYearOn(now: number): number {
  const date = new Date(now);
  date.setFullYear(date.getFullYear() + 1);
  return date.getTime();
}

/** The beginnings of this month and of those after it up to `until`: thirteen, as a rule, the last one cut short. Epoch ms. */
export function monthsUntil(now: number, until: number): number[] {
  const { year, month } = { year: new Date(now).getFullYear(), month: new Date(now).getMonth() };
  const months: number[] = [];
  for (let at = new Date(year, month, 1).getTime(); at <= until; at = new Date(year, month + months.length, 1).getTime())
    months.push(at);
  return months;
}

/** Where a moment lies among the months; what is overdue lies in the first. */
export function monthOf(months: readonly number[], at: number): number {
  let month = months.length - 1;
  while (month > 0 && at < (months[month] ?? 0)) month -= 1;
  return month;
}

export type Cell = { count: number; isSoon: boolean };
export type MonthCounts = {
  cells: Readonly<Record<ClockKind, readonly Cell[]>>;
  /** Of the largest cell, 1 or more. */
  most: number;
  all: number;
  /** With a consequence within 30 days. */
  soon: number;
};

/** `dates` in their order. */
export function countMonths(dates: readonly ClockDate[], months: readonly number[], now: number): MonthCounts {
  const cells = Object.fromEntries(CLOCK_KINDS.map((kind) => [kind, months.map(() => ({ count: 0, isSoon: false }))])) as Record<
    ClockKind,
    Cell[]
  >;
  let month = 0;
  let soon = 0;
  for (const date of dates) {
    while (month + 1 < months.length && date.at >= (months[month + 1] ?? 0)) month += 1;
    const cell = cells[date.kind][month];
    if (cell === undefined) continue;
    cell.count += 1;
    if (!isSoon(date, now)) continue;
    cell.isSoon = true;
    soon += 1;
  }
  const most = Math.max(1, ...CLOCK_KINDS.flatMap((kind) => cells[kind].map(({ count }) => count)));
  return { cells, most, all: dates.length, soon };
}

/** Something stops within 30 days; a contact is made by the program itself. */
export const isSoon = ({ kind, at }: ClockDate, now: number): boolean => kind !== 'contact' && at - now <= RISK_MS;
