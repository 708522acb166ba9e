// What holds in every life of an agent, whatever comes: random events over years of hand-moved time through the real step.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluationLeftMs } from '../../../main/agent/evaluation.ts';
import { nextDeadline } from '../../../main/agent/next-deadline.ts';
import { HOUR } from '../../../shared/durations.ts';
import { type Action, type Answering, answerings, calmWalks, eventOf, wildWalks } from '../../builders/agent-walks.ts';
import { SteppedAgent } from '../../builders/stepped-agent.ts';

const RUNS = 50;
const profiles = fc.constantFrom('CUSP' as const, 'CCCSP' as const);

function go(agent: SteppedAgent, action: Action): void {
  switch (action.do) {
    case 'pass':
      agent.pass(action.ms);
      return;
    case 'wait':
      agent.wait(action.ms);
      return;
    case 'jump':
      agent.wallMs += action.ms;
      agent.take({ kind: 'due' });
      return;
    case 'restart':
      agent.restart();
      return;
    case 'command':
      agent.refusal(eventOf(action.command, agent.agent));
      return;
    case 'answer':
      if (agent.state.request !== null) agent.answer(action.answering);
      return;
    case 'late': {
      const [request] = agent.requests;
      if (request !== undefined && request.requestId !== agent.state.request?.requestId)
        agent.take({ kind: 'answer', requestId: request.requestId, answer: action.answering(request, agent.wallMs) });
    }
  }
}

/** Walks, and looks at the agent after every single step and action. */
function watch(profile: 'CUSP' | 'CCCSP', walk: Action[], look: (agent: SteppedAgent, stepped: boolean) => void): void {
  class Watched extends SteppedAgent {
    override take(...args: Parameters<SteppedAgent['take']>) {
      const result = super.take(...args);
      look(this, true);
      return result;
    }
  }
  const agent = new Watched({ profile });
  for (const action of walk) {
    go(agent, action);
    look(agent, false);
  }
}

test('the evaluation never grows, and is shown as its whole hours', () => {
  fc.assert(
    fc.property(profiles, wildWalks, (profile, walk) => {
      let least = Number.POSITIVE_INFINITY;
      let run = '';
      watch(profile, walk, (agent) => {
        const left = evaluationLeftMs(agent.state.evaluation, agent.now());
        // A host that ends without a word loses what was counted since the last hour, where the clock was set back as well.
        expect(left).toBeLessThanOrEqual(agent.runId === run ? least : least + HOUR);
        run = agent.runId;
        expect(left).toBeGreaterThanOrEqual(0);
        expect(agent.summary().evaluationPeriodHours).toBeLessThanOrEqual(Math.ceil(left / HOUR));
        least = left;
      });
    }),
    { numRuns: RUNS },
  );
}, 300_000);

test('calls are allowed only under an authorization or an evaluation that holds, whether or not somebody has looked', () => {
  fc.assert(
    fc.property(profiles, wildWalks, (profile, walk) => {
      watch(profile, walk, (agent, stepped) => {
        const { licensingState, calls } = agent.summary();
        const { verdict, until, blockedSince } = agent.row();
        if (licensingState === 'EvalExpired' || licensingState === 'AuthorizationExpired') expect(calls.verdict).toBe('blocked');
        expect(verdict).toBe(calls.verdict);
        expect(blockedSince !== null).toBe(verdict === 'blocked');
        if (verdict !== 'allowed') return;
        // Told from the stored facts alone, by another way than the verdict goes.
        const { authorization, identity, evaluation } = agent.state;
        const now = agent.wallMs;
        const underAuthorization =
          identity !== null && now < identity.expiresAt && 'deadline' in authorization && now < authorization.deadline;
        expect(underAuthorization || evaluationLeftMs(evaluation, agent.now()) > 0).toBe(true);
        expect(until).toBeGreaterThan(now);
        if (stepped) expect(until).toBe(fromFacts(agent));
      });
    }),
    { numRuns: RUNS },
  );
}, 300_000);

