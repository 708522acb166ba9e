// A fleet in memory behind the contract: the real agents and the real handlers, over a store, secrets and a licence server that
// are plain objects here. Input is parsed as every door does it. What the licence server answers is set by the test.

import { Fleet } from '../../main/agent/fleet.ts';
import type { Agent, AgentStore, LicenceAnswer, LicenceRequest, RealTime, StoredAgent } from '../../main/agent/ports.ts';
import { StoreError } from '../../main/agent/ports.ts';
import type { OpenHost } from '../../main/cli/world.ts';
import { fleetHandlers } from '../../main/services/application/application.ts';
import type { Diagnostics } from '../../main/services/application/diagnostics-handlers.ts';
import { LiveFleet } from '../../main/services/application/live-fleet.ts';
import { GivenNotices } from '../../main/services/notices/given-notices.ts';
import type { FleetChannel, Input, Output } from '../../shared/ipc/contract.ts';
import { contract } from '../../shared/ipc/contract.ts';
import type { ExchangeRecord } from '../../shared/model/diagnostics.ts';
import type { FolderClock } from '../../shared/model/fleet-snapshot.ts';
import type { HistoryEvent } from '../../shared/model/history-event.ts';
import { memoryAudit } from './memory-audit.ts';
import { memoryExchange } from './memory-exchange.ts';
import { MemoryJobs } from './memory-jobs.ts';

export const START = Date.UTC(2026, 10, 24, 9, 0, 0);

type Answer = (request: LicenceRequest) => LicenceAnswer | Promise<LicenceAnswer>;

export class MemoryFleet {
  /** Epoch ms of the folder's clock, moved by hand. */
  now = START;
  demonstration = true;
  clock: FolderClock = { rate: 1, real: START, folder: START };
  secretBackend: 'keystore' | 'key-file' = 'keystore';
  warnings: string[] = [];
  /** What the licence server says; a test that expects a request sets it. */
  answer: Answer = ({ operation }) => {
    throw new Error(`No answer was prepared for a ${operation}.`);
  };
  /** What the pre-flight checks find; a test that examines sets it. */
  examine: Diagnostics['examine'] = () => {
    throw new Error('No examination was prepared.');
  };
  exchanges: ExchangeRecord[] = [];
  readonly requests: LicenceRequest[] = [];
  readonly secrets = new Map<string, string>();
  readonly trusted: { url: string; kind: string; pem: string }[] = [];
  readonly calls: { channel: FleetChannel; input: unknown }[] = [];
  disposals = 0;

