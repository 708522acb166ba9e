// The ladder of notices before a clock runs out. A look goes from where the last one ended to now, however long that was: each step that
// was passed in between is told once. Pure: whoever looks keeps what a look leaves behind, over restarts too.
import { DAY, HOUR } from '../durations.ts';
import { clockEndsAt, type EndingClock } from './clock-dates.ts';
import type { ALERT_DAYS } from './closed-lists.ts';
import type { FleetRow } from './fleet-row.ts';

export type AlertDays = (typeof ALERT_DAYS)[number];

/** Epoch ms. `startedAt`: steps before it were never reached. `expectedAt`: then the program itself moves the end further off. */
export type AlertClock = { id: string; kind: EndingClock; startedAt: number | null; endsAt: number; expectedAt: number | null };

/** The step of so many days before `endsAt` was passed; `at` is when. Of several steps passed since the last look, the nearest. */
export type Alert = { id: string; kind: EndingClock; days: AlertDays; endsAt: number; at: number };

/** What one look leaves for the next. `upTo`: epoch ms of the folder's clock. `told`: the last notices only. */
export type LadderLook = { upTo: number; told: readonly Alert[] };

/** A step that coincides with a planned contact waits so long for it: a fleet that renews as it should gives no notice. */
const PATIENCE_MS = HOUR;
/** So much of what was looked at is looked at again: an end that was measured anew may lie a little to either side. */
const OVERLAP_MS = 2 * HOUR;
const WHOLE_EVALUATION_MS = 90 * DAY;
/** A clock that was set back further was wrong before: the ladder goes on from where it is now. */
const SET_BACK_MS = DAY;

/** The clocks of an instance that notices are given of. */
export function alertClocksOf(row: FleetRow): AlertClock[] {
  return ENDING.flatMap((kind) => {
    const endsAt = clockEndsAt(row, kind);
    return endsAt === null
      ? []
      : [
          {
            id: row.id,
            kind,
            endsAt,
            startedAt: startOf(row, kind, endsAt),
            expectedAt: kind === 'authorization' ? expectedAuthorization(row) : null,
          },
        ];
  });
}
const ENDING = ['evaluation', 'authorization', 'certificate'] as const satisfies readonly EndingClock[];

function startOf(row: FleetRow, kind: EndingClock, endsAt: number): number | null {
  if (kind === 'authorization') return row.authorizationAnsweredAt;
  return kind === 'certificate' ? (row.certificate?.issuedAt ?? null) : endsAt - WHOLE_EVALUATION_MS;
}

/** The authorization that the program asks for by itself, which moves its deadline; null: none, or it failed. Epoch ms. */
export function expectedAuthorization(row: FleetRow): number | null {
  if (row.failure?.operation === 'authorization') return null;
  if (row.inFlight === 'authorization') return row.lastAttemptAt;
  return row.nextContact?.operation === 'authorization' ? row.nextContact.at : null;
}

/** When the step of so many days is passed; null: this clock began behind it. Epoch ms. */
function stepAt({ startedAt, endsAt, expectedAt }: AlertClock, days: number): number | null {
  const at = endsAt - days * DAY;
  if (startedAt !== null && at <= startedAt) return null;
  const waits = expectedAt !== null && expectedAt <= at && at < expectedAt + PATIENCE_MS;
  return waits ? expectedAt + PATIENCE_MS : at;
}

/**
 * The notices that are due at `now`, the soonest end first, and what the next look begins from. `last` null: the first look ever, which
 * tells nothing. After a clock was set back nothing is due until it is where it was; after it was set back by days, from where it is.
 */
export function lookAtLadder(
  clocks: Iterable<AlertClock>,
  days: readonly AlertDays[],
  last: LadderLook | null,
  now: number,
): { due: Alert[]; look: LadderLook } {
  if (last === null) return { due: [], look: { upTo: now, told: [] } };
  if (now < last.upTo - SET_BACK_MS) return { due: [], look: { upTo: now, told: last.told.filter(({ at }) => at <= now) } };
  if (now <= last.upTo) return { due: [], look: last };
  const since = last.upTo - OVERLAP_MS;
  const told = new Map<string, Alert[]>();
  for (const alert of last.told) told.set(nameOf(alert), [...(told.get(nameOf(alert)) ?? []), alert]);
  const due: Alert[] = [];
  for (const clock of clocks) {
    const alert = nearestPassed(clock, days, since, now);
    if (alert !== null && !told.get(nameOf(alert))?.some((one) => covers(one, alert))) due.push(alert);
  }
  due.sort((a, b) => a.endsAt - b.endsAt);
  return { due, look: { upTo: now, told: [...last.told.filter(({ at }) => at > since - OVERLAP_MS), ...due] } };
}

/** The soonest moment after `after` at which a notice is due if nothing changes; null: there is none. Epoch ms. */
export function nextAlertAt(clocks: Iterable<AlertClock>, days: readonly AlertDays[], after: number): number | null {
  let soonest: number | null = null;
  for (const clock of clocks)
    for (const step of days) {
      const at = stepAt(clock, step);
      if (at !== null && at > after && (soonest === null || at < soonest)) soonest = at;
    }
  return soonest;
}

function nearestPassed(clock: AlertClock, days: readonly AlertDays[], since: number, now: number): Alert | null {
  let nearest: Alert | null = null;
  for (const step of days) {
    const at = stepAt(clock, step);
    if (at === null || at <= since || at > now || (nearest !== null && nearest.days < step)) continue;
    nearest = { id: clock.id, kind: clock.kind, days: step, endsAt: clock.endsAt, at };
  }
  return nearest;
}

const nameOf = ({ id, kind }: Pick<Alert, 'id' | 'kind'>): string => `${id} ${kind}`;

/** The same step, or a nearer one, was told of the same end. */
const covers = (told: Alert, alert: Alert): boolean =>
  told.days <= alert.days && Math.abs(told.endsAt - alert.endsAt) <= OVERLAP_MS;