function fromFacts({ state, wallMs, ...agent }: SteppedAgent): number {
  const { authorization, identity, evaluation } = state;
  void agent;
  if (evaluation.counting || identity === null) return wallMs + evaluation.remainingMs;
  const afterCertificate = identity.expiresAt + evaluation.remainingMs;
  return 'deadline' in authorization ? Math.min(authorization.deadline, afterCertificate) : afterCertificate;
}

test('at most one request is sent in a step, each under an id of its own, never while another one is in flight', () => {
  fc.assert(
    fc.property(profiles, wildWalks, (profile, walk) => {
      let sent = 0;
      let before = '';
      watch(profile, walk, (agent) => {
        expect(agent.requests.length - sent).toBeLessThanOrEqual(1);
        const inFlight = agent.state.request;
        if (agent.requests.length > sent) expect(inFlight?.requestId).toBe(agent.requests.at(-1)?.requestId);
        else expect([before, undefined]).toContain(inFlight?.requestId);
        sent = agent.requests.length;
        before = inFlight?.requestId ?? '';
      });
    }),
    { numRuns: RUNS },
  );
}, 300_000);

test('no deadline is left behind: after a look at the time, the next one is ahead', () => {
  fc.assert(
    fc.property(profiles, wildWalks, (profile, walk) => {
      watch(profile, walk, (agent, stepped) => {
        if (stepped) return;
        const twin = new SteppedAgent({ profile });
        Object.assign(twin, { agent: agent.agent, wallMs: agent.wallMs, steadyMs: agent.steadyMs, runId: agent.runId });
        twin.take({ kind: 'due' });
        expect(nextDeadline(twin.agent, twin.now()) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(twin.wallMs);
      });
    }),
    { numRuns: RUNS },
  );
}, 300_000);

/** What an agent is, without the clocks and names that each run gives anew. */
function essence(agent: SteppedAgent) {
  const { evaluation, request, clockOutsideSince, ...state } = agent.state;
  const { asOf: _, ...balance } = evaluation;
  const flying = request && { operation: request.operation, poll: request.poll, cps: request.cps };
  const outside = agent.wallMs < (state.identity?.issuedAt ?? 0) ? clockOutsideSince?.wallMs : null;
  return {
    state,
    balance,
    flying,
    outside,
    configuration: agent.agent.configuration,
    summary: agent.summary(),
    history: agent.events,
  };
}

/** What was in flight is sent again, and held again: the answer comes when it comes in the undisturbed life. */
function withoutAnswer(agent: SteppedAgent): void {
  const { server } = agent;
  agent.server = () => null;
  agent.restart();
  agent.server = server;
}

type Disturbance = { part: number; restart: boolean };

test('neither restarts nor more looks at the time change anything: the alarms alone miss nothing', () => {
  const disturbances = fc.array(fc.record({ part: fc.double({ min: 0, max: 1, noNaN: true }), restart: fc.boolean() }), {
    maxLength: 4,
  });
  const script = fc.array(answerings, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(profiles, calmWalks, script, fc.infiniteStream(disturbances), (profile, walk, answers, streams) => {
      const calm = new SteppedAgent({ profile });
      const disturbed = new SteppedAgent({ profile });
      // By the moment of the request, so that both hear the same.
      const server: Answering = (request, now) => (answers[Math.floor(now / 1_000) % answers.length] as Answering)(request, now);
      for (const agent of [calm, disturbed]) agent.server = (request, now) => (now % 3 === 0 ? null : server(request, now));
      for (const action of walk) {
        go(calm, action);
        if (action.do === 'pass') {
          const stops = ((streams.next().value ?? []) as Disturbance[]).map(({ part, restart }) => ({
            at: Math.floor(part * action.ms),
            restart,
          }));
          let passed = 0;
          for (const { at, restart } of stops.sort((a, b) => a.at - b.at)) {
            disturbed.pass(at - passed);
            passed = at;
            if (restart) withoutAnswer(disturbed);
            disturbed.take({ kind: 'due' });
          }
          disturbed.pass(action.ms - passed);
        } else go(disturbed, action);
        calm.take({ kind: 'due' });
        disturbed.take({ kind: 'due' });
        expect(essence(disturbed)).toEqual(essence(calm));
      }
    }),
    { numRuns: RUNS },
  );
}, 300_000);
