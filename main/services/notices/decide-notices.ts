// Which notices a look at the fleet gives: of every change for the worse once, with a pause for each instance, one when it is well
// again, and the ladder before its clocks run out. Pure: whoever looks keeps the memory, over restarts too.
import { type Alert, type AlertDays, alertClocksOf, type LadderLook, lookAtLadder } from '../../../shared/model/alert-ladder.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';

/** How bad an instance stands: well, its account out of compliance, its calls blocked. */
type Level = 0 | 1 | 2;

/** `standing`: what its last notice says now. `worst`: told of within the pause that began at `at` (real time, epoch ms). */
type Told = { standing: Level; worst: Level; at: number };

/** `told`: by instance; only of those that something has to be remembered of. */
export type NoticeMemory = { told: Readonly<Record<string, Told>>; ladder: LadderLook | null };
export const NOTHING_TOLD: NoticeMemory = { told: {}, ladder: null };

export type NoticeRules = {
  /** Between two notices of one instance, unless it got worse than what was told. Real ms. */
  pauseMs: number;
  /** Nothing is said of these. */
  muted: ReadonlySet<string>;
  /** Within quiet hours only blocked calls are told; the rest is told after them where it still holds. */
  isQuiet: boolean;
  alertDays: readonly AlertDays[];
};

/** Instances of one change are told of together. `alerts`: the soonest end first. */
export type Notice =
  | { kind: 'blocked' | 'out-of-compliance' | 'well-again'; rows: readonly FleetRow[] }
  | { kind: 'ladder'; alerts: readonly Alert[] };

/** Epoch ms: the pause runs in real time, clocks by the folder's. */
export type Moment = { real: number; folder: number };

/** In the order of `rows`; what weighs most stands first. */
export function decideNotices(
  rows: readonly FleetRow[],
  memory: NoticeMemory,
  rules: NoticeRules,
  now: Moment,
): { notices: Notice[]; memory: NoticeMemory } {
  const told: Record<string, Told> = {};
  const changed: Record<Level, FleetRow[]> = { 0: [], 1: [], 2: [] };
  for (const row of rows) {
    const before = memory.told[row.id];
    const level = levelOf(row);
    if (before === undefined && level === 0) continue;
    const { after, tells } = stepOf(before, level, rules, rules.muted.has(row.id), now.real);
    if (tells) changed[level].push(row);
    if (after !== null) told[row.id] = after;
  }
  const ladder = ladderOf(rows, memory.ladder, rules, now.folder);
  const notices: Notice[] = [
    { kind: 'blocked', rows: changed[2] },
    { kind: 'out-of-compliance', rows: changed[1] },
    { kind: 'ladder', alerts: ladder.due },
    { kind: 'well-again', rows: changed[0] },
  ];
  const given = notices.filter((notice) => (notice.kind === 'ladder' ? notice.alerts : notice.rows).length > 0);
  return { notices: given, memory: { told, ladder: ladder.look } };
}

const levelOf = ({ verdict, licensingState }: FleetRow): Level =>
  verdict === 'blocked' ? 2 : licensingState === 'OutOfCompliance' ? 1 : 0;

function stepOf(
  before: Told | undefined,
  level: Level,
  { pauseMs, isQuiet }: NoticeRules,
  isMuted: boolean,
  now: number,
): { after: Told | null; tells: boolean } {
  const standing = before?.standing ?? 0;
  const isPausing = before !== undefined && now - before.at < pauseMs;
  const kept = (next: Level): Told | null =>
    before === undefined || (next === 0 && !isPausing) ? null : { ...before, standing: next };
  if (level > standing) {
    const waits = isMuted || (isQuiet && level < 2) || (isPausing && level <= before.worst);
    return waits ? { after: kept(standing), tells: false } : { after: { standing: level, worst: level, at: now }, tells: true };
  }
  if (level === 0 && standing > 0 && isQuiet && !isMuted) return { after: kept(standing), tells: false };
  return { after: kept(level), tells: level === 0 && standing > 0 && !isMuted };
}

/** Nothing is looked at in quiet hours: the look after them goes back to before them. */
function ladderOf(
  rows: readonly FleetRow[],
  last: LadderLook | null,
  { isQuiet, muted, alertDays }: NoticeRules,
  now: number,
): { due: Alert[]; look: LadderLook | null } {
  if (isQuiet && last !== null) return { due: [], look: last };
  const { due, look } = lookAtLadder(rows.flatMap(alertClocksOf), alertDays, last, now);
  return { due: due.filter(({ id }) => !muted.has(id)), look };
}

/** `minute`, `from` and `to`: of the day, 0 to 1439. Over midnight where they end before they begin; none where both are the same. */
export const isWithin = (minute: number, from: number, to: number): boolean =>
  from <= to ? minute >= from && minute < to : minute >= from || minute < to;
