// Which instances need something first, and what the next date with a consequence is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../shared/durations.ts';
import {
  accountTotals,
  bucketOf,
  evaluationEndsAt,
  evaluationLeft,
  isOverdue,
  nextDate,
  toneOf,
  worstFirst,
  worstOf,
} from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import {
  evaluatingRow,
  expiredRow,
  failureRun,
  fleetRow,
  NOW,
  newRow,
  overdrawnRow,
  usedUpRow,
} from '../../builders/fleet-rows.ts';

const soon = (number: number, days: number) =>
  fleetRow(number, { until: NOW + days * DAY, authorizationDeadline: NOW + days * DAY });

describe('the evaluation', () => {
  it('goes down by the time since its figure, and never below nothing', () => {
    const row = evaluatingRow(1, 5 * HOUR);
    expect(evaluationLeft(row, NOW)).toBe(5 * HOUR);
    expect(evaluationLeft(row, NOW + 2 * HOUR)).toBe(3 * HOUR);
    expect(evaluationLeft(row, NOW + 6 * HOUR)).toBe(0);
    expect(evaluationEndsAt(row)).toBe(NOW + 5 * HOUR);
  });
  it('does not grow where the clock went back', () => {
    expect(evaluationLeft(evaluatingRow(1, 5 * HOUR), NOW - DAY)).toBe(5 * HOUR);
  });
  it('stands still while it does not count', () => {
    const row = fleetRow(1);
    expect(evaluationLeft(row, NOW + 400 * DAY)).toBe(row.evaluation.remainingMs);
    expect(evaluationEndsAt(row)).toBeNull();
  });
});

describe('the next date that matters', () => {
  it('is the authorization deadline of a calm instance', () => {
    expect(nextDate(fleetRow(1))).toEqual({ at: NOW + 65 * DAY, kind: 'authorization' });
  });
  it('is the certificate where that ends first', () => {
    const row = fleetRow(1, { certificate: { issuedAt: NOW - 344 * DAY, expiresAt: NOW + 21 * DAY, renewAt: NOW - 160 * DAY } });
    expect(nextDate(row)).toEqual({ at: NOW + 21 * DAY, kind: 'certificate' });
  });
  it('is the end of the evaluation while it counts', () => {
    expect(nextDate(evaluatingRow(1, 8 * DAY))).toEqual({ at: NOW + 8 * DAY, kind: 'evaluation' });
  });
  it('is since when calls are blocked', () => {
    expect(nextDate(expiredRow(1, NOW - 6 * DAY))).toEqual({ at: NOW - 6 * DAY, kind: 'blocked' });
  });
  it('is none where smart licensing does not decide, nor a planned renewal or contact', () => {
    expect(nextDate(newRow(1))).toBeNull();
    const renewsTomorrow = fleetRow(1, {
      certificate: { issuedAt: NOW - 180 * DAY, expiresAt: NOW + 185 * DAY, renewAt: NOW + DAY },
    });
    expect(nextDate(renewsTomorrow)).toEqual({ at: NOW + 65 * DAY, kind: 'authorization' });
  });
});

describe('an instance counts once, in the worst that fits', () => {
  const failing = { failure: failureRun() };
  it.each<[string, FleetRow, string, string]>([
    ['authorization expired', expiredRow(1, NOW - DAY), 'blocked', 'blocked'],
    ['evaluation used up', usedUpRow(1, NOW - DAY), 'blocked', 'blocked'],
    ['CCCSP that is not enabled', newRow(1, { profile: 'CCCSP', verdict: 'blocked' }), 'blocked', 'blocked'],
    ['deadline in 30 days to the millisecond', soon(1, 30), 'risk', 'warning'],
    ['deadline in 31 days', soon(1, 31), 'fine', 'ok'],
    ['evaluation with 8 days', evaluatingRow(1, 8 * DAY), 'risk', 'warning'],
    ['evaluation with 80 days', evaluatingRow(1, 80 * DAY), 'fine', 'ok'],
    ['out of compliance', overdrawnRow(1), 'out-of-compliance', 'warning'],
    ['out of compliance and at risk', overdrawnRow(1, { authorizationDeadline: NOW + 9 * DAY }), 'risk', 'warning'],
    ['a failure that is retried', fleetRow(1, failing), 'fine', 'warning'],
    ['blocked, whatever fails besides', expiredRow(1, NOW - DAY, failing), 'blocked', 'blocked'],
    ['not enabled', newRow(1), 'not-enabled', 'idle'],
  ])('%s', (_, row, bucket, tone) => {
    expect(bucketOf(row, NOW)).toBe(bucket);
    expect(toneOf(row, NOW)).toBe(tone);
  });

  it('becomes a risk by time alone', () => {
    const row = soon(1, 40);
    expect(bucketOf(row, NOW)).toBe('fine');
    expect(bucketOf(row, NOW + 10 * DAY)).toBe('risk');
  });
});

