// The mirror of a window: a snapshot under a revision, then deltas, gathered, that lead from one revision to the next.
import { beforeEach, describe, expect, test } from 'vitest';
import { LiveFleet } from '../../../main/services/application/live-fleet.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { FleetDelta } from '../../../shared/model/fleet-snapshot.ts';
import { fleetRow } from '../../builders/fleet-rows.ts';
import { handClock } from '../../fakes/hand-clock.ts';
import { Setting, START } from './setting.ts';

const id = (number: number) => fleetRow(number).id;
let time: ReturnType<typeof handClock>;
let rows: Map<string, FleetRow>;
let tell: (id: string, what: 'changed' | 'removed') => void;
let listening: number;
let live: LiveFleet;
let deltas: FleetDelta[];

beforeEach(() => {
  time = handClock(START);
  rows = new Map([1, 2, 3].map((number) => [id(number), fleetRow(number)]));
  listening = 0;
  const source = {
    rows: () => [...rows.values()],
    row: (one: string) => rows.get(one),
    onChange: (listener: typeof tell) => {
      tell = listener;
      listening += 1;
      return () => {
        listening -= 1;
      };
    },
  };
  live = new LiveFleet(source, time.after);
  deltas = [];
  live.onDelta((delta) => deltas.push(delta));
});

function change(number: number, over: Partial<FleetRow> = {}): void {
  rows.set(id(number), { ...fleetRow(number), ...over });
  tell(id(number), 'changed');
}
function remove(number: number): void {
  rows.delete(id(number));
  tell(id(number), 'removed');
}
const ids = (delta: FleetDelta | undefined) => delta?.changed.map((row) => row.id);

describe('gathering', () => {
  test('the first change goes out in the next turn, as the row then is', () => {
    change(1, { cps: 10 });
    expect(deltas).toEqual([]);
    rows.set(id(1), fleetRow(1, { cps: 15 }));
    time.pass(0);
    expect(deltas).toEqual([{ from: 1, to: 2, changed: [fleetRow(1, { cps: 15 })], removed: [] }]);
  });

  test('what follows within 100 ms goes out together, each instance once', () => {
    change(1);
    time.pass(0);
    for (let turn = 0; turn < 50; turn += 1) {
      change(2, { cps: turn });
      change(3);
      time.pass(1);
    }
    expect(deltas).toHaveLength(1);
    time.pass(50);
    expect(deltas).toHaveLength(2);
    expect(deltas[1]).toEqual({ from: 2, to: 3, changed: [fleetRow(2, { cps: 49 }), fleetRow(3)], removed: [] });
  });

  test('a fleet that never rests costs ten messages a second at most', () => {
    for (let ms = 0; ms < 999; ms += 1) {
      change(1 + (ms % 3));
      time.pass(1);
    }
    expect(deltas).toHaveLength(10);
  });

  test('after a rest the next change does not wait again', () => {
    change(1);
    time.pass(100);
    expect(time.timers.pending).toBe(0);
    change(2);
    time.pass(0);
    expect(deltas.map(ids)).toEqual([[id(1)], [id(2)]]);
  });

  test('what was changed and then removed is only removed', () => {
    change(1);
    change(2);
    remove(1);
    time.pass(0);
    expect(deltas).toEqual([{ from: 1, to: 2, changed: [fleetRow(2)], removed: [id(1)] }]);
  });
});

describe('revisions', () => {
  test('each delta begins where the last one ended; a mirror that applies them has what a snapshot has', () => {
    const { revision, rows: first } = live.snapshot();
    const mirror = new Map(first.map((row) => [row.id, row]));
    let at = revision;
    live.onDelta((delta) => {
      expect(delta.from).toBe(at);
      at = delta.to;
      for (const row of delta.changed) mirror.set(row.id, row);
      for (const one of delta.removed) mirror.delete(one);
    });
    change(4);
    change(1, { cps: 5 });
    time.pass(30);
    remove(2);
    change(4, { cps: 20 });
    time.pass(70);
    change(3, { cps: 25 });
    time.pass(200);
    expect(at).toBe(4);
    expect(live.snapshot().revision).toBe(at);
    expect([...mirror.values()].sort((a, b) => a.id.localeCompare(b.id))).toEqual(
      live.snapshot().rows.sort((a, b) => a.id.localeCompare(b.id)),
    );
  });

  test('a snapshot sends what was being gathered first, so that no delta tells what it has', () => {
    change(1, { cps: 10 });
    const { revision, rows: all } = live.snapshot();
    expect(deltas).toMatchObject([{ from: 1, to: 2 }]);
    expect(revision).toBe(2);
    expect(all).toContainEqual(fleetRow(1, { cps: 10 }));
    time.pass(1_000);
    expect(deltas).toHaveLength(1);
  });

  test('a snapshot of a fleet that rests makes no revision', () => {
    expect([live.snapshot().revision, live.snapshot().revision]).toEqual([1, 1]);
    expect(deltas).toEqual([]);
  });
});

describe('listening', () => {
  test('ends for one listener, and for all when it is disposed', () => {
    const heard: FleetDelta[] = [];
    const stop = live.onDelta((delta) => heard.push(delta));
    stop();
    change(1);
    time.pass(0);
    expect([heard.length, deltas.length]).toEqual([0, 1]);
    change(2);
    live.dispose();
    expect(listening).toBe(0);
    expect(time.timers.pending).toBe(0);
    time.pass(1_000);
    expect(deltas).toHaveLength(1);
  });
});

describe('the fleet of a folder', () => {
  test('a snapshot has its host and its rows, and every change of an instance is told', async () => {
    const setting = new Setting();
    const one = await setting.configured();
    const snapshot = await setting.call('fleet.snapshot', {});
    expect(snapshot.rows).toEqual([(await setting.call('instances.detail', { id: one })).row]);
    expect(snapshot.host).toEqual(await setting.call('host.info', {}));
    const told: FleetDelta[] = [];
    setting.live.onDelta((delta) => told.push(delta));
    setting.time.pass(1_000);
    await setting.call('instances.edit', { id: one, name: 'other' });
    setting.time.pass(1_000);
    await setting.call('instances.remove', { id: one });
    setting.time.pass(1_000);
    expect(told).toMatchObject([
      { from: snapshot.revision, changed: [{ id: one, name: 'other' }], removed: [] },
      { to: snapshot.revision + 2, changed: [], removed: [one] },
    ]);
  });

  test('history is asked by instance, time and number', async () => {
    const setting = new Setting();
    const one = await setting.configured({}, 'one');
    setting.time.pass(60_000);
    await setting.configured({}, 'two');
    const all = await setting.call('events.list', {});
    expect(new Set(all.map(({ instance }) => instance))).toEqual(new Set(['one', 'two']));
    const ofOne = await setting.call('events.list', { id: one });
    expect(ofOne).toEqual(all.filter(({ instanceId }) => instanceId === one));
    expect(await setting.call('events.list', { since: START + 60_000 })).toEqual(
      all.filter(({ instance }) => instance === 'two'),
    );
    expect(await setting.call('events.list', { before: all[1]?.id ?? 0, limit: 1 })).toEqual(all.slice(0, 1));
  });
});
