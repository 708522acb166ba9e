// One agent driven through the real step by hand-moved clocks: what it wrote, what it wants sent, what it shows. Alarms are kept
// as the host keeps them: `pass` looks at every deadline on the way, `wait` lets time go by with nobody looking.
import type { AgentEvent } from '../../main/agent/agent-event.ts';
import type { Now } from '../../main/agent/agent-state.ts';
import { fleetRowOf } from '../../main/agent/fleet-row.ts';
import { nextDeadline } from '../../main/agent/next-deadline.ts';
import type { Agent, LicenceAnswer, LicenceRequest, NewEvent } from '../../main/agent/ports.ts';
import { requestOf } from '../../main/agent/requests.ts';
import { newAgent, step } from '../../main/agent/step.ts';
import { summaryOf } from '../../main/agent/summary.ts';
import type { Step } from '../../main/agent/turn.ts';
import { AppFailure } from '../../shared/app-failure.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Configuration } from '../../shared/model/configuration.ts';
import type { FailureCategory } from '../../shared/model/failure.ts';
import type { Instance } from '../../shared/model/instance.ts';
import { failureOf, granted, noAnswer, refusedAnswer } from './licence-answers.ts';

export const START = Date.UTC(2026, 10, 24, 9, 0, 0);
export const SERVER_URL = 'https://licences.example/SmartTransport';

export const instanceOf = (change: Partial<Instance> = {}): Instance => ({
  id: '00000000-0000-4000-8000-000000000001',
  name: 'proxy-1',
  serial: '0123456789ABCDEF0123456789ABCDEF',
  profile: 'CUSP',
  softwareVersion: '10.2.1',
  maxCallRate: 100,
  address: null,
  account: 'Planned',
  tags: [],
  environment: 'production',
  softwareTag: 'software',
  entitlementTag: 'entitlement',
  liveServerAllowed: false,
  createdAt: START,
  ...change,
});

export const configurationOf = (change: Partial<Configuration> = {}): Configuration => ({
  enabled: true,
  licenseCount: 50,
  serverUrl: SERVER_URL,
  transport: 'http',
  proxy: { kind: 'none' },
  ...change,
});

/** What the licence server says to a request; null: nothing yet, the request stays in flight. */
export type Script = (request: LicenceRequest, now: number) => LicenceAnswer | null;
export const silent: Script = (_, now) => noAnswer(failureOf('timeout', 'no answer', now));
export const generous: Script = (request, now) => granted(request, now);
export const short: Script = (request, now) => granted(request, now, 'out');
export const refusing =
  (category: FailureCategory): Script =>
  (_, now) =>
    refusedAnswer(failureOf(category, `refused: ${category}`, now));

type Configure = Extract<AgentEvent, { kind: 'configure' }>;

export class SteppedAgent {
  agent: Agent;
  /** What the store has: a restart begins from it. */
  stored: Agent;
  wallMs: number;
  steadyMs = 0;
  runId = 'run 1';
  jitter = 0.5;
  server: Script = () => null;
  events: NewEvent[] = [];
  requests: LicenceRequest[] = [];
  forgotten: string[] = [];
  removed = false;
  #ids = 0;
  #starts = 0;
  #runs = 1;

  constructor(instance: Partial<Instance> = {}, begunAt = START) {
    this.wallMs = begunAt;
    this.agent = newAgent(instanceOf(instance), this.now());
    this.stored = this.agent;
  }

  now(): Now {
    return { wallMs: this.wallMs, steadyMs: this.steadyMs, runId: this.runId };
  }

  get state() {
    return this.agent.state;
  }

  take(event: AgentEvent): Step {
    // A start brings no key, so that an agent that is started more often than another gets the same ones.
    if (event.kind === 'started') this.#starts += 1;
    else if (event.kind !== 'due') this.#ids += 1;
    const ids = { requestId: `request ${this.#ids} ${this.#starts} ${this.wallMs}`, keyId: `key ${this.#ids} ${this.wallMs}` };
    const result = step(this.agent, event, { now: this.now(), jitter: this.jitter, ...ids });
    this.agent = result.agent;
    if (result.worthStoring) this.stored = result.agent;
    this.events.push(...result.events);
    for (const effect of result.effects) {
      if (effect.kind === 'forget-token') this.forgotten.push('token');
      if (effect.kind === 'forget-key') this.forgotten.push(effect.keyId);
      if (effect.kind === 'remove') this.removed = true;
      if (effect.kind === 'send') this.#send();
    }
    return result;
  }

