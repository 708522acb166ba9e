// A fleet opens by what is stored beside its agents; an agent is loaded only when it is due, asked for or changed, is then what it
// would have been had it been loaded all the time, and is let go again.
import { expect, test } from 'vitest';
import { type Agent, StoreError } from '../../../main/agent/ports.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/durations.ts';
import { failureOf, granted, noAnswer } from '../../builders/licence-answers.ts';
import { configurationOf, instanceOf } from '../../builders/stepped-agent.ts';
import { AgentWorld } from '../../fakes/agent-world.ts';

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const options = { deregisterAndSwitch: false, liveServerAllowed: false, actor: 'administrator' } as const;

/** Without the moment up to which the evaluation was counted, which is of the run that has looked last. */
const aside = (agent: Agent | undefined) =>
  agent && { ...agent, state: { ...agent.state, evaluation: { ...agent.state.evaluation, asOf: null } } };

/** `count` instances that are authorized, each for itself; a server URL for each by its number. */
async function authorized(count: number, urlOf = (_: number) => configurationOf().serverUrl): Promise<AgentWorld> {
  const world = new AgentWorld();
  world.server.script = (request) => granted(request, world.wallMs);
  await world.fleet.open();
  for (let n = 1; n <= count; n += 1) {
    await world.fleet.add(instanceOf({ id: idOf(n), name: `proxy-${n}` }));
    await world.secrets.put(idOf(n), 'token', 'a token');
    await world.fleet.configure(idOf(n), configurationOf({ serverUrl: urlOf(n) }), { ...options, register: { force: false } });
    await world.calm();
  }
  world.store.loaded.splice(0);
  return world;
}

test('a folder is opened without loading anybody, its rows as they were', async () => {
  const world = await authorized(5);
  const before = world.fleet.rows();
  await world.restart();
  expect(world.fleet.rows()).toEqual(before);
  expect(world.fleet.find('proxy-3')).toBe(idOf(3));
  expect(world.store.loaded).toEqual([]);
});

test('who is asked for is loaded, once, and nobody else', async () => {
  const world = await authorized(5);
  await world.restart();
  const [one, again] = await Promise.all([world.fleet.agent(idOf(2)), world.fleet.agent(idOf(2))]);
  expect(one).toBe(again);
  expect(aside(one?.agent)).toEqual(aside(world.store.agents.get(idOf(2))?.agent));
  await world.fleet.edit(idOf(4), { tags: ['a'] });
  expect(world.fleet.row(idOf(4))?.tags).toEqual(['a']);
  expect(world.store.loaded).toEqual([idOf(2), idOf(4)]);
});

test('who is due is loaded when it is, whatever the host did meanwhile', async () => {
  const world = await authorized(3);
  await world.restart();
  const sent = world.server.received.length;
  await world.pass(29 * DAY);
  expect(world.store.loaded).toEqual([]);
  await world.pass(2 * DAY);
  expect(new Set(world.store.loaded)).toEqual(new Set([idOf(1), idOf(2), idOf(3)]));
  expect(world.server.received.slice(sent).map(({ operation }) => operation)).toEqual(Array(3).fill('authorization'));
});

test('an alarm that passed while the host was away rings', async () => {
  const world = await authorized(2);
  world.wait(31 * DAY);
  await world.restart();
  const sent = world.server.received.length;
  await world.pass(SECOND);
  expect(world.server.received).toHaveLength(sent + 2);
});

test('what was in flight is taken up, also where it is one of many, and the others stay where they are', async () => {
  const world = await authorized(4);
  world.server.script = null;
  await world.fleet.authorize(idOf(3));
  await world.calm();
  await world.restart();
  await world.calm();
  expect(world.server.held.map(({ route }) => route.instanceId)).toEqual([idOf(3)]);
  expect(world.store.loaded).toEqual([idOf(3)]);
});

test('rows that nobody has kept, as after an update, are worked out once and kept', async () => {
  const world = await authorized(250);
  const before = world.fleet.rows();
  world.store.kept.clear();
  await world.restart();
  expect(world.fleet.rows()).toEqual(before);
  expect(world.store.loaded).toHaveLength(250);
  world.store.loaded.splice(0);
  await world.restart();
  expect(world.fleet.rows()).toEqual(before);
  expect(world.store.loaded).toEqual([]);
});

test('one that cannot be read is left out at the start, and gone once that is seen', async () => {
  const world = await authorized(3);
  world.store.kept.delete(idOf(1));
  const { load } = world.store;
  world.store.load = async (ids) => (await load.call(world.store, ids)).filter(({ agent }) => agent.instance.id === idOf(3));
  await world.restart();
  expect(world.fleet.ids()).toEqual([idOf(2), idOf(3)]);
  const told: string[] = [];
  world.fleet.onChange((id, what) => told.push(`${id} ${what}`));
  expect(await world.fleet.agent(idOf(2))).toBeUndefined();
  expect(world.fleet.ids()).toEqual([idOf(3)]);
  expect(told).toEqual([`${idOf(2)} removed`]);
});

