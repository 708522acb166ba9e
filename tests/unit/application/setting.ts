// The handlers of the contract over real agents; store, secrets, trust, licence server and time are objects that a test can look
// into, stop or move. Input and output go through the contract's schemas, as at every door.
import { Fleet } from '../../../main/agent/fleet.ts';
import type { LicenceRequest } from '../../../main/agent/ports.ts';
import { fleetHandlers } from '../../../main/services/application/application.ts';
import { LiveFleet } from '../../../main/services/application/live-fleet.ts';
import { GivenNotices } from '../../../main/services/notices/given-notices.ts';
import { AppFailure } from '../../../shared/app-failure.ts';
import type { AppError } from '../../../shared/errors.ts';
import { contract, type FleetChannel, type Input, type Output } from '../../../shared/ipc/contract.ts';
import type { ConfigurationChange } from '../../../shared/model/configuration.ts';
import { granted } from '../../builders/licence-answers.ts';
import { HandAlarms, HeldServer, MemorySecrets } from '../../fakes/agent-world.ts';
import { handClock } from '../../fakes/hand-clock.ts';
import { MemoryAgentStore } from '../../fakes/memory-agent-store.ts';
import { memoryAudit } from '../../fakes/memory-audit.ts';
import { memoryExchange } from '../../fakes/memory-exchange.ts';
import { MemoryJobs } from '../../fakes/memory-jobs.ts';
import { MemoryTrust } from '../../fakes/memory-trust.ts';

export const START = Date.UTC(2026, 10, 24, 9);
export const SERVER = 'https://ssm.example/SmartTransport';
export const CISCO = 'https://smartreceiver.cisco.com/licservice/license';
export const LOOPBACK = 'http://127.0.0.1:8080/SmartTransport';
/** Real ms that a call may wait for the licence server. */
export const WAIT = 60_000;
/** A configuration with which an instance can register. */
export const READY: ConfigurationChange = { enabled: true, licenseCount: 100, serverUrl: SERVER, transport: 'http' };

const GUARDED = new Set<FleetChannel>(['instances.edit', 'instances.configure', 'instances.deregister', 'instances.remove']);

export class Setting {
  demonstration = false;
  /** Whoever calls types what the production guard asks for; a test of the guard itself says false. */
  confirms = true;
  readonly store = new MemoryAgentStore();
  readonly secrets = new MemorySecrets();
  readonly audit = memoryAudit(this.store.history);
  readonly trust = new MemoryTrust();
  readonly server = new HeldServer();
  readonly alarms = new HandAlarms();
  readonly time = handClock(START);
  readonly fleet: Fleet;
  readonly live: LiveFleet;
  readonly bulk: MemoryJobs;
  readonly #handlers: ReturnType<typeof fleetHandlers>;
  #received: (request: LicenceRequest) => void = () => {};
  #ids = 0;

  constructor() {
    const { store, secrets, trust, time } = this;
    const server = {
      exchange: (request: LicenceRequest) => {
        const answered = this.server.exchange(request);
        this.#received(request);
        return answered;
      },
    };
    const clock = { now: () => ({ wallMs: time.wallMs(), steadyMs: time.steadyMs(), runId: 'one' }) };
    const chance = { number: () => 0.5, uuid: () => this.#uuid() };
    const newSerial = () => this.#uuid().replaceAll('-', '').toUpperCase();
    this.fleet = new Fleet({ store, secrets, server, clock, chance, alarms: this.alarms, realTime: time });
    this.live = new LiveFleet(this.fleet, time.after);
    this.bulk = new MemoryJobs({ fleet: this.fleet, clock, chance, realTime: time, isDemonstration: () => this.demonstration });
    this.#handlers = fleetHandlers({
      jobs: this.bulk.jobs,
      notices: new GivenNotices(time),
      exchange: memoryExchange({
        fleet: this.fleet,
        store,
        secrets,
        clock,
        chance,
        newSerial,
        isDemonstration: () => this.demonstration,
      }),
      fleet: this.fleet,
      live: this.live,
      events: async ({ instanceId, since, before, limit }) =>
        store.history
          .filter((event) => instanceId === undefined || event.instanceId === instanceId)
          .filter((event) => (since === undefined || event.at >= since) && (before === undefined || event.id < before))
          .slice(-(limit ?? Number.POSITIVE_INFINITY)),
      audit: this.audit,
      secrets,
      trust,
      // The doctor and the exchanges have a setting of their own (tests/fakes/memory-fleet.ts).
      diagnostics: {
        exchanges: () => [],
        async *examine() {},
        steadyMs: () => time.steadyMs(),
      },
      clock,
      chance,
      newSerial,
      info: () => ({
        demonstration: this.demonstration,
        clock: { rate: 1, real: 0, folder: 0 },
        dataFolder: 'memory',
        secretBackend: 'keystore',
        version: '0.0.0',
        warnings: [],
        review: null,
      }),
    });
    void this.bulk.jobs.open(this.#handlers, false);
  }

