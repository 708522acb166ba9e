// The world of the agents in memory: store, secrets, licence server, clock and alarms, each a plain object that a test can move,
// stop or look into. A host is opened over it and ended as often as a test likes; only what was stored outlives it.
import type { Now } from '../../main/agent/agent-state.ts';
import { Fleet } from '../../main/agent/fleet.ts';
import type { Alarms, LicenceAnswer, LicenceRequest, LicenceServerPort, RealTime } from '../../main/agent/ports.ts';
import { START } from '../builders/stepped-agent.ts';
import { MemoryAgentStore } from './memory-agent-store.ts';
import { MovedTime } from './moved-time.ts';

/** Holds every exchange until the test answers it, or answers by `script` at once. */
export class HeldServer implements LicenceServerPort {
  script: ((request: LicenceRequest) => LicenceAnswer) | null = null;
  readonly received: LicenceRequest[] = [];
  /** Looked at when a request comes in. */
  onReceived: (request: LicenceRequest) => void = () => {};
  /** The most exchanges that were ever under way at once for one instance. */
  most = 0;
  readonly #held: { request: LicenceRequest; resolve: (answer: LicenceAnswer) => void }[] = [];

  exchange(request: LicenceRequest): Promise<LicenceAnswer> {
    this.received.push(request);
    this.onReceived(request);
    return new Promise((resolve) => {
      this.#held.push({ request, resolve });
      const { instanceId } = request.route;
      this.most = Math.max(this.most, this.#held.filter((held) => held.request.route.instanceId === instanceId).length);
      if (this.script !== null) this.answer(this.script);
    });
  }

  get held(): LicenceRequest[] {
    return this.#held.map(({ request }) => request);
  }

  /** Answers what is held, the oldest first; all of it, or only the first. */
  answer(script: (request: LicenceRequest) => LicenceAnswer, count = this.#held.length): void {
    for (const { request, resolve } of this.#held.splice(0, count)) resolve(script(request));
  }

  /** Answers those of what is held that `which` chooses. */
  answerThose(which: (request: LicenceRequest) => boolean, script: (request: LicenceRequest) => LicenceAnswer): void {
    const chosen = this.#held.filter(({ request }) => which(request));
    for (const held of chosen) this.#held.splice(this.#held.indexOf(held), 1);
    for (const { request, resolve } of chosen) resolve(script(request));
  }

  /** The connection of an ended host is gone: nobody hears the answers. */
  drop(): void {
    this.#held.splice(0);
  }
}

/** Secrets by `<instance> <name>`; `refuses` makes removals fail. */
export class MemorySecrets {
  readonly kept = new Map<string, string>();
  refuses = false;

  async put(instanceId: string, name: string, value: string): Promise<void> {
    this.kept.set(`${instanceId} ${name}`, value);
  }
  async get(instanceId: string, name: string): Promise<string | null> {
    return this.kept.get(`${instanceId} ${name}`) ?? null;
  }
  async remove(instanceId: string, name: string): Promise<void> {
    if (this.refuses) throw new Error('disk full');
    this.kept.delete(`${instanceId} ${name}`);
  }
}

export class HandAlarms implements Alarms {
  readonly at = new Map<string, number>();
  #listener: (instanceId: string) => void = () => {};

  set(instanceId: string, at: number | null): void {
    if (at === null) this.at.delete(instanceId);
    else this.at.set(instanceId, at);
  }
  onDue(listener: (instanceId: string) => void): void {
    this.#listener = listener;
  }
  earliest(): number | null {
    return this.at.size === 0 ? null : Math.min(...this.at.values());
  }
  ring(now: number): void {
    for (const [id, at] of [...this.at])
      if (at <= now) {
        this.at.delete(id);
        this.#listener(id);
      }
  }
}

export class AgentWorld {
  wallMs = START;
  steadyMs = 0;
  run = 0;
  jitter = 0.5;
  readonly store = new MemoryAgentStore();
  readonly secrets = new MemorySecrets();
  readonly server = new HeldServer();
  readonly realTime: RealTime & { pass(ms: number): void } = new MovedTime(0, false);
  alarms = new HandAlarms();
  fleet = this.#host();
  #ids = 0;

  now(): Now {
    return { wallMs: this.wallMs, steadyMs: this.steadyMs, runId: `run ${this.run}` };
  }

  #host(): Fleet {
    return new Fleet({
      store: this.store,
      secrets: this.secrets,
      server: this.server,
      clock: { now: () => this.now() },
      alarms: this.alarms,
      realTime: this.realTime,
      chance: { number: () => this.jitter, uuid: () => this.#uuid() },
    });
  }

  #uuid(): string {
    this.#ids += 1;
    return `id ${this.#ids}`;
  }

  /** The host is gone without a word, as after kill -9, and another one opens what it has stored. */
  async restart(): Promise<void> {
    this.server.drop();
    this.run += 1;
    this.steadyMs = 0;
    this.alarms = new HandAlarms();
    this.fleet = this.#host();
    await this.fleet.open();
  }

  /** Both clocks go on with nobody looking. */
  wait(ms: number): void {
    this.wallMs += ms;
    this.steadyMs += ms;
  }

  /** Time goes by; the alarms ring on the way, and what they set going is finished. A server that holds its answers is waited for no longer. */
  async pass(ms: number): Promise<void> {
    const end = this.wallMs + ms;
    let ringsAtOnce = 0;
    for (let at = this.alarms.earliest(); at !== null && at <= end; at = this.alarms.earliest()) {
      ringsAtOnce = at > this.wallMs ? 0 : ringsAtOnce + 1;
      if (ringsAtOnce > 20) throw new Error('A deadline is left behind.');
      this.wait(Math.max(0, at - this.wallMs));
      this.alarms.ring(this.wallMs);
      await this.calm();
    }
    this.wait(end - this.wallMs);
  }

  /** Everything that was posted is stored; exchanges that the server holds are left alone. */
  async calm(): Promise<void> {
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    if (this.server.script !== null) await this.fleet.idle();
  }
}
