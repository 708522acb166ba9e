// Which changes of a fleet are told, over days that are moved by hand: each change for the worse once, pauses, quiet hours, muting.
import { describe, expect, it } from 'vitest';
import { decideChanges, type NoticeRules, type Told } from '../../../main/services/notices/decide-notices.ts';
import { isWithin, quietFor } from '../../../main/services/notices/quiet-hours.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/durations.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { expiredRow, fleetRow, NOW, newRow, overdrawnRow } from '../../builders/fleet-rows.ts';

const RULES: NoticeRules = { pauseMs: 4 * HOUR, muted: new Set(), isQuiet: false };
const well = fleetRow(1, { name: 'a' });
const blocked = { ...expiredRow(1, NOW - HOUR, { name: 'a' }), id: well.id };
const overdrawn = { ...overdrawnRow(1, { name: 'a' }), id: well.id };
const switchedOff = { ...newRow(1, { name: 'a' }), id: well.id };

/** Somebody who looks again and again; `look` gives what was told in short. */
class Watcher {
  at = NOW;
  readonly told = new Map<string, Told>();
  waiting = new Map<string, number | null>();

  look(rows: FleetRow[], change: Partial<NoticeRules> = {}, afterMs = MINUTE): string[] {
    this.at += afterMs;
    const { changes, told, waiting } = decideChanges(rows, this.told, { ...RULES, ...change }, this.at);
    for (const [id, what] of told)
      if (what === null) this.told.delete(id);
      else this.told.set(id, what);
    this.waiting = waiting;
    return changes.map((one) => `${one.kind} ${one.rows.map(({ name }) => name)}`);
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
    expect(watcher.told.size).toBe(0);
  });

  it('to and fro is not told again within the pause, and after it where it still holds', () => {
    const watcher = new Watcher();
    watcher.look([blocked]);
    const end = watcher.at + 4 * HOUR;
    expect(watcher.look([well])).toEqual(['well-again a']);
    for (let times = 0; times < 5; times += 1) {
      expect(watcher.look([blocked])).toEqual([]);
      expect([...watcher.waiting.values()]).toEqual([end]);
      expect(watcher.look([well])).toEqual([]);
      expect(watcher.waiting.size).toBe(0);
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

  it('to switched off is neither for the worse nor well again', () => {
    const watcher = new Watcher();
    watcher.look([blocked]);
    expect(watcher.look([switchedOff])).toEqual([]);
    expect(watcher.look([well])).toEqual([]);
  });

  it('of several at once is one of each kind, the heaviest first', () => {
    const rows = [
      overdrawnRow(2, { name: 'over' }),
      expiredRow(3, NOW - DAY, { name: 'first' }),
      expiredRow(4, NOW - HOUR, { name: 'second' }),
    ];
    expect(new Watcher().look(rows)).toEqual(['blocked first,second', 'out-of-compliance over']);
  });
});

describe('silence', () => {
  it('in quiet hours is broken by blocked calls alone; the rest is told after them where it still holds', () => {
    const watcher = new Watcher();
    expect(watcher.look([overdrawn], { isQuiet: true })).toEqual([]);
    expect([...watcher.waiting.values()]).toEqual([null]);
    expect(watcher.look([overdrawn])).toEqual(['out-of-compliance a']);
    expect(watcher.look([blocked], { isQuiet: true })).toEqual(['blocked a']);
    expect(watcher.look([well], { isQuiet: true })).toEqual([]);
    expect([...watcher.waiting.values()]).toEqual([null]);
    expect(watcher.look([well])).toEqual(['well-again a']);
  });

  it('of a muted instance is whole; unmuted, it is told of as it stands', () => {
    const muted = new Set([well.id]);
    const watcher = new Watcher();
    expect(watcher.look([blocked], { muted })).toEqual([]);
    expect(watcher.waiting.size).toBe(0);
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

  it('lasts until its end by the local clock', () => {
    const at = (hours: number, minutes: number, seconds = 0) => new Date(2026, 10, 24, hours, minutes, seconds).getTime();
    const night = { on: true, from: 20 * 60, to: 7 * 60 };
    expect(quietFor(night, at(23, 0, 30))).toBe(8 * HOUR - 30_000);
    expect(quietFor(night, at(6, 59))).toBe(MINUTE);
    expect(quietFor(night, at(7, 0))).toBeNull();
    expect(quietFor({ ...night, on: false }, at(23, 0))).toBeNull();
  });
});
