// One agent at work: a mailbox that finishes an event (stored, alarm set) before it looks at the next, and acts only on what is
// stored. So a crash may repeat a request and never forgets one.

import { AppFailure, refuse } from '../../shared/app-failure.ts';
import { MINUTE } from '../../shared/durations.ts';
import type { AgentEffect } from './agent-effect.ts';
import type { AgentEvent } from './agent-event.ts';
import { nextDeadline } from './next-deadline.ts';
import type {
  Agent,
  AgentStore,
  Alarms,
  Chance,
  Clock,
  LicenceRequest,
  LicenceServerPort,
  SecretStore,
  StoredAgent,
} from './ports.ts';
import { requestOf } from './requests.ts';
import { step } from './step.ts';
import { writing } from './writing.ts';

export type AgentWorld = {
  store: AgentStore;
  secrets: SecretStore;
  server: LicenceServerPort;
  clock: Clock;
  alarms: Alarms;
  chance: Chance;
};

type Listener = { changed(id: string): void; removed(id: string): void };

/** After which what could not be stored, forgotten or removed is tried again. */
const TROUBLE_PAUSE_MS = MINUTE;

export class AgentRuntime {
  #stored: StoredAgent;
  #queue: Promise<unknown> = Promise.resolve();
  #sending: Promise<void> | null = null;
  #ended: 'disposed' | 'removed' | null = null;
  /** Events that the store refused for now; names of secrets that could not be removed. */
  #undelivered: AgentEvent[] = [];
  readonly #unforgotten = new Set<string>();
  #removalFailed = false;

  constructor(
    stored: StoredAgent,
    private readonly world: AgentWorld,
    private readonly listener: Listener,
  ) {
    this.#stored = stored;
  }

  /** The agent as of the last step. It is what the store has, but for evaluation time that was counted since (an hour at most). */
  get stored(): StoredAgent {
    return this.#stored;
  }

  /** Resolves when the event is stored; rejects with AppFailure when it is refused, and then nothing has changed. */
  post(event: AgentEvent): Promise<void> {
    const done = this.#queue.then(() => this.#take(event));
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** Once after loading; `delayMs`: how long what has become due meanwhile waits, so that a fleet does not send it all at once. */
  async start(delayMs: number): Promise<void> {
    await this.#deliver({ kind: 'started' });
    this.#arm(this.world.clock.now().wallMs + delayMs);
  }

  /** The alarm rang, or the clock jumped. */
  async due(): Promise<void> {
    const undelivered = this.#undelivered.splice(0);
    for (const event of undelivered) await this.#deliver(event);
    await this.#deliver({ kind: 'due' });
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
    this.#ended ??= 'disposed';
    await this.#queue;
  }

  get #inTrouble(): boolean {
    return this.#undelivered.length + this.#unforgotten.size > 0 || this.#removalFailed;
  }

  /** Sets the one alarm by the state as it is; not before `earliest`. */
  #arm(earliest = 0): void {
    const { agent } = this.#stored;
    const now = this.world.clock.now();
    const deadline = nextDeadline(agent, now);
    const at = this.#inTrouble ? Math.min(deadline ?? Number.POSITIVE_INFINITY, now.wallMs + TROUBLE_PAUSE_MS) : deadline;
    this.world.alarms.set(agent.instance.id, at === null ? null : Math.max(at, earliest));
  }

  async #take(event: AgentEvent): Promise<void> {
    if (this.#ended === 'removed') throw refuse('not-found', 'There is no such instance.');
    if (this.#ended === 'disposed') throw refuse('host-unavailable', 'The agents of this data folder are being stopped.');
    const { clock, chance, store } = this.world;
    const moment = { now: clock.now(), jitter: chance.number(), requestId: chance.uuid(), keyId: chance.uuid() };
    const { agent, events, effects, worthStoring } = step(this.#stored.agent, event, moment);
    const from = this.#stored.revision;
    const { revision } = worthStoring ? await writing(() => store.commit(agent, events, from)) : { revision: from };
    this.#stored = { agent, revision };
    this.#removalFailed = false;
    this.#arm();
    if (worthStoring) this.listener.changed(agent.instance.id);
    for (const late of this.#undelivered.splice(0)) void this.#deliver(late);
    try {
      await this.#perform(effects, agent);
    } finally {
      if (this.#inTrouble && this.#ended === null) this.#arm();
    }
  }

  /** The request goes first: a secret that cannot be forgotten now must not hold it back. */
  async #perform(effects: AgentEffect[], agent: Agent): Promise<void> {
    for (const effect of effects) {
      if (effect.kind === 'send') this.#send(agent);
      if (effect.kind === 'forget-token') this.#unforgotten.add('token');
      if (effect.kind === 'forget-key') this.#unforgotten.add(`key:${effect.keyId}`);
    }
    if (effects.some(({ kind }) => kind === 'remove')) await this.#remove(agent.instance.id);
    else await this.#forget(agent);
  }

  async #forget({ instance, state }: Agent): Promise<void> {
    // The token of a registration that is under way is another one than that which could not be forgotten.
    if (state.attempt !== null) this.#unforgotten.delete('token');
    for (const name of [...this.#unforgotten]) {
      const forgotten = this.world.secrets.remove(instance.id, name);
      await forgotten.then(() => this.#unforgotten.delete(name)).catch(() => undefined);
    }
  }

  async #remove(id: string): Promise<void> {
    const { revision } = this.#stored;
    this.#removalFailed = true;
    await writing(() => this.world.store.remove(id, revision));
    this.#ended = 'removed';
    this.world.alarms.set(id, null);
    this.listener.removed(id);
  }

  /** One after the other: an exchange whose request was given up is still on its way, and the next one waits for its end. */
  #send(agent: Agent): void {
    const request = requestOf(agent);
    if (request === null) return;
    const before = this.#sending ?? Promise.resolve();
    const sending = before
      .then(() => this.#exchange(request))
      .finally(() => {
        if (this.#sending === sending) this.#sending = null;
      });
    this.#sending = sending;
  }

  async #exchange(request: LicenceRequest): Promise<void> {
    const { requestId } = request;
    if (this.#ended !== null || this.#stored.agent.state.request?.requestId !== requestId) return;
    const answer = await this.world.server.exchange(request);
    await this.#deliver({ kind: 'answer', requestId, answer });
  }

  /** An event that cannot be stored now (a full disk) is kept and tried again, never lost in silence. */
  async #deliver(event: AgentEvent): Promise<void> {
    try {
      await this.post(event);
    } catch (error) {
      if (this.#ended !== null) return;
      if (!(error instanceof AppFailure)) throw error;
      if (event.kind !== 'due') this.#undelivered.push(event);
      this.world.alarms.set(this.#stored.agent.instance.id, this.world.clock.now().wallMs + TROUBLE_PAUSE_MS);
    }
  }
}
