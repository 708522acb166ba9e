// How a fleet is read: which instances need something first, and what the next date with a consequence is. Pure, over rows and now.
import { DAY } from '../durations.ts';
import type { FleetRow } from './fleet-row.ts';
import { licencesFor } from './licences.ts';

export type Bucket = 'blocked' | 'risk' | 'out-of-compliance' | 'fine' | 'not-enabled';
export type Tone = 'blocked' | 'warning' | 'ok' | 'idle';
export type DateKind = 'authorization' | 'evaluation' | 'certificate' | 'blocked';
export type NextDate = { at: number; kind: DateKind };

export const RISK_MS = 30 * DAY;

/** When the evaluation runs out if it goes on counting; null while it does not count. Epoch ms. */
export const evaluationEndsAt = ({ evaluation }: FleetRow): number | null =>
  evaluation.counting ? evaluation.asOf + evaluation.remainingMs : null;

/** Milliseconds of evaluation left at `now`. */
export const evaluationLeft = ({ evaluation }: FleetRow, now: number): number =>
  evaluation.counting ? Math.max(0, evaluation.remainingMs - Math.max(0, now - evaluation.asOf)) : evaluation.remainingMs;

/** The earliest date with a consequence; a blocked instance has the moment since when. */
export function nextDate(row: FleetRow): NextDate | null {
  if (row.verdict === 'blocked') return row.blockedSince === null ? null : { at: row.blockedSince, kind: 'blocked' };
  if (row.verdict === 'undecided') return null;
  const dates: (NextDate | null)[] = [
    dated(evaluationEndsAt(row) ?? (row.licensingState === 'Eval' ? row.until : null), 'evaluation'),
    dated(row.authorizationDeadline, 'authorization'),
    dated(row.certificate?.expiresAt ?? null, 'certificate'),
  ];
  return dates.filter((date) => date !== null).sort((a, b) => a.at - b.at)[0] ?? null;
}
const dated = (at: number | null, kind: DateKind): NextDate | null => (at === null ? null : { at, kind });

/** Each instance counts once, in the worst that fits. */
export function bucketOf(row: FleetRow, now: number): Bucket {
  if (row.verdict === 'blocked') return 'blocked';
  if (row.verdict === 'undecided') return 'not-enabled';
  const next = nextDate(row);
  if (next !== null && next.at - now <= RISK_MS) return 'risk';
  return row.licensingState === 'OutOfCompliance' ? 'out-of-compliance' : 'fine';
}

export function toneOf(row: FleetRow, now: number): Tone {
  switch (bucketOf(row, now)) {
    case 'blocked':
      return 'blocked';
    case 'risk':
    case 'out-of-compliance':
      return 'warning';
    case 'not-enabled':
      return 'idle';
    case 'fine':
      return row.failure === null ? 'ok' : 'warning';
  }
}

/** The next expected contact has passed. */
export const isOverdue = (row: FleetRow, now: number): boolean => row.nextContact !== null && row.nextContact.at < now - 60_000;

const RANK: Record<Bucket, number> = { blocked: 0, risk: 1, 'out-of-compliance': 2, fine: 3, 'not-enabled': 4 };

/** Blocked (oldest first), at risk (soonest), out of compliance (largest count), fine with a failure, fine (soonest), not enabled. */
export function worstFirst(rows: readonly FleetRow[], now: number): FleetRow[] {
  return rows
    .map((row) => ({ row, rank: RANK[bucketOf(row, now)], date: nextDate(row)?.at ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => {
      if (a.rank !== b.rank) return a.rank - b.rank;
      if (a.rank === RANK.fine && (a.row.failure === null) !== (b.row.failure === null)) return a.row.failure === null ? 1 : -1;
      if (a.rank === RANK['out-of-compliance'] && a.row.cps !== b.row.cps) return b.row.cps - a.row.cps;
      if (a.date !== b.date) return a.date < b.date ? -1 : 1;
      return a.row.name < b.row.name ? -1 : 1;
    })
    .map(({ row }) => row);
}

/** `warning`: at risk, out of compliance, or a failure that is being retried. */
export function worstOf(rows: readonly FleetRow[], now: number): 'allowed' | 'warning' | 'blocked' {
  const tones = new Set(rows.map((row) => toneOf(row, now)));
  return tones.has('blocked') ? 'blocked' : tones.has('warning') ? 'warning' : 'allowed';
}

export type AccountTotal = { account: string | null; instances: number; cps: number; licences: number };

/** What the instances that are enabled ask for, added up per account; null is "no account named". Largest first. */
export function accountTotals(rows: readonly FleetRow[]): AccountTotal[] {
  const totals = new Map<string | null, AccountTotal>();
  for (const row of rows) {
    const total = totals.get(row.account) ?? { account: row.account, instances: 0, cps: 0, licences: 0 };
    const cps = row.enabled ? row.cps : 0;
    totals.set(row.account, {
      ...total,
      instances: total.instances + 1,
      cps: total.cps + cps,
      licences: total.licences + licencesFor(cps),
    });
  }
  return [...totals.values()].sort((a, b) => b.cps - a.cps || (a.account ?? '').localeCompare(b.account ?? ''));
}
