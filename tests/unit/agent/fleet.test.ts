// The agents at work: stored before acted on, one exchange at a time, woken by alarms, found by name, and through trouble.
import { expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../../shared/durations.ts';
import { failureOf, granted, noAnswer, refusedAnswer } from '../../builders/licence-answers.ts';
import { configurationOf, instanceOf } from '../../builders/stepped-agent.ts';
import { AgentWorld } from '../../fakes/agent-world.ts';

const ID = instanceOf().id;
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const options = { register: null, deregisterAndSwitch: false, liveServerAllowed: false, actor: 'administrator' } as const;

/** One instance, registering; `granting`: everything is answered at once. */
async function registering({ granting = false } = {}): Promise<AgentWorld> {
  const world = new AgentWorld();
  if (granting) world.server.script = (request) => granted(request, world.wallMs);
  await world.fleet.open();
  await world.fleet.add(instanceOf());
  await world.secrets.put(ID, 'token', 'a token');
  await world.fleet.configure(ID, configurationOf(), { ...options, register: { force: false } });
  await world.calm();
  return world;
}
const grant = (world: AgentWorld) => world.server.answer((request) => granted(request, world.wallMs));
const timeout = (world: AgentWorld) => noAnswer(failureOf('timeout', 'no answer', world.wallMs));
const state = async ({ fleet }: AgentWorld) => {
  const stored = await fleet.agent(ID);
  return stored && fleet.summaryOf(stored.agent).smartLicenseClientState;
};
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.error?.code ?? error,
  );

test('from the form to Authorized, the token forgotten, the history written', async () => {
  const world = await registering({ granting: true });
  expect(await state(world)).toBe('Authorized');
  expect([...world.secrets.kept.keys()]).toEqual([]);
  expect(world.store.history.map(({ event }) => event)).toEqual([
    'configuration-changed',
    'enabled',
    'registration-requested',
    'evaluation-started',
    'registered',
    'authorization-requested',
    'evaluation-stopped',
    'authorized',
  ]);
  expect(world.store.agents.get(ID)?.agent).toEqual((await world.fleet.agent(ID))?.agent);
});

test('a request goes out only once it is stored', async () => {
  const world = new AgentWorld();
  await world.fleet.open();
  await world.fleet.add(instanceOf());
  const sentAtCommit: number[] = [];
  world.store.committed = () => sentAtCommit.push(world.server.received.length);
  await world.fleet.configure(ID, configurationOf(), { ...options, register: { force: false } });
  await world.calm();
  expect(sentAtCommit).toEqual([0]);
  expect(world.server.received).toHaveLength(1);
  expect(world.store.agents.get(ID)?.agent.state.request?.requestId).toBe(world.server.received[0]?.requestId);
});

test('after kill -9 what was in flight is sent again under a new id, and the late answer to the old one does not count', async () => {
  const world = await registering();
  const [first] = world.server.received;
  const before = world.fleet;
  await world.restart();
  await world.calm();
  const second = world.server.received.at(-1);
  expect(second).toMatchObject({ operation: 'registration', keyId: first && 'keyId' in first && first.keyId });
  expect(second?.requestId).not.toBe(first?.requestId);
  grant(world);
  await world.calm();
  expect(await state(world)).toBe('Registered');
  await before.dispose();
});

test('a restart while authorized asks for nothing', async () => {
  const world = await registering({ granting: true });
  const sent = world.server.received.length;
  await world.restart();
  await world.pass(DAY);
  expect(await state(world)).toBe('Authorized');
  expect(world.server.received).toHaveLength(sent);
});

test('after a long absence it is right before any alarm has rung, and what is due goes out spread over time', async () => {
  const world = await registering({ granting: true });
  for (let n = 2; n <= 50; n += 1) await world.fleet.add(instanceOf({ id: idOf(n), name: `proxy-${n}` }));
  world.wait(95 * DAY);
  const sent = world.server.received.length;
  world.jitter = 0.9;
  await world.restart();
  expect(world.fleet.row(ID)).toMatchObject({ clientState: 'Authorization Expired', verdict: 'blocked' });
  expect(world.server.received).toHaveLength(sent);
  expect((world.alarms.earliest() ?? 0) - world.wallMs).toBe(0.9 * 20);
  await world.pass(SECOND);
  expect(await state(world)).toBe('Authorized');
});

