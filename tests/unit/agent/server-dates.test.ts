// Dates of a licence server: its own where they are possible, the usual ones where not (wire-protocol.md).
import { describe, expect, test } from 'vitest';
import {
  authorizationDeadline,
  certificateExpiry,
  certificateRenewal,
  nextAuthorization,
} from '../../../main/agent/server-dates.ts';
import { DAY, HOUR, SECOND } from '../../../shared/durations.ts';

const NOW = Date.UTC(2026, 10, 24);
const YEAR = NOW + 365 * DAY;
const impossible = [null, Number.NaN, Number.POSITIVE_INFINITY, -1, 0, NOW - 1, NOW, NOW + 3_653 * DAY, 8.64e15];

describe.each(impossible)('instead of %s', (date) => {
  test('the next authorization: 30 days, out of compliance 12 hours', () => {
    expect(nextAuthorization(date, 'in', NOW)).toBe(NOW + 30 * DAY);
    expect(nextAuthorization(date, 'out', NOW)).toBe(NOW + 12 * HOUR);
  });
  test('the deadline: 90 days', () => expect(authorizationDeadline(date, NOW)).toBe(NOW + 90 * DAY));
  test('the renewal: 180 days', () => expect(certificateRenewal(date, YEAR, NOW)).toBe(NOW + 180 * DAY));
  test('the expiry: the certificate’s own end', () => expect(certificateExpiry(date, YEAR, NOW)).toBe(YEAR));
});

test('possible dates win', () => {
  expect(nextAuthorization(NOW + HOUR, 'in', NOW)).toBe(NOW + HOUR);
  expect(nextAuthorization(NOW + 3_652 * DAY, 'out', NOW)).toBe(NOW + 3_652 * DAY);
  expect(authorizationDeadline(NOW + 10 * DAY, NOW)).toBe(NOW + 10 * DAY);
  expect(certificateRenewal(NOW + 10 * DAY, YEAR, NOW)).toBe(NOW + 10 * DAY);
});

test('the earlier of the server’s expiry and the certificate’s end counts', () => {
  expect(certificateExpiry(NOW + 10 * DAY, YEAR, NOW)).toBe(NOW + 10 * DAY);
  expect(certificateExpiry(YEAR + DAY, YEAR, NOW)).toBe(YEAR);
});

test('a renewal is never after the end: then it is half-way', () => {
  expect(certificateRenewal(null, NOW + 100 * DAY, NOW)).toBe(NOW + 50 * DAY);
  expect(certificateRenewal(YEAR + DAY, YEAR, NOW)).toBe(NOW + 182.5 * DAY);
});

test('no date makes an agent ask without a pause', () => {
  expect(nextAuthorization(NOW + 1, 'in', NOW)).toBe(NOW + SECOND);
  expect(certificateRenewal(NOW + 1, YEAR, NOW)).toBe(NOW + SECOND);
  expect(certificateRenewal(null, NOW - DAY, NOW)).toBe(NOW + SECOND);
});
