// When the ladder of notices is looked at: at the next step of any clock, by the one alarm clock of the host, so that it costs nothing
// in between. After a start or a sleep it waits until authorizations that are overdue have been asked for: most of them move the very
// date that it would tell of.
import { DAY, HOUR, MINUTE } from '../../../shared/durations.ts';
import {
  type Alert,
  type AlertDays,
  alertClocksOf,
  expectedAuthorization,
  type LadderLook,
  lookAtLadder,
  nextAlertAt,
} from '../../../shared/model/alert-ladder.ts';
import { ALERT_DAYS } from '../../../shared/model/closed-lists.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { Alarms } from '../../agent/ports.ts';
import type { FolderClock } from '../time/folder-clock.ts';
import type { RealClock } from '../time/real-time.ts';

export type LadderWorld = {
  alarms: Alarms;
  clock: Pick<FolderClock, 'now' | 'anchor'>;
  real: Pick<RealClock, 'wallMs'>;
};

/** Its name among the alarms; those of instances have ids. */
const LADDER = 'alert-ladder';
/** Real ms: after a start or a sleep no authorization is waited for any longer. */
const CATCH_UP_MS = HOUR;
/** Real ms: an alarm that rings so late was slept through. */
const SLEPT_MS = 5 * MINUTE;
/** Without any step ahead there is an alarm all the same: alarms are what notices that the clock was set. */
const AT_LEAST_MS = 30 * DAY;

export class LadderWatch {
  #isDue = true;
  #alarmAt: number | null = null;
  /** Instances whose authorization was overdue at the start or after the sleep, and still is. */
  readonly #behind = new Set<string>();
  #behindUntil = 0;

  /** `due`: called when there is something to look at. */
  constructor(
    private readonly world: LadderWorld,
    private last: LadderLook | null,
    private readonly due: (slept: boolean) => void,
  ) {
    world.alarms.onDue((id) => {
      if (id === LADDER) this.#ring();
    });
  }

  /** What the next look begins from. */
  get look(): LadderLook | null {
    return this.last;
  }

  /** Real time, epoch ms: until then others are waited for; null: nobody is, or there is nothing to look at. */
  get waitsUntil(): number | null {
    return this.#isDue && this.#behind.size > 0 ? this.#behindUntil : null;
  }

  get isDue(): boolean {
    return this.#isDue;
  }

  /** The host has started, or the computer has slept. */
  wake(rows: readonly FleetRow[]): void {
    const now = this.#now();
    this.#behind.clear();
    for (const row of rows) if (isBehind(row, now)) this.#behind.add(row.id);
    this.#behindUntil = this.world.real.wallMs() + CATCH_UP_MS;
    this.#isDue = true;
  }

  /** The row is another one now. */
  note(row: FleetRow): void {
    if (this.#behind.has(row.id) && !isBehind(row, this.#now())) this.drop(row.id);
    if (this.last === null) return;
    const at = nextAlertAt(alertClocksOf(row), ALERT_DAYS, this.last.upTo);
    if (at !== null && (this.#alarmAt === null || at < this.#alarmAt)) this.#arm(at);
  }

  /** The instance is gone, or has caught up. */
  drop(id: string): void {
    if (this.#behind.delete(id) && this.#behind.size === 0 && this.#isDue) this.due(false);
  }

  /** What is to be told now, the soonest end first; null: nothing was looked at. */
  lookAt(rows: readonly FleetRow[], days: readonly AlertDays[]): Alert[] | null {
    if (!this.#isDue) return null;
    if (this.#behind.size > 0 && this.world.real.wallMs() < this.#behindUntil) return null;
    this.#behind.clear();
    this.#isDue = false;
    const now = this.#now();
    const clocks = rows.flatMap(alertClocksOf);
    const { due, look } = lookAtLadder(clocks, days, this.last, now);
    this.last = look;
    // By every step there is: which of them are told is asked at the look. A clock that was set back a little waits until it is where it was.
    this.#arm(nextAlertAt(clocks, ALERT_DAYS, Math.max(now, look.upTo)) ?? now + AT_LEAST_MS);
    return due;
  }

  dispose(): void {
    this.world.alarms.set(LADDER, null);
  }

  #arm(at: number | null): void {
    this.#alarmAt = at;
    this.world.alarms.set(LADDER, at);
  }

  #ring(): void {
    const late = this.#alarmAt === null ? 0 : (this.#now() - this.#alarmAt) / this.world.clock.anchor().rate;
    this.#alarmAt = null;
    this.#isDue = true;
    this.due(late > SLEPT_MS);
  }

  #now(): number {
    return this.world.clock.now().wallMs;
  }
}

function isBehind(row: FleetRow, now: number): boolean {
  const at = expectedAuthorization(row);
  return at !== null && at <= now;
}