test('an exchange whose request was given up is still on its way: the next one waits for its end', async () => {
  const world = await registering();
  grant(world);
  await world.calm();
  expect(world.server.held.map(({ operation }) => operation)).toEqual(['authorization']);
  world.wait(366 * DAY);
  await world.fleet.register(ID, { force: false });
  await world.calm();
  expect((await world.fleet.agent(ID))?.agent.state.request?.operation).toBe('registration');
  expect(world.server.held.map(({ operation }) => operation)).toEqual(['authorization']);
  grant(world);
  await world.calm();
  expect(world.server.held.map(({ operation }) => operation)).toEqual(['registration']);
  expect(world.server.most).toBe(1);
});

test('a refused event changes nothing and is told with its code', async () => {
  const world = await registering();
  const { revision } = (await world.fleet.agent(ID)) ?? {};
  expect(await code(world.fleet.register(ID, { force: false }))).toBe('in-progress');
  expect(await code(world.fleet.authorize(ID))).toBe('not-registered');
  expect(await code(world.fleet.authorize('nobody'))).toBe('not-found');
  expect((await world.fleet.agent(ID))?.revision).toBe(revision);
});

test('a full store: the caller is told, nothing is sent, and it works again afterwards', async () => {
  const world = await registering({ granting: true });
  world.store.refuses = 'full';
  const sent = world.server.received.length;
  expect(await code(world.fleet.authorize(ID))).toBe('store-full');
  await world.pass(40 * DAY);
  expect(world.server.received).toHaveLength(sent);
  world.store.refuses = null;
  await world.pass(MINUTE);
  expect(world.server.received.length).toBeGreaterThan(sent);
  expect(await state(world)).toBe('Authorized');
});

test('an answer that cannot be stored is kept and stored once that is possible', async () => {
  const world = await registering();
  world.store.refuses = 'full';
  grant(world);
  await world.calm();
  expect(await state(world)).toBe('Un-Identified');
  await world.pass(5 * MINUTE);
  expect(world.server.received).toHaveLength(1);
  world.store.refuses = null;
  await world.pass(MINUTE);
  expect(await state(world)).toBe('Registered');
});

test('an answer that could not be stored is stored with the next thing that happens', async () => {
  const world = await registering();
  world.store.refuses = 'full';
  grant(world);
  await world.calm();
  world.store.refuses = null;
  await world.fleet.edit(ID, { tags: ['a'] });
  await world.calm();
  expect(await state(world)).toBe('Registered');
});

test('a secret that cannot be forgotten holds nothing up, and is forgotten later', async () => {
  const world = await registering();
  world.secrets.refuses = true;
  grant(world);
  await world.calm();
  expect(world.server.held.map(({ operation }) => operation)).toEqual(['authorization']);
  expect([...world.secrets.kept.values()]).toEqual(['a token']);
  world.secrets.refuses = false;
  await world.pass(MINUTE);
  expect([...world.secrets.kept.values()]).toEqual([]);
});

test('the token of the next registration is not taken for one that could not be forgotten', async () => {
  const world = await registering();
  world.secrets.refuses = true;
  world.server.answer(() => refusedAnswer(failureOf('token-invalid', 'no', world.wallMs)));
  await world.calm();
  await world.secrets.put(ID, 'token', 'another token');
  await world.fleet.register(ID, { force: false });
  world.secrets.refuses = false;
  await world.pass(5 * MINUTE);
  expect([...world.secrets.kept.values()]).toEqual(['another token']);
});

test('removing: a registered one stays until its deregistration was answered, then it is gone with its name', async () => {
  const world = await registering({ granting: true });
  world.server.script = null;
  const told: string[] = [];
  world.fleet.onChange((_, what) => told.push(what));
  await world.fleet.remove(ID);
  await world.calm();
  expect(world.fleet.find('proxy-1')).toBe(ID);
  const done = world.fleet.settled(ID, 'deregistration', DAY);
  grant(world);
  expect(await done).toEqual({ outcome: 'done' });
  expect(world.fleet.find('proxy-1')).toBeUndefined();
  expect(world.fleet.ids()).toEqual([]);
  expect(world.store.agents.size).toBe(0);
  expect(world.alarms.at.size).toBe(0);
  expect(told.at(-1)).toBe('removed');
  expect(await code(world.fleet.authorize(ID))).toBe('not-found');
});

