// Two moments of an instance: each field as it was first and as it is last, and nothing of what came back to what it was.
import { describe, expect, it } from 'vitest';
import { comparedOf } from '../../../shared/model/compared.ts';

const entry = (detail: Record<string, string | number | boolean | null>, change = {}) => ({ detail, change });

describe('two moments', () => {
  it('differ by the first and the last of what was between', () => {
    const entries = [
      entry({ 'licenseCount.from': 50, 'licenseCount.to': 100 }),
      entry({ cps: 100 }, { 'clientState.from': 'Registered', 'clientState.to': 'Authorized' }),
      entry({ 'licenseCount.from': 100, 'licenseCount.to': 150, 'name.from': 'a', 'name.to': 'b' }),
    ];
    expect(comparedOf(entries)).toEqual([
      { field: 'licenseCount', from: 50, to: 150 },
      { field: 'clientState', from: 'Registered', to: 'Authorized' },
      { field: 'name', from: 'a', to: 'b' },
    ]);
  });

  it('do not differ in what came back, or in what was nothing before and is again', () => {
    const there = entry({ 'a.from': 1, 'a.to': 2, 'b.from': null, 'b.to': 'x' });
    const back = entry({ 'a.from': 2, 'a.to': 1, 'b.from': 'x', 'b.to': null });
    expect(comparedOf([there, back])).toEqual([]);
    expect(comparedOf([there, back, there])).toEqual([
      { field: 'a', from: 1, to: 2 },
      { field: 'b', from: null, to: 'x' },
    ]);
    expect(comparedOf([])).toEqual([]);
  });
});