  #send(): void {
    const request = requestOf(this.agent);
    if (request === null) throw new Error('There is nothing to send.');
    this.requests.push(request);
    const answer = this.server(request, this.wallMs);
    if (answer !== null) this.take({ kind: 'answer', requestId: request.requestId, answer });
  }

  /** The answer to what is in flight. */
  answer(script: Script): void {
    const request = this.requests.at(-1);
    const answer = request && script(request, this.wallMs);
    if (!request || !answer || this.state.request?.requestId !== request.requestId) throw new Error('Nothing is in flight.');
    this.take({ kind: 'answer', requestId: request.requestId, answer });
  }

  /** What the agent says when it refuses; undefined: it did not. */
  refusal(event: AgentEvent): AppError | undefined {
    const before = this.agent;
    try {
      this.take(event);
      return undefined;
    } catch (error) {
      if (!(error instanceof AppFailure) || this.agent !== before) throw error;
      return error.error;
    }
  }

  configure(change: Partial<Configuration> = {}, options: Partial<Configure> = {}): void {
    this.take(this.configuring(change, options));
  }
  configuring(change: Partial<Configuration> = {}, options: Partial<Configure> = {}): Configure {
    const configuration = { ...this.agent.configuration, ...change };
    const rest = { register: null, deregisterAndSwitch: false, liveServerAllowed: false, actor: 'administrator' } as const;
    return { kind: 'configure', configuration, ...rest, ...options };
  }

  /** Time goes by with nobody looking. */
  wait(ms: number): void {
    this.wallMs += ms;
    this.steadyMs += ms;
  }

  /** Time goes by; every deadline on the way is looked at. */
  pass(ms: number): void {
    const end = this.wallMs + ms;
    for (let looksAtOnce = 0; ; ) {
      const at = nextDeadline(this.agent, this.now());
      if (at === null || at > end) break;
      looksAtOnce = at > this.wallMs ? 0 : looksAtOnce + 1;
      if (looksAtOnce > 20) throw new Error('A deadline is left behind.');
      this.wait(Math.max(0, at - this.wallMs));
      this.take({ kind: 'due' });
    }
    this.wait(end - this.wallMs);
  }

  /** The host ends and another one starts: what was not stored is gone, the steady clock begins anew. */
  restart(): void {
    this.agent = JSON.parse(JSON.stringify(this.stored));
    this.#runs += 1;
    this.runId = `run ${this.#runs}`;
    this.steadyMs = 12_345;
    this.take({ kind: 'started', opened: this.now() });
  }

  names(): string[] {
    return this.events.map(({ event }) => event);
  }
  /** The history since the last call, names only. */
  news(): string[] {
    const names = this.names();
    this.events = [];
    return names;
  }
  summary() {
    return summaryOf(this.agent, this.now());
  }
  row() {
    return fleetRowOf(this.agent, 1, this.now());
  }
  clientState() {
    return this.summary().smartLicenseClientState;
  }
}

/** Enabled, counting down. */
export function unidentified(instance: Partial<Instance> = {}): SteppedAgent {
  const agent = new SteppedAgent(instance);
  agent.configure(configurationOf());
  agent.events = [];
  return agent;
}

/** Registered, the authorization that follows still on its way. */
export function registered(instance: Partial<Instance> = {}): SteppedAgent {
  const agent = unidentified(instance);
  agent.take({ kind: 'register', force: false, actor: 'administrator' });
  agent.answer(generous);
  agent.events = [];
  agent.forgotten = [];
  return agent;
}

export function authorized(instance: Partial<Instance> = {}): SteppedAgent {
  const agent = registered(instance);
  agent.answer(generous);
  agent.events = [];
  return agent;
}
