// The pools: sums over what instances ask for, with a plan and without, and who tips one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLicenseCount } from '../../../shared/model/field-rules.ts';
import { effectOf, headroomOf, licencePools, type Pool, tightestFirst } from '../../../shared/model/licence-pools.ts';
import { fleetRow, NOW, newRow, overdrawnRow } from '../../builders/fleet-rows.ts';

const purchased = (of: Record<string, number>) =>
  new Map(Object.entries(of).map(([account, licences]) => [account, { licences, at: NOW }]));
const poolsOf = (rows: Parameters<typeof licencePools>[0], plan: Record<string, string> = {}, of: Record<string, number> = {}) =>
  new Map(licencePools(rows, new Map(Object.entries(plan)), purchased(of)).map((pool) => [pool.account, pool]));
const A = fleetRow(1, { account: 'A', cps: 100 });
const B = fleetRow(2, { account: 'A', cps: 50 });

describe('pools of licences', () => {
  it('add up what the instances that are enabled ask for', () => {
    const rows = [A, B, newRow(3, { account: 'A', cps: 400 }), overdrawnRow(4, { account: null, cps: 10 })];
    const pools = poolsOf(rows, {}, { A: 40, Unused: 5 });
    expect(pools.get('A')).toMatchObject({
      instances: 3,
      cps: 150,
      configured: 30,
      planned: 30,
      purchased: 40,
      isOverdrawn: false,
    });
    expect(pools.get(null)).toMatchObject({ configured: 2, purchased: null, isOverdrawn: true });
    expect(pools.get('Unused')).toMatchObject({ instances: 0, configured: 0, purchased: 5 });
  });

  it('with a plan are the sums with its counts in place of those that are; a refused count changes nothing', () => {
    const count = fc.oneof(
      fc.integer({ min: 0, max: 120 }).map((k) => String(5 * k)),
      fc.constantFrom('', '7', '99999', 'x', '-5'),
    );
    const rows = fc.array(
      fc.record({
        cps: fc.integer({ min: 1, max: 100 }).map((k) => 5 * k),
        typed: fc.option(count),
        account: fc.constantFrom('A', 'B'),
      }),
    );
    fc.assert(
      fc.property(rows, (list) => {
        const fleet = list.map(({ cps, account }, index) => fleetRow(index + 1, { cps, account }));
        const plan = Object.fromEntries(list.flatMap(({ typed }, index) => (typed === null ? [] : [[fleet[index]?.id, typed]])));
        const pools = poolsOf(fleet, plan);
        for (const account of ['A', 'B']) {
          const mine = list.filter((one) => one.account === account);
          const then = mine.map(({ cps, typed }) =>
            typed === null || checkLicenseCount(typed, 500) !== null ? cps : Number(typed),
          );
          const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);
          expect(pools.get(account)?.configured ?? 0).toBe(sum(mine.map(({ cps }) => cps)) / 5);
          expect(pools.get(account)?.planned ?? 0).toBe(sum(then) / 5);
        }
      }),
    );
  });

  it('say what is left, what is over, and that it is not known', () => {
    const pool = (more: Partial<Pool>) => ({ ...(poolsOf([A, B], {}, { A: 30 }).get('A') as Pool), ...more });
    expect(headroomOf(pool({ planned: 31 }), 'as-is')).toEqual({ kind: 'free', licences: 0 });
    expect(headroomOf(pool({ planned: 31 }), 'with-plan')).toEqual({ kind: 'over', licences: 1 });
    expect(headroomOf(pool({ purchased: null }), 'with-plan')).toEqual({ kind: 'unknown' });
  });

  it('stand tightest first, what is not known behind them, no account last', () => {
    const rows = ['free', 'over', 'unknown', null].map((account, index) => fleetRow(index + 1, { account, cps: 100 }));
    rows.push(
      overdrawnRow(9, { account: 'x over, says the server' }),
      fleetRow(8, { account: 'n 10' }),
      fleetRow(7, { account: 'n 9' }),
    );
    const pools = tightestFirst([...poolsOf(rows, {}, { free: 100, over: 10 }).values()]);
    expect(pools.map(({ account }) => account)).toEqual([
      'over',
      'free',
      'x over, says the server',
      'n 9',
      'n 10',
      'unknown',
      null,
    ]);
  });
});

describe('a line of a plan', () => {
  const effect = (plan: Record<string, string>, bought: number | null, typed: string, row = A) => {
    const pool = poolsOf([A, B], plan, bought === null ? {} : { A: bought }).get('A') as Pool;
    return effectOf(row, typed, pool);
  };

  it('fits, gives back, or changes nothing', () => {
    expect(effect({ [A.id]: '150' }, 40, '150')).toEqual({ kind: 'fits' });
    expect(effect({ [A.id]: '50' }, 10, '50')).toEqual({ kind: 'gives-back' });
    expect(effect({ [A.id]: '100' }, 10, '100')).toEqual({ kind: 'same' });
    expect(effect({ [A.id]: '150' }, null, '150')).toEqual({ kind: 'unknown' });
  });

  it('tips the pool by itself, or together with the others', () => {
    expect(effect({ [A.id]: '155' }, 40, '155')).toEqual({ kind: 'tips', alone: true });
    const both = { [A.id]: '125', [B.id]: '100' };
    expect([effect(both, 40, '125'), effect(both, 40, '100', B)]).toEqual([
      { kind: 'tips', alone: false },
      { kind: 'tips', alone: false },
    ]);
  });

  it('adds to a pool that is over already', () => {
    expect(effect({ [A.id]: '150' }, 20, '150')).toEqual({ kind: 'adds' });
  });

  it('is refused where the instance cannot have the count', () => {
    for (const [typed, rule] of [
      ['7', 'multiple'],
      ['505', 'maximum'],
      ['', 'integer'],
      ['0', 'minimum'],
    ] as const)
      expect(effect({ [A.id]: typed }, 40, typed)).toMatchObject({ kind: 'refused', problem: { rule } });
  });
});
