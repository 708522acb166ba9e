// events: the history in the shape that interfaces.md promises, complete, and in words for people.
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/durations.ts';
import { granted } from '../../builders/licence-answers.ts';
import { FakeCliWorld } from '../../fakes/cli-world.ts';
import { START } from '../../fakes/memory-fleet.ts';

const URL = 'http://localhost:8080/SmartTransport';

let world: FakeCliWorld;
beforeEach(() => {
  world = new FakeCliWorld();
  world.fleet.answer = (request) => granted(request, world.fleet.now);
  world.files.set('token', 'dG9rZW4');
});
const add = async (name: string, ...options: string[]) =>
  world.cli('instance', 'add', name, '--max-call-rate', '500', ...options);
const enable = (name: string, count: number, ...more: string[]) =>
  world.cli('configure', name, '--enable', '--license-count', String(count), '--server-url', URL, '--transport', 'http', ...more);
const licensed = async (name: string, count: number, ...options: string[]) => {
  await add(name, ...options);
  expect((await enable(name, count, '--token-file', 'token')).code).toBe(0);
};
/** Folder time and real time together, as in an ordinary folder. */
const pass = (ms: number) => {
  world.fleet.now += ms;
  world.fleet.clock = { rate: 1, real: 0, folder: world.fleet.now - world.time.now() };
};

describe('events', () => {
  it('are oldest first and of exactly the promised shape', async () => {
    await licensed('proxy-1', 50);
    await add('proxy-2');
    pass(DAY);
    await enable('proxy-2', 5);
    const all = JSON.parse((await world.cli('events', '--json')).out);
    expect(all.map(({ id }: { id: number }) => id)).toEqual(all.map((_: unknown, k: number) => k + 1));
    for (const event of all) expect(Object.keys(event)).toEqual(['id', 'at', 'instance', 'event', 'detail', 'actor']);
    expect(all.map(({ event }: { event: string }) => event)).toEqual(
      expect.arrayContaining(['enabled', 'registered', 'authorized']),
    );
    expect(all[0].at).toBe(new Date(START).toISOString());

    const ofOne = JSON.parse((await world.cli('events', 'proxy-2', '--json')).out);
    expect(new Set(ofOne.map(({ instance }: { instance: string }) => instance))).toEqual(new Set(['proxy-2']));
    const since = JSON.parse((await world.cli('events', '--since', new Date(START + DAY).toISOString(), '--json')).out);
    expect(since).toEqual(ofOne);
    expect(JSON.parse((await world.cli('events', '--since', '2026-11-25', '--json')).out)).toEqual(ofOne);
    expect(JSON.parse((await world.cli('events', '--limit', '2', '--json')).out)).toEqual(all.slice(-2));
    expect(JSON.parse((await world.cli('events', 'proxy-1', '--limit', '1', '--json')).out)).toHaveLength(1);
  });

  it('are complete however many there are', async () => {
    await add('proxy-1');
    await enable('proxy-1', 5);
    const call = world.fleet.call.bind(world.fleet);
    const one = JSON.parse((await world.cli('events', '--json')).out)[0];
    const many = Array.from({ length: 25_000 }, (_, k) => ({ ...one, id: k + 1, at: START, instanceId: crypto.randomUUID() }));
    world.fleet.call = async (channel, input) => {
      if (channel !== 'events.list') return call(channel, input);
      const { before = Number.POSITIVE_INFINITY, limit } = input as { before?: number; limit: number };
      return many.filter(({ id }) => id < before).slice(-limit) as never;
    };
    const all = JSON.parse((await world.cli('events', '--json')).out);
    expect(all.map(({ id }: { id: number }) => id)).toEqual(many.map(({ id }) => id));
    const some = JSON.parse((await world.cli('events', '--limit', '15000', '--json')).out);
    expect([some.length, some[0].id]).toEqual([15_000, 10_001]);
  });

  it('say for people what changed from what to what', async () => {
    await add('proxy-1');
    await enable('proxy-1', 50);
    await world.cli('configure', 'proxy-1', '--license-count', '100');
    const { out } = await world.cli('events', 'proxy-1');
    expect(out).toMatch(/^TIME +INSTANCE +EVENT +BY +DETAIL\n/);
    expect(out).toMatch(/proxy-1 +configuration-changed +administrator +licenseCount 50 → 100\n/);
  });

  it('of an instance that never was end with 2', async () => {
    const { code, err } = await world.cli('events', 'proxy-9');
    expect(code).toBe(2);
    expect(err).toMatch(/never was one/);
  });
});

describe('events --verify', () => {
  it('says that the log is whole', async () => {
    await licensed('proxy-1', 50);
    const { code, out } = await world.cli('events', '--verify');
    expect([code, out]).toEqual([0, expect.stringMatching(/^\d+ entries since .*, none altered\. Last seal 0{64}\.\n$/)]);
    expect(JSON.parse((await world.cli('events', '--verify', '--json')).out)).toMatchObject({ intact: true, broken: null });
  });

  it.each([
    [{ kind: 'altered', id: 7, at: START, missing: 0 }, /^Entry 7 \(.*\) was altered\. The \d+ entries before/],
    [{ kind: 'removed', id: 3, at: null, missing: 1 }, /^Entry 3 was removed\./],
    [{ kind: 'removed', id: 3, at: null, missing: 4 }, /^Entries 3 to 6 were removed\./],
    [{ kind: 'inserted', id: 8, at: START, missing: 0 }, /^Entry 8 \(.*\) was inserted\./],
    [{ kind: 'cut-off', id: 9, at: null, missing: 2 }, /^The log was cut off before entry 9: 2 are missing/],
    [{ kind: 'resealed', id: 9, at: START, missing: 0 }, /^The log does not end as it was kept: entry 9/],
  ] as const)('names what was done to it, and ends with 1: %j', async (broken, said) => {
    world.fleet.audit.broken = broken;
    const { code, out } = await world.cli('events', '--verify');
    expect([code, out]).toEqual([1, expect.stringMatching(said)]);
    const json = await world.cli('events', '--verify', '--json');
    expect([json.code, JSON.parse(json.out).broken.kind]).toEqual([1, broken.kind]);
  });

  it('takes the whole log or nothing', async () => {
    expect((await world.cli('events', 'proxy-1', '--verify')).code).toBe(2);
    expect((await world.cli('events', '--verify', '--limit', '3')).code).toBe(2);
  });
});
