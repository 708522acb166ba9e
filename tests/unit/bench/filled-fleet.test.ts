// The fleet that the bench measures is one that the product itself could have made: mixed, at rest, the same each time.
import { describe, expect, test } from 'vitest';
import { fleetRowOf } from '../../../main/agent/fleet-row.ts';
import { DAY, HOUR } from '../../../shared/durations.ts';
import { filledFleet } from '../../builders/filled-fleet.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const now = { wallMs: NOW, steadyMs: 0, runId: 'test' };

async function rowsOf(count: number) {
  const rows = [];
  for await (const { agent, events } of filledFleet(count, NOW)) rows.push({ ...fleetRowOf(agent, 1, now), events });
  return rows;
}

describe('a filled fleet', () => {
  test('has every verdict, names and serials of its own, and a history each', async () => {
    const rows = await rowsOf(200);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(200);
    expect(new Set(rows.map(({ serial }) => serial)).size).toBe(200);
    expect(new Set(rows.map(({ clientState }) => clientState)).size).toBeGreaterThanOrEqual(4);
    expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(new Set(['allowed', 'blocked', 'undecided']));
    expect(rows.filter(({ failure }) => failure !== null).length).toBeGreaterThan(5);
    expect(rows.filter(({ enabled, events }) => enabled && events.length === 0)).toEqual([]);
  });

  test('asks no licence server within hours, and ends today', async () => {
    for (const row of await rowsOf(200)) {
      expect(row.nextContact?.at ?? Number.POSITIVE_INFINITY).toBeGreaterThan(NOW + HOUR);
      expect(row.lastContactAt ?? 0).toBeLessThanOrEqual(NOW);
      expect(row.until ?? NOW).toBeLessThan(NOW + 400 * DAY);
    }
  });
});
