// The notices of a fleet over days that are moved by hand: each change for the worse once, pauses, quiet hours, muting, the ladder.
import { describe, expect, it } from 'vitest';
import {
  decideNotices,
  isWithin,
  NOTHING_TOLD,
  type NoticeMemory,
  type NoticeRules,
} from '../../../main/services/notices/decide-notices.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/durations.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { evaluatingRow, expiredRow, fleetRow, NOW, overdrawnRow } from '../../builders/fleet-rows.ts';

const RULES: NoticeRules = { pauseMs: 4 * HOUR, muted: new Set(), isQuiet: false, alertDays: [30, 7, 1] };
const well = fleetRow(1, { name: 'a' });
const blocked = { ...expiredRow(1, NOW - HOUR, { name: 'a' }), id: well.id };
const overdrawn = { ...overdrawnRow(1, { name: 'a' }), id: well.id };

/** Somebody who looks again and again; `look` gives what was told in short. */
class Watcher {
  at = NOW;
  memory: NoticeMemory = NOTHING_TOLD;

  look(rows: FleetRow[], change: Partial<NoticeRules> = {}, afterMs = MINUTE): string[] {
    this.at += afterMs;
    const { notices, memory } = decideNotices(rows, this.memory, { ...RULES, ...change }, { real: this.at, folder: this.at });
    // As it is kept in a file between two runs of the program.
    this.memory = JSON.parse(JSON.stringify(memory));
    return notices.map((notice) =>
      notice.kind === 'ladder'
        ? `ladder ${notice.alerts.map(({ days }) => days)}`
        : `${notice.kind} ${notice.rows.map(({ name }) => name)}`,
    );
  }
}

describe('a change', () => {
  it('for the worse is told once, and so is that all is well again', () => {
    const watcher = new Watcher();
    expect(watcher.look([well])).toEqual([]);
    expect(watcher.look([blocked])).toEqual(['blocked a']);
    expect(watcher.look([blocked])).toEqual([]);
    expect(watcher.look([blocked], {}, 3 * DAY)).toEqual([]);
    expect(watcher.look([well])).toEqual(['well-again a']);
    expect(watcher.look([well])).toEqual([]);
    expect(Object.keys(watcher.memory.told)).toEqual([]);
  });

  it('to and fro is not told again within the pause, and after it where it still holds', () => {
    const watcher = new Watcher();
    watcher.look([blocked]);
    expect(watcher.look([well])).toEqual(['well-again a']);
    for (let times = 0; times < 5; times += 1) {
      expect(watcher.look([blocked])).toEqual([]);
      expect(watcher.look([well])).toEqual([]);
    }
    expect(watcher.look([blocked])).toEqual([]);
    expect(watcher.look([blocked], {}, 4 * HOUR)).toEqual(['blocked a']);
  });

  it('to something worse is told within the pause too', () => {
    const watcher = new Watcher();
    expect(watcher.look([overdrawn])).toEqual(['out-of-compliance a']);
    expect(watcher.look([blocked])).toEqual(['blocked a']);
    expect(watcher.look([overdrawn])).toEqual([]);
    expect(watcher.look([blocked])).toEqual([]);
    expect(watcher.look([overdrawn])).toEqual([]);
    expect(watcher.look([well])).toEqual(['well-again a']);
  });

  it('of several at once is one notice of each kind, the heaviest first', () => {
    const rows = [
      overdrawnRow(2, { name: 'over' }),
      expiredRow(3, NOW - DAY, { name: 'first' }),
      expiredRow(4, NOW - HOUR, { name: 'second' }),
    ];
    expect(new Watcher().look(rows)).toEqual(['blocked first,second', 'out-of-compliance over']);
  });

  it('of an instance that is gone is forgotten', () => {
    const watcher = new Watcher();
    watcher.look([blocked]);
    expect(watcher.look([])).toEqual([]);
    expect(watcher.memory.told).toEqual({});
  });
});

describe('silence', () => {
  it('in quiet hours is broken by blocked calls alone; the rest is told after them where it still holds', () => {
    const watcher = new Watcher();
    expect(watcher.look([overdrawn], { isQuiet: true })).toEqual([]);
    expect(watcher.look([overdrawn])).toEqual(['out-of-compliance a']);
    expect(watcher.look([blocked], { isQuiet: true })).toEqual(['blocked a']);
    expect(watcher.look([well], { isQuiet: true })).toEqual([]);
    expect(watcher.look([well])).toEqual(['well-again a']);
  });

  it('of a muted instance is whole; unmuted, it is told of as it stands', () => {
    const muted = new Set([well.id]);
    const watcher = new Watcher();
    expect(watcher.look([blocked], { muted })).toEqual([]);
    expect(watcher.look([blocked])).toEqual(['blocked a']);
    expect(watcher.look([well], { muted })).toEqual([]);
    expect(watcher.look([well])).toEqual([]);
  });

  it('is over midnight where it ends before it begins', () => {
    const night = [19 * 60 + 59, 20 * 60, 0, 6 * 60 + 59, 7 * 60].map((minute) => isWithin(minute, 20 * 60, 7 * 60));
    expect(night).toEqual([false, true, true, true, false]);
    expect([59, 60, 119, 120].map((minute) => isWithin(minute, 60, 120))).toEqual([false, true, true, false]);
    expect(isWithin(60, 60, 60)).toBe(false);
  });
});

describe('the ladder', () => {
  const row = evaluatingRow(1, 10 * DAY, { name: 'a' });

  it('tells each step once, over restarts and long sleep', () => {
    const watcher = new Watcher();
    expect(watcher.look([row])).toEqual([]);
    expect(watcher.look([row], {}, 3 * DAY)).toEqual(['ladder 7']);
    expect(watcher.look([row], {}, DAY)).toEqual([]);
    expect(watcher.look([row], {}, 5 * DAY + HOUR)).toEqual(['ladder 1']);
  });

  it('waits in quiet hours, and forgets no step that was passed in them', () => {
    const watcher = new Watcher();
    watcher.look([row]);
    expect(watcher.look([row], { isQuiet: true }, 3 * DAY)).toEqual([]);
    expect(watcher.look([row])).toEqual(['ladder 7']);
  });

  it('says nothing of a muted instance, then or later', () => {
    const watcher = new Watcher();
    watcher.look([row]);
    expect(watcher.look([row], { muted: new Set([row.id]) }, 3 * DAY)).toEqual([]);
    expect(watcher.look([row])).toEqual([]);
  });
});