  /** The handlers, for whoever opens the jobs again. */
  get handlers() {
    return this.#handlers;
  }

  async call<C extends FleetChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
    const parsed = contract[channel].input.parse(this.confirms ? this.#confirmed(channel, input) : input);
    // One function of a union of functions takes the intersection of their inputs; the line above has made the right one.
    const handler = this.#handlers[channel] as (parsed: unknown) => Promise<unknown>;
    return contract[channel].output.parse(await handler(parsed)) as Output<C>;
  }

  /** The error with which a call is refused; a call that is not refused fails the test. */
  async refusal<C extends FleetChannel>(channel: C, input: Input<C>): Promise<AppError> {
    const outcome = await this.call(channel, input).then(
      () => new Error(`${channel} was not refused.`),
      (error: unknown) => error,
    );
    if (outcome instanceof AppFailure) return outcome.error;
    throw outcome;
  }

  /** With the name of its instance, where the guard may ask for it. */
  #confirmed<C extends FleetChannel>(channel: C, input: Input<C>): Input<C> {
    if (!GUARDED.has(channel) || 'confirm' in input) return input;
    const name = 'id' in input ? this.fleet.row(input.id as string)?.name : undefined;
    return name === undefined ? input : { ...input, confirm: name };
  }

  async add(name = 'proxy-1', maxCallRate = 500): Promise<string> {
    return (await this.call('instances.add', { name, maxCallRate })).id;
  }

  /** Added and configured as in READY, or so changed. */
  async configured(change: ConfigurationChange = {}, name = 'proxy-1'): Promise<string> {
    const id = await this.add(name);
    await this.call('instances.configure', { id, change: { ...READY, ...change } });
    return id;
  }

  /** Registered at a server that grants everything; afterwards the server holds what it is asked. */
  async registered(change: ConfigurationChange = {}, name = 'proxy-1'): Promise<string> {
    const id = await this.configured(change, name);
    this.grant();
    await this.call('instances.register', { id, token: `first-${name}`, waitMs: WAIT });
    await this.fleet.idle();
    this.server.script = null;
    this.server.received.splice(0);
    return id;
  }

  grant(): void {
    this.server.script = (request) => granted(request, this.time.wallMs());
  }

  /** Grants what the licence server holds, and all that follows. */
  answer(): void {
    this.grant();
    this.server.answer((request) => granted(request, this.time.wallMs()));
  }

  /** The next request that reaches the licence server; call it before what leads to the request. */
  nextRequest(): Promise<LicenceRequest> {
    return new Promise((resolve) => {
      this.#received = resolve;
    });
  }

  /** Everything that is kept, to be compared: a refused change leaves it as it was. */
  kept(): unknown {
    return structuredClone({
      agents: [...this.store.agents.values()],
      history: this.store.history,
      secrets: [...this.secrets.kept].sort(),
      trust: this.trust.kept,
    });
  }

  #uuid(): string {
    this.#ids += 1;
    return `00000000-0000-4000-8000-${this.#ids.toString(16).padStart(12, '0')}`;
  }
}
