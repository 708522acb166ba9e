// The clocks of an instance that run towards a date: what the timeline lists, and what notices are given before. Pure, over rows and now.
import { evaluationEndsAt } from './fleet-order.ts';
import type { FleetRow } from './fleet-row.ts';

export const CLOCK_KINDS = ['evaluation', 'authorization', 'certificate', 'contact'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];
/** The clocks whose end has a consequence; the next contact is made by the program itself. */
export type EndingClock = Exclude<ClockKind, 'contact'>;

/** `at`: epoch ms. */
export type ClockDate = { row: FleetRow; kind: ClockKind; at: number };

/** When a clock runs out, or the next contact is due; null: that clock does not run. Epoch ms. */
export function clockEndsAt(row: FleetRow, kind: ClockKind): number | null {
  switch (kind) {
    case 'evaluation':
      return row.evaluation.remainingMs > 0 ? evaluationEndsAt(row) : null;
    case 'authorization':
      return row.authorizationDeadline;
    case 'certificate':
      return row.certificate === null ? null : row.certificate.expiresAt;
    case 'contact':
      return row.nextContact === null ? null : row.nextContact.at;
  }
}

/** Those of one instance from `now` up to `until`; a contact that is overdue is among them. Epoch ms. */
export function clockDatesOf(row: FleetRow, now: number, until: number): ClockDate[] {
  const dates: ClockDate[] = [];
  for (const kind of CLOCK_KINDS) {
    const at = clockEndsAt(row, kind);
    if (at !== null && at <= until && (at >= now || kind === 'contact')) dates.push({ row, kind, at });
  }
  return dates;
}

/** The soonest first; at one moment by name, then by kind, so that the order is always the same. */
export const byDate = (a: ClockDate, b: ClockDate): number =>
  a.at - b.at || (a.row === b.row ? order(a) - order(b) : a.row.name < b.row.name ? -1 : a.row.name > b.row.name ? 1 : 0);
const order = ({ kind }: ClockDate): number => CLOCK_KINDS.indexOf(kind);
