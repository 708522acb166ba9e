// The ladder of notices: each step of each clock once, none missed, however the looks fall, over restarts, sleeps and ends that drift.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/durations.ts';
import {
  type Alert,
  type AlertClock,
  type AlertDays,
  alertClocksOf,
  type LadderLook,
  lookAtLadder,
  nextAlertAt,
} from '../../../shared/model/alert-ladder.ts';
import { ALERT_DAYS } from '../../../shared/model/closed-lists.ts';
import { evaluatingRow, failureRun, fleetRow, NOW, newRow } from '../../builders/fleet-rows.ts';

const clock = (id: string, endsAt: number, over: Partial<AlertClock> = {}): AlertClock => ({
  id,
  kind: 'certificate',
  startedAt: null,
  expectedAt: null,
  endsAt,
  ...over,
});
const BEGIN: LadderLook = { upTo: NOW, told: [] };

/** Looks at each of these moments, with the clocks as they are then; what a look leaves goes through a file in between. */
function walk(moments: readonly number[], clocksAt: (now: number) => AlertClock[], days: readonly AlertDays[] = ALERT_DAYS) {
  const alerts: (Alert & { seenAt: number })[] = [];
  let last = BEGIN;
  for (const now of moments) {
    const { due, look } = lookAtLadder(clocksAt(now), days, last, now);
    alerts.push(...due.map((alert) => ({ ...alert, seenAt: now })));
    last = JSON.parse(JSON.stringify(look));
  }
  return alerts;
}
const every = (step: number, length: number): number[] => Array.from({ length }, (_, k) => NOW + (k + 1) * step);
const told = (alerts: readonly Alert[]) => alerts.map(({ id, kind, days }) => `${id} ${kind} ${days}`);

describe('a look at the ladder', () => {
  it('tells each step once as it is passed, at the moment at which it is', () => {
    const alerts = walk(every(HOUR, 100 * 24), () => [clock('a', NOW + 95 * DAY)]);
    expect(alerts.map(({ days }) => days)).toEqual([90, 60, 30, 14, 7, 3, 1]);
    for (const alert of alerts) expect(alert.seenAt).toBe(NOW + (95 - alert.days) * DAY);
  });

  it('tells of the steps that are set, and of no others', () => {
    const alerts = walk(every(DAY, 100), () => [clock('a', NOW + 95 * DAY)], [30, 3]);
    expect(alerts.map(({ days }) => days)).toEqual([30, 3]);
  });

  it('after a sleep over several steps tells the nearest one only', () => {
    expect(told(walk([NOW + 90 * DAY], () => [clock('a', NOW + 95 * DAY)]))).toEqual(['a certificate 7']);
  });

  it('tells of a clock that ran out meanwhile too', () => {
    const [alert] = walk([NOW + 120 * DAY], () => [clock('a', NOW + 95 * DAY)]);
    expect(alert).toMatchObject({ days: 1, endsAt: NOW + 95 * DAY });
  });

  it('the very first one tells nothing, and after the clock was set back nothing until it is where it was', () => {
    expect(lookAtLadder([clock('a', NOW + 5 * DAY)], ALERT_DAYS, null, NOW)).toEqual({ due: [], look: { upTo: NOW, told: [] } });
    const moments = [NOW + 3 * DAY, NOW + 2.1 * DAY, NOW + 2.9 * DAY, NOW + 4.5 * DAY];
    expect(told(walk(moments, () => [clock('a', NOW + 5 * DAY)]))).toEqual(['a certificate 3', 'a certificate 1']);
  });

  it('after the clock was set back by days goes on from where it is: what was ahead of it was never true', () => {
    const moments = [NOW + 90 * DAY, NOW + DAY, NOW + 36 * DAY];
    expect(told(walk(moments, () => [clock('a', NOW + 95 * DAY)]))).toEqual(['a certificate 7', 'a certificate 60']);
  });

  it('does not tell of steps before which a clock began', () => {
    const begun = clock('a', NOW + 10 * DAY, { startedAt: NOW + DAY });
    expect(told(walk(every(HOUR, 240), (now) => (now < NOW + DAY ? [] : [begun])))).toEqual([
      'a certificate 7',
      'a certificate 3',
      'a certificate 1',
    ]);
  });

  const clocks = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), in: fc.integer({ min: 1, max: 150 * 24 * 60 }) }), {
    maxLength: 5,
  });
  const steps = fc.subarray([...ALERT_DAYS]);
  const looks = fc.array(fc.integer({ min: 1, max: 40 * 24 * 60 }), { maxLength: 60 });
  const made = (list: { id: string; in: number }[]) => list.map((one, k) => clock(`${one.id}${k}`, NOW + one.in * MINUTE));
  const momentsOf = (minutes: number[]) => {
    let at = NOW;
    return minutes.map((more) => {
      at += more * MINUTE;
      return at;
    });
  };

  it('however they fall: every step that is passed is told, by itself or by a nearer one; none twice; none too early', () => {
    fc.assert(
      fc.property(clocks, steps, looks, (list, days, minutes) => {
        const moments = momentsOf(minutes);
        const alerts = walk(moments, () => made(list), days);
        expect(new Set(told(alerts)).size).toBe(alerts.length);
        for (const one of made(list)) {
          const mine = alerts.filter(({ id }) => id === one.id);
          for (const alert of mine) expect(alert.seenAt).toBeGreaterThanOrEqual(one.endsAt - alert.days * DAY);
          for (const step of days) {
            const at = one.endsAt - step * DAY;
            const look = moments.find((moment) => moment >= at);
            if (at <= NOW || look === undefined) continue;
            expect(mine.some(({ seenAt, days: nearest }) => seenAt === look && nearest <= step)).toBe(true);
          }
        }
      }),
    );
  });

  it('close together, all steps are told exactly once though every look measures the ends a little differently', () => {
    const drift = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(fc.integer({ min: 96 * 60, max: 120 * 60 }), drift, (minutes, drifts) => {
        let look = 0;
        const alerts = walk(every(30 * MINUTE, 125 * 2), () => {
          look += 1;
          return [clock('a', NOW + minutes * MINUTE + (drifts[look % drifts.length] ?? 0) * MINUTE, { kind: 'evaluation' })];
        });
        expect(told(alerts)).toEqual(['a evaluation 3', 'a evaluation 1']);
      }),
    );
  });

  it('is asked for again at the next step of all clocks', () => {
    fc.assert(
      fc.property(clocks, steps, (list, days) => {
        const all = made(list).flatMap(({ endsAt }) => days.map((step) => endsAt - step * DAY));
        const later = all.filter((at) => at > NOW);
        expect(nextAlertAt(made(list), days, NOW)).toBe(later.length === 0 ? null : Math.min(...later));
      }),
    );
  });
});

