// The mirror of a window: a snapshot under a revision, then deltas, gathered, that lead from one revision to the next.
import { serialize } from 'node:v8';
import { beforeEach, describe, expect, test } from 'vitest';
import { LiveFleet } from '../../../main/services/application/live-fleet.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { FleetDelta } from '../../../shared/model/fleet-snapshot.ts';
import { changeOf, rowAfter } from '../../../shared/model/packed-rows.ts';
import { failureRun, fleetRow } from '../../builders/fleet-rows.ts';
import { handClock } from '../../fakes/hand-clock.ts';
import { Setting, START } from './setting.ts';

const id = (number: number) => fleetRow(number).id;
let time: ReturnType<typeof handClock>;
let rows: Map<string, FleetRow>;
let tell: (id: string, what: 'changed' | 'removed') => void;
let listening: number;
let live: LiveFleet;
let deltas: FleetDelta[];
/** The rows of the first snapshot with all deltas since applied: what a page has. */
let mirror: Map<string, FleetRow>;

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
  mirror = new Map(live.snapshot().rows.map((row) => [row.id, row]));
  deltas = [];
  live.onDelta((delta) => {
    deltas.push(delta);
    for (const change of delta.changed) mirror.set(change[0], rowAfter(change, mirror.get(change[0])) as FleetRow);
    for (const one of delta.removed) mirror.delete(one);
  });
});

function change(number: number, over: Partial<FleetRow> = {}): void {
  rows.set(id(number), { ...fleetRow(number), ...over });
  tell(id(number), 'changed');
}
function remove(number: number): void {
  rows.delete(id(number));
  tell(id(number), 'removed');
}
const ids = (delta: FleetDelta | undefined) => delta?.changed.map(([one]) => one);

describe('gathering', () => {
  test('the first change goes out in the next turn, as the row then is', () => {
    change(1, { cps: 10 });
    expect(deltas).toEqual([]);
    rows.set(id(1), fleetRow(1, { cps: 15 }));
    time.pass(0);
    expect(deltas).toMatchObject([{ from: 1, to: 2, removed: [] }]);
    expect(mirror.get(id(1))?.cps).toBe(15);
  });

  test('what follows within 100 ms goes out together, each instance once', () => {
    change(1, { cps: 1 });
    time.pass(0);
    for (let turn = 0; turn < 50; turn += 1) {
      change(2, { cps: turn });
      change(3, { cps: turn });
      time.pass(1);
    }
    expect(deltas).toHaveLength(1);
    time.pass(50);
    expect(deltas.map(ids)).toEqual([[id(1)], [id(2), id(3)]]);
    expect([mirror.get(id(2))?.cps, mirror.get(id(3))?.cps]).toEqual([49, 49]);
  });

  test('a fleet that never rests costs ten messages a second at most', () => {
    for (let ms = 0; ms < 999; ms += 1) {
      change(1 + (ms % 3), { cps: ms });
      time.pass(1);
    }
    expect(deltas).toHaveLength(10);
  });

  test('after a rest the next change does not wait again', () => {
    change(1, { cps: 1 });
    time.pass(100);
    expect(time.timers.pending).toBe(0);
    change(2, { cps: 1 });
    time.pass(0);
    expect(deltas.map(ids)).toEqual([[id(1)], [id(2)]]);
  });

  test('what was changed and then removed is only removed', () => {
    change(1, { cps: 1 });
    change(2, { cps: 1 });
    remove(1);
    time.pass(0);
    expect(deltas.map(ids)).toEqual([[id(2)]]);
    expect(deltas[0]?.removed).toEqual([id(1)]);
  });

  test('what was removed and is there again goes out whole', () => {
    remove(1);
    time.pass(100);
    change(1, { cps: 7 });
    time.pass(0);
    expect(mirror.get(id(1))).toEqual(fleetRow(1, { cps: 7 }));
  });
});

describe('what goes out', () => {
  test('is of a row only what changed, and of one that is new everything', () => {
    change(1, { cps: 10, failure: failureRun() });
    change(9);
    time.pass(0);
    expect(deltas[0]?.changed).toEqual([
      changeOf(fleetRow(1, { cps: 10, failure: failureRun() }), fleetRow(1)),
      changeOf(fleetRow(9), undefined),
    ]);
    expect(deltas[0]?.changed[0]).toHaveLength(1 + 2 * 2);
  });

  test('is nothing where nothing of it is shown, or only evaluation time passed', () => {
    change(1);
    const evaluation = fleetRow(2).evaluation;
    change(2, { evaluation: { ...evaluation, asOf: evaluation.asOf + 5_000 } });
    time.pass(100);
    expect(deltas).toEqual([]);
    expect(live.snapshot().revision).toBe(1);
  });

  test('is two hundred bytes a change at most where an instance is authorized again and again', async () => {
    const setting = new Setting();
    const instances: string[] = [];
    for (let number = 0; number < 20; number += 1) instances.push(await setting.registered({}, `proxy-${number}`));
    setting.live.snapshot();
    const sent: FleetDelta[] = [];
    setting.live.onDelta((delta) => sent.push(delta));
    for (let round = 0; round < 5; round += 1)
      for (const one of instances) {
        setting.server.script = null;
        await setting.call('instances.authorize', { id: one });
        setting.time.pass(100);
        setting.answer();
        await setting.fleet.idle();
        setting.time.pass(100);
      }
    const bytes = sent.reduce((sum, delta) => sum + serialize(delta).length, 0);
    const changes = sent.reduce((sum, { changed }) => sum + changed.length, 0);
    expect(changes).toBeGreaterThanOrEqual(200);
    expect(bytes / changes).toBeLessThanOrEqual(200);
  });
});

describe('revisions', () => {
  test('each delta begins where the last one ended; a mirror that applies them has what a snapshot has', () => {
    change(4);
    change(1, { cps: 5 });
    time.pass(30);
    remove(2);
    change(4, { cps: 20 });
    time.pass(70);
    change(3, { cps: 25 });
    time.pass(200);
    expect(deltas.map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    expect(live.snapshot()).toEqual({ revision: 4, rows: [...mirror.values()] });
    expect(new Set(mirror.values())).toEqual(new Set(rows.values()));
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

  test('who asks what changed since is told the deltas, or that it has to begin again', () => {
    expect(live.since(1)).toEqual([]);
    change(1, { cps: 10 });
    time.pass(100);
    change(2, { cps: 10 });
    expect(live.since(1)).toEqual(deltas);
    expect(deltas).toHaveLength(2);
    expect(live.since(2)).toEqual(deltas.slice(1));
    expect(live.since(7)).toBeNull();
    for (let turn = 0; turn < 60; turn += 1) {
      change(3, { cps: turn });
      time.pass(100);
    }
    expect(live.since(1)).toBeNull();
    expect(live.since(60)).toHaveLength(3);
  });
});

describe('listening', () => {
  test('ends for one listener, and for all when it is disposed', () => {
    const heard: FleetDelta[] = [];
    const stop = live.onDelta((delta) => heard.push(delta));
    stop();
    change(1, { cps: 1 });
    time.pass(0);
    expect([heard.length, deltas.length]).toEqual([0, 1]);
    change(2, { cps: 1 });
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
    expect(told.map(({ changed, removed }) => [changed.map((one) => rowAfter(one, snapshot.rows[0])?.name), removed])).toEqual([
      [['other'], []],
      [[], [one]],
    ]);
    expect([told[0]?.from, told[1]?.to]).toEqual([snapshot.revision, snapshot.revision + 2]);
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
