// The timeline's arithmetic: dates that are kept in order are what they would be if all were sorted again; months are those of a calendar.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DatesInOrder } from '../../renderer/features/timeline/dates-in-order.ts';
import { aYearOn, countMonths, monthOf, monthsUntil } from '../../renderer/features/timeline/months.ts';
import { DAY, HOUR } from '../../shared/durations.ts';
import { byDate, CLOCK_KINDS, clockDatesOf } from '../../shared/model/clock-dates.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import { evaluatingRow, fleetRow, NOW } from '../builders/fleet-rows.ts';

const row = fc
  .record({ number: fc.integer({ min: 1, max: 6 }), days: fc.integer({ min: -2, max: 400 }), evaluates: fc.boolean() })
  .map(({ number, days, evaluates }) =>
    evaluates
      ? evaluatingRow(number, Math.max(1, days) * DAY)
      : fleetRow(number, {
          authorizationDeadline: NOW + days * DAY,
          nextContact: { at: NOW + (days - 60) * DAY, operation: 'authorization' },
        }),
  );
const mapOf = (rows: readonly FleetRow[]) => new Map(rows.map((one) => [one.id, one]));

describe('the dates of the fleet', () => {
  it('after any changes are those that sorting all of them would give', () => {
    const until = aYearOn(NOW);
    const step = fc.record({ changed: fc.array(row, { maxLength: 3 }), removed: fc.array(row, { maxLength: 1 }) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.array(step, { maxLength: 6 }), (begin, steps) => {
        const dates = new DatesInOrder();
        let fleet: ReadonlyMap<string, FleetRow> = mapOf(begin);
        dates.of(fleet, null, NOW, until);
        for (const { changed, removed } of steps) {
          const next = new Map(fleet);
          for (const one of changed) next.set(one.id, one);
          for (const one of removed) next.delete(one.id);
          const ids = new Set([...changed, ...removed].map(({ id }) => id));
          const got = dates.of(next, { before: fleet, ids }, NOW, until);
          expect(got).toEqual([...next.values()].flatMap((one) => clockDatesOf(one, NOW, until)).sort(byDate));
          fleet = next;
        }
      }),
    );
  });

  it('are within the year, or a contact that is overdue', () => {
    fc.assert(
      fc.property(row, (one) => {
        for (const { at, kind } of clockDatesOf(one, NOW, aYearOn(NOW)))
          expect(at <= aYearOn(NOW) && (at >= NOW || kind === 'contact')).toBe(true);
      }),
    );
  });
});

describe('the months', () => {
  it('begin with this one and reach a year on, so that a certificate issued today lies within', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 * 365 * 24 }), (hours) => {
        const now = NOW + hours * HOUR;
        const months = monthsUntil(now, aYearOn(now));
        expect(months.length).toBeGreaterThanOrEqual(13);
        expect(months.length).toBeLessThanOrEqual(14);
        expect(months[0]).toBeLessThanOrEqual(now);
        for (const month of months) expect(new Date(month).getDate()).toBe(1);
        expect(aYearOn(now)).toBeGreaterThanOrEqual(now + 365 * DAY - HOUR);
        expect(monthOf(months, now)).toBe(0);
        expect(monthOf(months, now - 40 * DAY)).toBe(0);
        expect(monthOf(months, aYearOn(now))).toBe(months.length - 1);
      }),
    );
  });

  it('count every date once, in the month in which it lies', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const until = aYearOn(NOW);
        const months = monthsUntil(NOW, until);
        const dates = rows.flatMap((one) => clockDatesOf(one, NOW, until)).sort(byDate);
        const { cells, all, soon, most } = countMonths(dates, months, NOW);
        const counted = CLOCK_KINDS.flatMap((kind) => cells[kind].map(({ count }) => count));
        expect(counted.reduce((sum, count) => sum + count, 0)).toBe(all);
        expect(most).toBe(Math.max(1, ...counted));
        expect(soon).toBe(dates.filter(({ kind, at }) => kind !== 'contact' && at <= NOW + 30 * DAY).length);
        for (const { kind, at } of dates) expect(cells[kind][monthOf(months, at)]?.count).toBeGreaterThan(0);
      }),
    );
  });
});