test('the evaluation of one that is loaded late counts as if it had been loaded at the start, whatever the wall clock does', async () => {
  const world = new AgentWorld();
  await world.fleet.open();
  for (const n of [1, 2]) {
    await world.fleet.add(instanceOf({ id: idOf(n), name: `proxy-${n}` }));
    await world.fleet.configure(idOf(n), configurationOf(), { ...options, register: null });
  }
  world.wait(3 * HOUR);
  await world.restart();
  const left = async (n: number) => {
    const stored = await world.fleet.agent(idOf(n));
    return stored && world.fleet.summaryOf(stored.agent).evaluationPeriodHours;
  };
  expect(await left(1)).toBe(2160 - 3);
  world.wait(30 * MINUTE);
  // Somebody sets the clock forward by a year, while only the first one is loaded.
  world.wallMs += 365 * DAY;
  expect([await left(1), await left(2)]).toEqual([2157, 2157]);
  world.wait(31 * MINUTE);
  expect([await left(1), await left(2)]).toEqual([2156, 2156]);
});

test('so many with nothing to do stay loaded, and one that was let go is the same when it comes back', async () => {
  const world = await authorized(300);
  await world.restart();
  for (let n = 1; n <= 300; n += 1) await world.fleet.agent(idOf(n));
  world.store.loaded.splice(0);
  await world.fleet.agent(idOf(300));
  expect(world.store.loaded).toEqual([]);
  const { agent } = (await world.fleet.agent(idOf(1))) ?? {};
  expect(world.store.loaded).toEqual([idOf(1)]);
  expect(aside(agent)).toEqual(aside(world.store.agents.get(idOf(1))?.agent));
});

test('one whose exchange is on its way is not let go', async () => {
  const world = await authorized(300);
  world.server.script = null;
  await world.fleet.authorize(idOf(1));
  for (let n = 2; n <= 300; n += 1) await world.fleet.agent(idOf(n));
  world.store.loaded.splice(0);
  world.server.answer((request) => granted(request, world.wallMs));
  await world.calm();
  expect(world.fleet.row(idOf(1))?.inFlight).toBeNull();
  expect(world.store.loaded).toEqual([]);
});

test('hundreds that are due at once wait as ids: a few are loaded, the next as these are answered, and all are asked in the end', async () => {
  const world = await authorized(400);
  world.server.script = null;
  await world.restart();
  world.wait(31 * DAY);
  world.alarms.ring(world.wallMs);
  await world.calm();
  const first = world.server.held.length;
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(50);
  expect(world.store.loaded).toHaveLength(first);
  const asked = new Set<string>();
  while (world.server.held.length > 0) {
    for (const { route } of world.server.held) asked.add(route.instanceId);
    world.server.answer((request) => granted(request, world.wallMs));
    await world.calm();
  }
  expect(asked.size).toBe(400);
});

test('a licence server that does not answer holds up nobody else, and no deadline of its own instances either', async () => {
  const dead = 'https://dead.example/SmartTransport';
  const world = await authorized(200, (n) => (n <= 150 ? dead : 'https://well.example/SmartTransport'));
  world.server.script = null;
  await world.restart();
  world.wait(31 * DAY);
  world.alarms.ring(world.wallMs);
  const asked = new Set<string>();
  for (;;) {
    await world.calm();
    const well = world.server.held.filter(({ route }) => route.url !== dead);
    if (well.length === 0) break;
    for (const { route } of well) asked.add(route.instanceId);
    world.server.answerThose(
      ({ route }) => route.url !== dead,
      (request) => granted(request, world.wallMs),
    );
  }
  expect(asked.size).toBe(50);
  // Instance 150 still waits in its server's line when its authorization runs out.
  await world.pass(60 * DAY);
  expect(world.fleet.row(idOf(150))).toMatchObject({ clientState: 'Authorization Expired', verdict: 'blocked', inFlight: null });
});

test('a store that is not there for a while: what was due is done once it is', async () => {
  const world = await authorized(3);
  await world.restart();
  const { load } = world.store;
  world.store.load = () => Promise.reject(new StoreError('unavailable', 'away'));
  const sent = world.server.received.length;
  await world.pass(31 * DAY);
  expect(world.server.received).toHaveLength(sent);
  expect(await world.fleet.agent(idOf(1)).catch((error) => error.error.code)).toBe('store-unavailable');
  world.store.load = load;
  await world.pass(2 * MINUTE);
  expect(world.server.received).toHaveLength(sent + 3);
});

test('a fleet that is disposed of loads nobody, and what waited in line stays stored as due', async () => {
  const world = await authorized(100);
  world.server.script = null;
  await world.restart();
  world.wait(31 * DAY);
  world.alarms.ring(world.wallMs);
  await world.calm();
  const loaded = world.store.loaded.length;
  await world.fleet.dispose();
  world.server.answer(() => noAnswer(failureOf('timeout', 'no answer', world.wallMs)));
  await world.calm();
  expect(world.store.loaded).toHaveLength(loaded);
  await expect(world.fleet.agent(idOf(1))).rejects.toMatchObject({ error: { code: 'host-unavailable' } });
  world.server.script = (request) => granted(request, world.wallMs);
  await world.restart();
  await world.pass(10 * SECOND);
  for (let turn = 0; turn < 10; turn += 1) await world.calm();
  expect(world.fleet.rows().every((row) => (row.lastContactAt ?? 0) >= world.wallMs - DAY)).toBe(true);
});
