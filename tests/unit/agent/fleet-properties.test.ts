// The same lives through the real runtime: store, alarms, secrets and exchanges are fakes, everything between them is the product.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluationLeftMs } from '../../../main/agent/evaluation.ts';
import type { Agent } from '../../../main/agent/ports.ts';
import { AppFailure } from '../../../shared/app-failure.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/durations.ts';
import { type Action, type Answering, type Command, eventOf, wildWalks } from '../../builders/agent-walks.ts';
import { failureOf, noAnswer } from '../../builders/licence-answers.ts';
import { configurationOf, instanceOf } from '../../builders/stepped-agent.ts';
import { AgentWorld } from '../../fakes/agent-world.ts';

const ID = instanceOf().id;
const RUNS = 50;

async function go(world: AgentWorld, action: Action): Promise<void> {
  switch (action.do) {
    case 'pass':
      // Every minute is a try while the store is full.
      await world.pass(world.store.refuses === null ? action.ms : Math.min(action.ms, 2 * HOUR));
      return;
    case 'wait':
      world.wait(action.ms);
      return;
    case 'jump':
      world.wallMs += action.ms;
      world.alarms.ring(Number.POSITIVE_INFINITY);
      break;
    case 'restart':
      await world.restart();
      break;
    case 'command':
      await order(world, action.command).catch(expectRefusal);
      break;
    case 'answer':
    case 'late':
      world.server.answer((request) => action.answering(request, world.wallMs));
  }
  await world.calm();
}

const expectRefusal = (error: unknown) => expect(error).toBeInstanceOf(AppFailure);

async function order(world: AgentWorld, command: Command): Promise<void> {
  const { fleet, secrets } = world;
  const event = eventOf(command, await agentOf(world));
  if (event.kind === 'configure') {
    if (event.register !== null) await secrets.put(ID, 'token', 'a token');
    return fleet.configure(ID, event.configuration, event);
  }
  if (event.kind === 'register') {
    await secrets.put(ID, 'token', 'a token');
    return fleet.register(ID, event);
  }
  if (command === 'authorize') return fleet.authorize(ID);
  if (command === 'renew') return fleet.renewId(ID);
  return fleet.deregister(ID);
}

async function agentOf({ fleet }: AgentWorld): Promise<Agent> {
  const stored = await fleet.agent(ID);
  if (stored === undefined) throw new Error('The instance is gone.');
  return stored.agent;
}

async function begin(profile: 'CUSP' | 'CCCSP'): Promise<AgentWorld> {
  const world = new AgentWorld();
  await world.fleet.open();
  await world.fleet.add(instanceOf({ profile }));
  return world;
}

const profiles = fc.constantFrom('CUSP' as const, 'CCCSP' as const);
/** The store is full for the time of an action now and then. */
const trouble = fc.infiniteStream(fc.integer({ min: 0, max: 9 }).map((n) => n === 0));

/** A host that ends without a word loses what was counted since the last hour, where the clock is set back as well. */
const LOST_AT_MOST_MS = HOUR;

test('evaluation and verdict stay true over everything, and what the store has is what the agent is', async () => {
  await fc.assert(
    fc.asyncProperty(profiles, wildWalks, async (profile, walk) => {
      const world = await begin(profile);
      let least = Number.POSITIVE_INFINITY;
      for (const action of walk) {
        await go(world, action);
        const agent = await agentOf(world);
        const left = evaluationLeftMs(agent.state.evaluation, world.now());
        expect(left).toBeLessThanOrEqual(action.do === 'restart' ? least + LOST_AT_MOST_MS : least);
        least = left;
        const { licensingState, calls } = world.fleet.summaryOf(agent);
        if (licensingState === 'EvalExpired' || licensingState === 'AuthorizationExpired') expect(calls.verdict).toBe('blocked');
        const kept = world.store.agents.get(ID)?.agent;
        const aside = (other: Agent | undefined) => other && { ...other, state: { ...other.state, evaluation: null } };
        expect(aside(kept)).toEqual(JSON.parse(JSON.stringify(aside(agent))));
        const countedSinceMs = (kept?.state.evaluation.remainingMs ?? 0) - agent.state.evaluation.remainingMs;
        expect(countedSinceMs).toBeLessThanOrEqual(HOUR);
      }
    }),
    { numRuns: RUNS },
  );
}, 300_000);

test('one exchange at a time, and stored before it is sent, even while the store is full now and then', async () => {
  await fc.assert(
    fc.asyncProperty(profiles, wildWalks, trouble, async (profile, walk, full) => {
      const world = await begin(profile);
      world.server.onReceived = ({ requestId }) =>
        expect(world.store.agents.get(ID)?.agent.state.request?.requestId).toBe(requestId);
      for (const action of walk) {
        world.store.refuses = full.next().value === true ? 'full' : null;
        await go(world, action);
        expect(world.server.most).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: RUNS },
  );
}, 300_000);

test('whatever happened, a server that answers in the end makes it well, and no request is forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(profiles, wildWalks, trouble, async (profile, walk, full) => {
      const world = await begin(profile);
      for (const action of walk) {
        world.store.refuses = full.next().value === true ? 'full' : null;
        await go(world, action);
        world.store.refuses = null;
      }
      const answering: Answering = (request, now) => noAnswer(failureOf('timeout', request.operation, now));
      await world.pass(2 * MINUTE);
      world.server.script = (request) => answering(request, world.wallMs);
      world.server.answer(world.server.script);
      await world.calm();
      // Whatever was wished for has ended after a day of silence; nothing hangs.
      await world.pass(DAY + MINUTE);
      expect(world.server.held).toEqual([]);
      expect(world.fleet.row(ID)).toMatchObject({ inFlight: null });
      expect((await world.fleet.agent(ID))?.agent.state.deregistration).toBeNull();
      await world.fleet.configure(
        ID,
        { ...configurationOf(), serverUrl: 'https://new.example/' },
        {
          register: { force: true },
          deregisterAndSwitch: true,
          liveServerAllowed: false,
          actor: 'administrator',
        },
      );
      await world.calm();
      expect(world.fleet.row(ID)).toMatchObject({
        serverUrl: 'https://new.example/',
        enabled: true,
        registrationStatus: 'retry',
      });
    }),
    { numRuns: RUNS },
  );
}, 300_000);
