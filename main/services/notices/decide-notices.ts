// Which changes of instances are told: each change for the worse once, with a pause for each instance, and one when it is well again.
// Pure, and only of the rows that it is given: whoever looks keeps what was told, over restarts too.
import type { FleetRow } from '../../../shared/model/fleet-row.ts';

/** How bad an instance stands: well, its account out of compliance, its calls blocked. */
export type Level = 0 | 1 | 2;

/** `standing`: what its last notice says now. `worst`: told of within the pause that began at `at` (real time, epoch ms). */
export type Told = { standing: Level; worst: Level; at: number };

export type NoticeRules = {
  /** Between two notices of one instance, unless it got worse than what was told. Real ms. */
  pauseMs: number;
  /** Nothing is said of these. */
  muted: ReadonlySet<string>;
  /** Within quiet hours only blocked calls are told; the rest is told after them where it still holds. */
  isQuiet: boolean;
};

export type Change = 'blocked' | 'out-of-compliance' | 'well-again';
export type Decision = {
  /** What is told now, the heaviest first; in each the rows in the order in which they were given. */
  changes: { kind: Change; rows: FleetRow[] }[];
  /** What is to be remembered of each row that was looked at; null: nothing. */
  told: Map<string, Told | null>;
  /** Those that would be told but for a pause, with its end (real, epoch ms), or but for quiet hours: null. */
  waiting: Map<string, number | null>;
};

/** `now`: real time, epoch ms. */
export function decideChanges(
  rows: Iterable<FleetRow>,
  told: ReadonlyMap<string, Told>,
  rules: NoticeRules,
  now: number,
): Decision {
  const changed: Record<Level, FleetRow[]> = { 0: [], 1: [], 2: [] };
  const decision: Decision = { changes: [], told: new Map(), waiting: new Map() };
  for (const row of rows) {
    const before = told.get(row.id);
    const level = levelOf(row);
    if (before === undefined && level === 0) continue;
    const step = stepOf(before, row, level, rules, now);
    if (step.tells) changed[level].push(row);
    if (step.waits !== undefined) decision.waiting.set(row.id, step.waits);
    decision.told.set(row.id, step.after);
  }
  for (const [level, kind] of KINDS) if (changed[level].length > 0) decision.changes.push({ kind, rows: changed[level] });
  return decision;
}
const KINDS: readonly (readonly [Level, Change])[] = [
  [2, 'blocked'],
  [1, 'out-of-compliance'],
  [0, 'well-again'],
];

export const levelOf = ({ verdict, licensingState }: FleetRow): Level =>
  verdict === 'blocked' ? 2 : licensingState === 'OutOfCompliance' ? 1 : 0;

type Step = { after: Told | null; tells: boolean; waits?: number | null };

function stepOf(
  before: Told | undefined,
  row: FleetRow,
  level: Level,
  { pauseMs, isQuiet, muted }: NoticeRules,
  now: number,
): Step {
  const standing = before?.standing ?? 0;
  const isPausing = before !== undefined && now - before.at < pauseMs;
  const isMuted = muted.has(row.id);
  const kept = (next: Level): Told | null =>
    before === undefined || (next === 0 && !isPausing) ? null : { ...before, standing: next };
  if (level > standing) {
    if (isMuted) return { after: kept(standing), tells: false };
    if (isQuiet && level < 2) return { after: kept(standing), tells: false, waits: null };
    if (isPausing && level <= before.worst) return { after: kept(standing), tells: false, waits: before.at + pauseMs };
    return { after: { standing: level, worst: level, at: now }, tells: true };
  }
  if (level > 0 || standing === 0 || isMuted) return { after: kept(level), tells: false };
  // Switched off is neither for the worse nor well.
  if (row.verdict !== 'allowed') return { after: kept(0), tells: false };
  return isQuiet ? { after: kept(standing), tells: false, waits: null } : { after: kept(0), tells: true };
}
