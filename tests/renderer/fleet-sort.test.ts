// The order of the fleet by any column, and that it is the same whether it was followed or worked out anew.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SortedFleet } from '../../renderer/state/fleet-sort.ts';
import type { LastChange } from '../../renderer/state/fleet-store.ts';
import { DAY } from '../../shared/durations.ts';
import { FLEET_COLUMNS } from '../../shared/model/closed-lists.ts';
import { worstFirst } from '../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { FleetColumn } from '../../shared/model/fleet-view.ts';
import { evaluatingRow, expiredRow, failureRun, fleetRow, NOW, newRow, overdrawnRow } from '../builders/fleet-rows.ts';

const fleetOf = (rows: readonly FleetRow[]) => new Map(rows.map((row) => [row.id, row]));
const namesBy = (column: FleetColumn, descending: boolean, rows: readonly FleetRow[]) =>
  new SortedFleet().rows(fleetOf(rows), null, { column, descending }, NOW).map(({ name }) => name);

describe('a column', () => {
  it('of names counts digits as numbers, and takes capitals for small letters', () => {
    const rows = ['b-10', 'B-9', 'a', 'b-1'].map((name, index) => fleetRow(index, { name }));
    expect(namesBy('name', false, rows)).toEqual(['a', 'b-1', 'B-9', 'b-10']);
    expect(namesBy('name', true, rows)).toEqual(['b-10', 'B-9', 'b-1', 'a']);
  });

  it('has what is not known at its end, in either direction, and there by name', () => {
    const rows = [
      fleetRow(1, { lastContactAt: null, name: 'z' }),
      fleetRow(2, { lastContactAt: NOW }),
      fleetRow(3, { lastContactAt: null, name: 'y' }),
      fleetRow(4, { lastContactAt: NOW - DAY }),
    ];
    expect(namesBy('contact', false, rows)).toEqual(['proxy-4', 'proxy-2', 'y', 'z']);
    expect(namesBy('contact', true, rows)).toEqual(['proxy-2', 'proxy-4', 'y', 'z']);
  });

  it('of verdicts has the worst first', () => {
    const rows = [fleetRow(1), overdrawnRow(2), expiredRow(3, NOW - DAY), newRow(4), evaluatingRow(5, DAY)];
    expect(namesBy('verdict', false, rows)).toEqual(worstFirst(rows, NOW).map(({ name }) => name));
  });

  it('of verdicts follows the time, by which alone a date becomes a risk', () => {
    const rows = [overdrawnRow(1), fleetRow(2, { authorizationDeadline: NOW + 40 * DAY })];
    const sorted = new SortedFleet();
    const fleet = fleetOf(rows);
    const first = (now: number) => sorted.rows(fleet, null, { column: 'verdict', descending: false }, now)[0]?.name;
    expect([first(NOW), first(NOW + 11 * DAY)]).toEqual(['proxy-1', 'proxy-2']);
  });
});

describe('an order that is followed', () => {
  const anyRow = fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 60 }))
    .map(([number, kind, days]): FleetRow => {
      const at = NOW + days * DAY;
      const over = {
        cps: days * 5,
        tags: days % 2 ? ['b', 'a'] : [],
        lastContactAt: days % 3 ? at : null,
        name: `n-${days}-${number}`,
      };
      if (kind === 0) return expiredRow(number, NOW - days * DAY, over);
      if (kind === 1) return newRow(number, over);
      if (kind === 2) return evaluatingRow(number, days * DAY, over);
      if (kind === 3) return overdrawnRow(number, over);
      return fleetRow(number, { ...over, authorizationDeadline: at, failure: kind === 4 ? failureRun() : null });
    });
  const step = fc.record({
    come: fc.array(anyRow, { maxLength: 8 }),
    go: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 4 }),
  });

  it('is the one that is worked out anew, whatever changed, came and went', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow),
        fc.array(step),
        fc.constantFrom(...FLEET_COLUMNS),
        fc.boolean(),
        (rows, steps, column, descending) => {
          const sort = { column, descending };
          const followed = new SortedFleet();
          let fleet: ReadonlyMap<string, FleetRow> = fleetOf(rows);
          followed.rows(fleet, null, sort, NOW);
          for (const { come, go } of steps) {
            const next = new Map(fleet);
            for (const row of come) next.set(row.id, row);
            const gone = go.map((number) => fleetRow(number).id);
            for (const id of gone) next.delete(id);
            const last: LastChange = { before: fleet, ids: new Set([...come.map(({ id }) => id), ...gone]) };
            fleet = next;
            expect(followed.rows(fleet, last, sort, NOW)).toEqual(new SortedFleet().rows(fleet, null, sort, NOW));
          }
        },
      ),
    );
  });

  it('is sorted anew where it missed a change', () => {
    const sorted = new SortedFleet();
    const sort = { column: 'name', descending: false } as const;
    const names = (fleet: ReadonlyMap<string, FleetRow>, last: LastChange | null) =>
      sorted.rows(fleet, last, sort, NOW).map(({ name }) => name);
    const first = fleetOf([fleetRow(1), fleetRow(2)]);
    names(first, null);
    const missed = fleetOf([fleetRow(1, { name: 'z' }), fleetRow(2)]);
    const third = fleetOf([fleetRow(1, { name: 'z' }), fleetRow(2), fleetRow(3)]);
    expect(names(third, { before: missed, ids: new Set([fleetRow(3).id]) })).toEqual(['proxy-2', 'proxy-3', 'z']);
  });
});