describe('the clocks of an instance', () => {
  it('are those that run', () => {
    const kinds = (row: Parameters<typeof alertClocksOf>[0]) => alertClocksOf(row).map(({ kind, endsAt }) => [kind, endsAt]);
    expect(kinds(newRow(1))).toEqual([]);
    expect(kinds(evaluatingRow(1, 5 * DAY))).toEqual([['evaluation', NOW + 5 * DAY]]);
    expect(kinds(fleetRow(1))).toEqual([
      ['authorization', NOW + 65 * DAY],
      ['certificate', NOW + 305 * DAY],
    ]);
  });

  it('give no notice where the licence server answers as it should, month after month', () => {
    const rowAt = (now: number) => {
      const answered = NOW + Math.floor((now - NOW - 20 * MINUTE) / (30 * DAY)) * 30 * DAY + 20 * MINUTE;
      return fleetRow(1, {
        authorizationAnsweredAt: answered,
        authorizationDeadline: answered + 90 * DAY,
        nextContact: { at: answered + 30 * DAY, operation: 'authorization' },
        certificate: null,
      });
    };
    // The server takes twenty minutes each time: the fleet is large.
    const late = (now: number) => rowAt(now - 20 * MINUTE);
    expect(walk(every(10 * MINUTE, 100 * 144), (now) => alertClocksOf(late(now)))).toEqual([]);
  });

  it('give notice at once where it does not', () => {
    const quiet = fleetRow(1, {
      authorizationAnsweredAt: NOW - 29 * DAY,
      authorizationDeadline: NOW + 61 * DAY,
      nextContact: { at: NOW + DAY, operation: 'authorization' },
      certificate: null,
    });
    const failing = { ...quiet, failure: failureRun(), nextContact: { at: NOW + 2 * DAY, operation: 'authorization' } as const };
    const moments = [NOW + DAY, NOW + DAY + MINUTE, NOW + DAY + 2 * MINUTE, NOW + DAY + 3 * HOUR];
    const alerts = walk(moments, (now) => alertClocksOf(now <= NOW + DAY + MINUTE ? quiet : failing));
    expect(alerts.map(({ days, seenAt }) => [days, seenAt])).toEqual([[60, NOW + DAY + 2 * MINUTE]]);
  });

  it('begin with a whole evaluation: ninety days before its end are no notice', () => {
    const rows = [evaluatingRow(1, 90 * DAY, { evaluation: { remainingMs: 90 * DAY, asOf: NOW + 60_000, counting: true } })];
    const alerts = walk(every(HOUR, 91 * 24), () => rows.flatMap(alertClocksOf));
    expect(alerts.map(({ days }) => days)).toEqual([60, 30, 14, 7, 3, 1]);
  });
});
