// One agent at work: a mailbox that finishes an event (stored, alarm set) before it looks at the next, and acts only on what is
// stored. So a crash may repeat a request and never forgets one.

import { AppFailure, refuse } from '../../shared/app-failure.ts';
import { MINUTE } from '../../shared/durations.ts';
import type { Operation } from '../../shared/model/failure.ts';
import type { AgentEffect } from './agent-effect.ts';
import type { AgentEvent } from './agent-event.ts';
import { nextDeadline } from './next-deadline.ts';
import type { Agent, AgentStore, Alarms, Chance, Clock, LicenceServerPort, SecretStore, StoredAgent } from './ports.ts';
import { StoreError } from './ports.ts';
import { requestOf } from './requests.ts';
import { step } from './step.ts';

export type AgentWorld = {
  store: AgentStore;
  secrets: SecretStore;
  server: LicenceServerPort;
  clock: Clock;
  alarms: Alarms;
  chance: Chance;
};

/** An operation was answered, refused or not answered; polls in between are no outcome. */
export type Outcome = { operation: Operation };
type Listener = { changed(id: string): void; settled(id: string, outcome: Outcome): void; removed(id: string): void };

export class AgentRuntime {
  #stored: StoredAgent;
  #queue: Promise<unknown> = Promise.resolve();
  #sending: Promise<void> | null = null;
  #disposed = false;

  constructor(
    stored: StoredAgent,
    private readonly world: AgentWorld,
    private readonly listener: Listener,
  ) {
    this.#stored = stored;
  }

  get stored(): StoredAgent {
    return this.#stored;
  }

  /** Resolves when the event is stored; rejects with AppFailure when it is refused, and then nothing has changed. */
  post(event: AgentEvent): Promise<void> {
    const done = this.#queue.then(() => this.#take(event));
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** Everything that was posted is stored, and no request is on its way. */
  async idle(): Promise<void> {
    let seen: unknown;
    do {
      seen = this.#queue;
      await this.#queue;
      await this.#sending;
    } while (seen !== this.#queue || this.#sending !== null);
  }

  /** Takes no more events. What is being stored is finished; an answer that comes later is asked for again after the restart. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.#queue;
  }

  /** Sets the alarm by the state as it is; once after loading, then after every step. */
  arm(): void {
    const { agent } = this.#stored;
    this.world.alarms.set(agent.instance.id, nextDeadline(agent, this.world.clock.now()));
  }

  async #take(event: AgentEvent): Promise<void> {
    if (this.#disposed) throw refuse('host-unavailable', 'The agents of this data folder are being stopped.');
    const { clock, chance, store } = this.world;
    const moment = { now: clock.now(), jitter: chance.number(), requestId: chance.uuid(), keyId: chance.uuid() };
    const { agent, events, effects, worthStoring } = step(this.#stored.agent, event, moment);
    if (worthStoring) {
      const { revision } = await this.#commit(() => store.commit(agent, events, this.#stored.revision));
      this.#stored = { agent, revision };
    }
    this.arm();
    if (worthStoring) this.listener.changed(agent.instance.id);
    for (const effect of effects) await this.#perform(effect, agent);
    if (event.kind === 'answer' && event.answer.kind !== 'poll') this.#tellOutcome(event.requestId);
  }

  /** The store's refusals in the words of the contract. */
  async #commit<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const codes = { full: 'store-full', unavailable: 'store-unavailable', stale: 'stale', 'name-taken': 'name-taken' } as const;
      throw refuse(codes[error.reason], error.message);
    }
  }

  async #perform(effect: AgentEffect, agent: Agent): Promise<void> {
    const { id } = agent.instance;
    switch (effect.kind) {
      case 'send':
        this.#send(agent);
        return;
      case 'forget-token':
        await this.world.secrets.remove(id, 'token');
        return;
      case 'forget-key':
        await this.world.secrets.remove(id, `key:${effect.keyId}`);
        return;
      case 'remove':
        await this.#commit(() => this.world.store.remove(id, this.#stored.revision));
        this.#disposed = true;
        this.world.alarms.set(id, null);
        this.listener.removed(id);
    }
  }

  #operations = new Map<string, Operation>();

  #send(agent: Agent): void {
    const request = requestOf(agent);
    if (request === null) return;
    this.#operations.set(request.requestId, request.operation);
    const sending = this.world.server
      .exchange(request)
      .then((answer) => this.#deliver({ kind: 'answer', requestId: request.requestId, answer }))
      .finally(() => {
        if (this.#sending === sending) this.#sending = null;
      });
    this.#sending = sending;
  }

  /** An answer that cannot be stored now (a full disk) is asked for again by the alarm, never lost in silence. */
  async #deliver(event: AgentEvent): Promise<void> {
    try {
      await this.post(event);
    } catch (error) {
      if (this.#disposed) return;
      if (!(error instanceof AppFailure)) throw error;
      this.#undelivered = event;
      this.world.alarms.set(this.#stored.agent.instance.id, this.world.clock.now().wallMs + MINUTE);
    }
  }
  #undelivered: AgentEvent | null = null;

  /** The alarm rang, or the clock jumped. */
  async due(): Promise<void> {
    const waiting = this.#undelivered;
    this.#undelivered = null;
    await this.#deliver(waiting ?? { kind: 'due' });
  }

  #tellOutcome(requestId: string): void {
    const operation = this.#operations.get(requestId);
    this.#operations.delete(requestId);
    if (operation !== undefined) this.listener.settled(this.#stored.agent.instance.id, { operation });
  }
}