test('a removal that the store refuses is told, and done later', async () => {
  const world = new AgentWorld();
  await world.fleet.open();
  await world.fleet.add(instanceOf());
  const { remove } = world.store;
  world.store.remove = async () => {
    world.store.refuses = 'full';
    return remove.call(world.store, { id: ID }, 0);
  };
  expect(await code(world.fleet.remove(ID))).toBe('store-full');
  expect(world.fleet.ids()).toEqual([ID]);
  world.store.refuses = null;
  world.store.remove = remove;
  await world.pass(2 * MINUTE);
  expect(world.fleet.ids()).toEqual([]);
});

test('names: taken, changed, free again', async () => {
  const world = new AgentWorld();
  await world.fleet.open();
  await world.fleet.add(instanceOf());
  await world.fleet.add(instanceOf({ id: idOf(2), name: 'proxy-2' }));
  expect(await code(world.fleet.add(instanceOf({ id: idOf(3) })))).toBe('name-taken');
  expect(await code(world.fleet.edit(ID, { name: 'proxy-2' }))).toBe('name-taken');
  await Promise.all([world.fleet.edit(ID, { name: 'free' }), world.fleet.edit(idOf(2), { name: 'proxy-1' })]);
  expect([world.fleet.find('free'), world.fleet.find('proxy-1'), world.fleet.find('proxy-2')]).toEqual([ID, idOf(2), undefined]);
  expect(world.fleet.rows().map(({ name }) => name)).toEqual(['free', 'proxy-1']);
});

test('settled: done, failed, pending when the time is over, and pending when the host ends', async () => {
  const world = await registering();
  expect(await code(world.fleet.settled('nobody', 'registration', 1))).toBe('done');
  const late = world.fleet.settled(ID, 'registration', SECOND);
  world.realTime.pass(SECOND);
  expect(await late).toEqual({ outcome: 'pending' });
  const failed = world.fleet.settled(ID, 'registration', DAY);
  world.server.answer(() => timeout(world));
  expect(await failed).toMatchObject({ outcome: 'failed', failure: { category: 'timeout' } });
  await world.pass(15 * MINUTE);
  const done = world.fleet.settled(ID, 'registration', DAY);
  grant(world);
  expect(await done).toEqual({ outcome: 'done' });
  const ending = world.fleet.settled(ID, 'authorization', DAY);
  await world.fleet.dispose();
  expect(await ending).toEqual({ outcome: 'pending' });
  expect(await code(world.fleet.authorize(ID))).toBe('host-unavailable');
});

test('settled waits for what is polled, and for an operation that another one’s answer made pointless', async () => {
  const world = await registering();
  const registration = world.fleet.settled(ID, 'registration', DAY);
  world.server.answer(() => ({ kind: 'poll', pollId: 'p', retryAfterMs: SECOND }));
  await world.calm();
  await world.pass(SECOND);
  grant(world);
  expect(await registration).toEqual({ outcome: 'done' });
  await world.fleet.renewId(ID);
  const renewal = world.fleet.settled(ID, 'renewal', DAY);
  world.server.answer(() => refusedAnswer(failureOf('not-registered', 'who?', world.wallMs)));
  expect(await renewal).toMatchObject({ outcome: 'failed', failure: { category: 'not-registered' } });
  expect(world.fleet.row(ID)).toMatchObject({ registrationStatus: 'failed', failure: { category: 'not-registered' } });
});

test('settled tells an authorization failed that ended the registration', async () => {
  const world = await registering();
  grant(world);
  await world.calm();
  const settled = world.fleet.settled(ID, 'authorization', DAY);
  world.server.answer(() => refusedAnswer(failureOf('not-registered', 'who?', world.wallMs)));
  expect(await settled).toMatchObject({ outcome: 'failed', failure: { text: 'who?' } });
});
