// Rows on the wire: nothing is lost on the way, and a change leads from one row to exactly the other.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fleetRowSchema } from '../../../shared/model/fleet-row.ts';
import { changeOf, packRows, rowAfter, unpackRows } from '../../../shared/model/packed-rows.ts';
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

const rows = [
  fleetRow(1),
  fleetRow(1, { failure: failureRun(), inFlight: 'renewal', tags: ['a', 'b'], address: '10.0.0.1' }),
  fleetRow(1, { failure: failureRun({ facts: { status: 503, host: 'ssm' }, retryAt: null }), tags: ['ä', '日本'] }),
  newRow(1),
  evaluatingRow(1, 5_000),
  usedUpRow(1, NOW),
  expiredRow(1, NOW),
  overdrawnRow(1, { account: null, mayStillHoldLicences: true }),
];
const row = fc.constantFrom(...rows);

test('the builder makes rows that have every field', () => {
  for (const one of rows) expect(Object.keys(fleetRowSchema.parse(one))).toEqual(Object.keys(one));
});

test('a snapshot comes out as it went in', () => {
  expect(unpackRows(packRows(rows))).toEqual(rows);
});

test('a change leads from any row to any other, and from no row to any; over JSON too', () => {
  fc.assert(
    fc.property(row, row, (before, after) => {
      const change = changeOf(after, before);
      if (change === null) expect(after).toEqual(before);
      else expect(rowAfter(JSON.parse(JSON.stringify(change)), before)).toEqual(after);
      const whole = changeOf(after, undefined);
      expect(whole && rowAfter(whole, undefined)).toEqual(after);
    }),
  );
});

test('a change of a row that is not known cannot be applied', () => {
  const change = changeOf(fleetRow(1, { cps: 5 }), fleetRow(1));
  expect(change).toHaveLength(3);
  expect(change && rowAfter(change, undefined)).toBeNull();
});

test('that evaluation time passes is no change; that it begins, ends or was given is one', () => {
  const counting = evaluatingRow(1, 10_000);
  const later = { ...counting, evaluation: { remainingMs: 4_000, asOf: NOW + 6_000, counting: true } };
  expect(changeOf(later, counting)).toBeNull();
  expect(changeOf({ ...later, evaluation: { ...later.evaluation, remainingMs: 5_000 } }, counting)).not.toBeNull();
  expect(changeOf({ ...later, evaluation: { ...later.evaluation, counting: false } }, counting)).not.toBeNull();
  const still = fleetRow(1);
  expect(changeOf({ ...still, evaluation: { ...still.evaluation, asOf: NOW + 1 } }, still)).toBeNull();
});
