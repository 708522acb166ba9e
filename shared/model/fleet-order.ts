// How a fleet is read: which instances need something first, and what the next date with a consequence is. Pure, over rows and now.
import { DAY, HOUR } from '../durations.ts';
import type { BUCKETS } from './closed-lists.ts';
import type { FleetRow } from './fleet-row.ts';
import { licencesFor } from './licences.ts';

export type Bucket = (typeof BUCKETS)[number];
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
  const kind = kindOfNext(row);
  const at = kind === null ? null : dateOf(row, kind);
  return kind === null || at === null ? null : { at, kind };
}

/** The same without its kind: lists ask it of every row, many times. Epoch ms. */
export function nextDateAt(row: FleetRow): number | null {
  const kind = kindOfNext(row);
  return kind === null ? null : dateOf(row, kind);
}

function kindOfNext(row: FleetRow): DateKind | null {
  if (row.verdict === 'blocked') return 'blocked';
  if (row.verdict === 'undecided') return null;
  let first: DateKind | null = null;
  let at = Number.POSITIVE_INFINITY;
  for (const kind of CONSEQUENCES) {
    const date = dateOf(row, kind);
    if (date === null || date >= at) continue;
    first = kind;
    at = date;
  }
  return first;
}
const CONSEQUENCES = ['evaluation', 'authorization', 'certificate'] as const satisfies readonly DateKind[];

function dateOf(row: FleetRow, kind: DateKind): number | null {
  switch (kind) {
    case 'blocked':
      return row.blockedSince;
    case 'evaluation':
      return evaluationEndsAt(row) ?? (row.licensingState === 'Eval' ? row.until : null);
    case 'authorization':
      return row.authorizationDeadline;
    case 'certificate':
      return row.certificate === null ? null : row.certificate.expiresAt;
  }
}

/** Each instance counts once, in the worst that fits. */
export function bucketOf(row: FleetRow, now: number): Bucket {
  if (row.verdict === 'blocked') return 'blocked';
  if (row.verdict === 'undecided') return 'not-enabled';
  const next = nextDateAt(row);
  if (next !== null && next - now <= RISK_MS) return 'risk';
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

/**
 * Blocked (oldest first), at risk (soonest), out of compliance (largest count), fine with a failure, fine (soonest), not enabled:
 * the smaller number stands first. One number, so that ten thousand rows are sorted within a frame.
 */
export function worstRank(row: FleetRow, now: number): number {
  const bucket = bucketOf(row, now);
  const date = Math.min(nextDateAt(row) ?? LATEST, LATEST);
  switch (bucket) {
    case 'blocked':
      return date;
    case 'risk':
      return STEP + date;
    case 'out-of-compliance':
      return 2 * STEP + (MOST_CPS - Math.min(row.cps, MOST_CPS)) * HOURS + Math.min(Math.floor(date / HOUR), HOURS - 1);
    case 'fine':
      return (row.failure === null ? 4 : 3) * STEP + date;
    case 'not-enabled':
      return 5 * STEP + date;
  }
}
/** Six steps stay below 2^53; within one lie dates (ms until the year 2527), or counts and, within each, hours until 2926. */
const STEP = 2 ** 44;
const LATEST = STEP - 1;
const MOST_CPS = 2 ** 21 - 1;
const HOURS = 2 ** 23;

/** By rank, then by name. */
export function worstFirst(rows: readonly FleetRow[], now: number): FleetRow[] {
  return rows
    .map((row) => ({ row, rank: worstRank(row, now) }))
    .sort((a, b) => a.rank - b.rank || (a.row.name < b.row.name ? -1 : 1))
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
  for (const { account, enabled, cps } of rows) {
    const total = totals.get(account) ?? { account, instances: 0, cps: 0, licences: 0 };
    if (total.instances === 0) totals.set(account, total);
    total.instances += 1;
    total.cps += enabled ? cps : 0;
    total.licences += enabled ? licencesFor(cps) : 0;
  }
  return [...totals.values()].sort((a, b) => b.cps - a.cps || (a.account ?? '').localeCompare(b.account ?? ''));
}