describe('worst first', () => {
  it('sorts by bucket, and within each as it is read', () => {
    const rows = [
      newRow(1, { name: 'not enabled' }),
      fleetRow(2, { name: 'fine, later', authorizationDeadline: NOW + 80 * DAY }),
      fleetRow(3, { name: 'fine, sooner', authorizationDeadline: NOW + 70 * DAY }),
      fleetRow(4, { name: 'fine, failing, latest', authorizationDeadline: NOW + 89 * DAY, failure: failureRun() }),
      overdrawnRow(5, { name: 'over, small', cps: 50 }),
      overdrawnRow(6, { name: 'over, large', cps: 500 }),
      soon(7, 20),
      soon(8, 3),
      usedUpRow(9, NOW - HOUR, { name: 'blocked, fresh' }),
      expiredRow(10, NOW - 6 * DAY, { name: 'blocked, old' }),
    ];
    expect(worstFirst(rows, NOW).map(({ name }) => name)).toEqual([
      'blocked, old',
      'blocked, fresh',
      'proxy-8',
      'proxy-7',
      'over, large',
      'over, small',
      'fine, failing, latest',
      'fine, sooner',
      'fine, later',
      'not enabled',
    ]);
  });

  it('is by name where nothing else decides, and leaves what it was given alone', () => {
    const rows = [fleetRow(1, { name: 'b' }), fleetRow(2, { name: 'a' })];
    expect(worstFirst(rows, NOW).map(({ name }) => name)).toEqual(['a', 'b']);
    expect(rows.map(({ name }) => name)).toEqual(['b', 'a']);
  });

  const anyRow = fc
    .tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: -40, max: 90 }), fc.integer({ min: 0, max: 4 }), fc.boolean())
    .map(([number, days, kind, failing]): FleetRow => {
      const over = failing ? { failure: failureRun() } : {};
      const at = NOW + days * DAY;
      if (kind === 0) return expiredRow(number, Math.min(at, NOW), over);
      if (kind === 1) return newRow(number, over);
      if (kind === 2) return evaluatingRow(number, Math.max(HOUR, days * DAY), over);
      return (kind === 3 ? overdrawnRow : fleetRow)(number, { ...over, authorizationDeadline: Math.max(at, NOW + HOUR) });
    });
  it('gives one order, whatever order the rows come in, and the worst of all stands first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyRow, { selector: ({ id }) => id, minLength: 1, maxLength: 40 }), (rows) => {
        const ordered = worstFirst(rows, NOW);
        expect(worstFirst([...rows].reverse(), NOW)).toEqual(ordered);
        expect(new Set(ordered)).toEqual(new Set(rows));
        const rank = ['blocked', 'risk', 'out-of-compliance', 'fine', 'not-enabled'];
        const ranks = ordered.map((row) => rank.indexOf(bucketOf(row, NOW)));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        expect(worstOf(rows, NOW) === 'blocked').toBe(ordered[0]?.verdict === 'blocked');
      }),
    );
  });
});

describe('the worst of a fleet', () => {
  it('is blocked, warning or allowed', () => {
    expect(worstOf([], NOW)).toBe('allowed');
    expect(worstOf([fleetRow(1), newRow(2)], NOW)).toBe('allowed');
    expect(worstOf([fleetRow(1), fleetRow(2, { failure: failureRun() })], NOW)).toBe('warning');
    expect(worstOf([soon(1, 3), usedUpRow(2, NOW)], NOW)).toBe('blocked');
  });
});

describe('a contact is overdue', () => {
  it('a minute after the expected one, and not where none is expected', () => {
    const row = fleetRow(1, { nextContact: { at: NOW, operation: 'authorization' } });
    expect(isOverdue(row, NOW + 60_000)).toBe(false);
    expect(isOverdue(row, NOW + 60_001)).toBe(true);
    expect(isOverdue(newRow(1), NOW + 400 * DAY)).toBe(false);
  });
});

describe('totals per account', () => {
  it('add up what enabled instances ask for, largest first, those without an account apart', () => {
    const rows = [
      fleetRow(1, { account: 'Small', cps: 50 }),
      fleetRow(2, { account: 'Large', cps: 250 }),
      fleetRow(3, { account: 'Large', cps: 100 }),
      newRow(4, { account: 'Large', cps: 500 }),
      fleetRow(5, { account: null, cps: 5 }),
    ];
    expect(accountTotals(rows)).toEqual([
      { account: 'Large', instances: 3, cps: 350, licences: 70 },
      { account: 'Small', instances: 1, cps: 50, licences: 10 },
      { account: null, instances: 1, cps: 5, licences: 1 },
    ]);
  });
});