  readonly #agents = new Map<string, StoredAgent>();
  readonly #events: HistoryEvent[] = [];
  /** What is found of the chain is set by the test. */
  readonly audit = memoryAudit(this.#events);
  readonly #fleet: Fleet;
  readonly #live: LiveFleet;
  readonly #handlers: ReturnType<typeof fleetHandlers>;
  #ids = 0;

  constructor(readonly realTime: RealTime) {
    const clock = { now: () => ({ wallMs: this.now, steadyMs: this.now, runId: 'one' }) };
    const chance = { number: () => 0.5, uuid: () => this.#uuid() };
    const newSerial = () => this.#uuid().replaceAll('-', '').toUpperCase();
    const secrets = {
      put: async (id: string, name: string, value: string) => void this.secrets.set(`${id} ${name}`, value),
      get: async (id: string, name: string) => this.secrets.get(`${id} ${name}`) ?? null,
      remove: async (id: string, name: string) => void this.secrets.delete(`${id} ${name}`),
    };
    const store = this.#store();
    const server = {
      exchange: async (request: LicenceRequest) => {
        this.requests.push(request);
        return this.answer(request);
      },
    };
    const alarms = { set: () => {}, onDue: () => {} };
    this.#fleet = new Fleet({ store, secrets, server, clock, alarms, chance, realTime });
    this.#live = new LiveFleet(
      {
        rows: () => this.#fleet.rows(),
        row: (id) => this.#fleet.row(id),
        onChange: (listener) => this.#fleet.onChange(listener),
      },
      (ms, done) => realTime.after(ms, done),
    );
    const isDemonstration = () => this.demonstration;
    const { jobs } = new MemoryJobs({ fleet: this.#fleet, clock, chance, realTime, isDemonstration });
    this.#handlers = fleetHandlers({
      jobs,
      notices: new GivenNotices(realTime),
      exchange: memoryExchange({ fleet: this.#fleet, store, secrets, clock, chance, newSerial, isDemonstration }),
      fleet: this.#fleet,
      live: this.#live,
      events: store.events,
      audit: this.audit,
      secrets,
      trust: {
        list: async () => [],
        add: async (url, kind, pem) => [String(this.trusted.push({ url, kind, pem }))],
        remove: async () => {},
        rootsFor: async () => ({ signerRoots: [], tlsRoots: [] }),
      },
      diagnostics: {
        exchanges: (id) => this.exchanges.filter((one) => one.instanceId === id),
        examine: (patient, signal) => this.examine(patient, signal),
        steadyMs: () => this.now,
      },
      clock,
      chance,
      newSerial,
      info: () => ({
        demonstration: this.demonstration,
        clock: this.clock,
        dataFolder: 'memory',
        secretBackend: this.secretBackend,
        version: '0.0.0',
        warnings: this.warnings,
        review: null,
      }),
    });
    void jobs.open(this.#handlers, false);
  }

  /** Its own channel, as a host that runs elsewhere has it, or as a host in this process. */
  caller(): OpenHost {
    return {
      call: (channel, input) => this.call(channel, input),
      onChange: (listener) => this.#fleet.onChange(listener),
      idle: () => this.idle(),
      dispose: async () => {
        this.disposals += 1;
      },
    };
  }

  async call<C extends FleetChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
    this.calls.push({ channel, input });
    const parsed = contract[channel].input.parse(input);
    // One function of a union of functions takes the intersection of their inputs; the line above has made the right one.
    const handler = this.#handlers[channel] as (parsed: unknown) => Promise<unknown>;
    const output: unknown = contract[channel].output.parse(await handler(parsed));
    return output as Output<C>;
  }

  /** Everything that was posted is stored and answered. */
  idle(): Promise<void> {
    return this.#fleet.idle();
  }

  /** Everything that is kept, as text: for looking whether a secret or a refused change is in it. */
  kept(): string {
    return JSON.stringify({ agents: [...this.#agents.values()], events: this.#events });
  }

  #uuid(): string {
    this.#ids += 1;
    return `00000000-0000-4000-8000-${this.#ids.toString(16).padStart(12, '0')}`;
  }

  #store(): AgentStore {
    const write = (agent: Agent, events: Parameters<AgentStore['commit']>[2], from: number): number => {
      const { id, name } = agent.instance;
      if ((this.#agents.get(id)?.revision ?? 0) !== from) throw new StoreError('stale', 'stale');
      if ([...this.#agents.values()].some((other) => other.agent.instance.name === name && other.agent.instance.id !== id))
        throw new StoreError('name-taken', `There is an instance named “${name}” already.`);
      this.#agents.set(id, { agent: structuredClone(agent), revision: from + 1 });
      for (const event of events) this.#events.push({ ...event, id: this.#events.length + 1, instanceId: id, instance: name });
      return from + 1;
    };
    return {
      standings: async () => [...this.#agents.keys()].map((id) => ({ id, standing: null })),
      load: async (ids) => ids.map((id) => this.#agents.get(id)).filter((agent) => agent !== undefined),
      keep: async () => {},
      commit: async (agent, _, events, from) => ({ revision: write(agent, events, from?.revision ?? 0) }),
      commitAll: async (steps) => {
        const before = new Map(this.#agents);
        const told = this.#events.length;
        try {
          for (const { agent, events, from } of steps) write(agent, events, from?.revision ?? 0);
        } catch (error) {
          this.#agents.clear();
          for (const [id, stored] of before) this.#agents.set(id, stored);
          this.#events.length = told;
          throw error;
        }
      },
      remove: async ({ id }) => void this.#agents.delete(id),
      events: async ({ instanceId, since, before, limit }) =>
        this.#events
          .filter((event) => instanceId === undefined || event.instanceId === instanceId)
          .filter((event) => (since === undefined || event.at >= since) && (before === undefined || event.id < before))
          .slice(-(limit ?? 1_000)),
    };
  }
}
