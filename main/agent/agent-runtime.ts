// One agent at work: a mailbox that finishes an event (stored, alarm set) before it looks at the next, and acts only on what is
// stored. So a crash may repeat a request and never forgets one.

import { AppFailure, refuse } from '../../shared/app-failure.ts';
import { MINUTE } from '../../shared/durations.ts';
import type { AgentEffect } from './agent-effect.ts';
import type { AgentEvent } from './agent-event.ts';
import type { Now } from './agent-state.ts';
import type { AgentWorld, HeldAgent, RuntimeListener } from './agent-world.ts';
import type { Agent, LicenceRequest, Standing, StoredAgent } from './ports.ts';
import { requestOf } from './requests.ts';
import { standingOf } from './standing.ts';
import { step } from './step.ts';
import type { Step } from './turn.ts';
import { writing } from './writing.ts';

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
  #troubledUntil: number | null = null;
  /** Events that wait or are being stored, and exchanges. */
  #underWay = 0;

  constructor(
    stored: StoredAgent,
    private readonly world: AgentWorld,
    private readonly listener: RuntimeListener,
  ) {
    this.#stored = stored;
  }

  /** The agent as of the last step. It is what the store has, but for evaluation time that was counted since (an hour at most). */
  get stored(): StoredAgent {
    return this.#stored;
  }

  /** Nothing waits to be stored, no request is on its way, and nothing has to be tried again: it may be let go. */
  get isQuiet(): boolean {
    return this.#underWay === 0 && !this.#inTrouble && this.#troubledUntil === null;
  }

  /** When what could not be stored or forgotten is to be tried again (`look`), epoch ms; null: there is no such thing. */
  get troubledUntil(): number | null {
    return this.#troubledUntil;
  }

  /** Resolves when the event is stored; rejects with AppFailure when it is refused, and then nothing has changed. */
  post(event: AgentEvent): Promise<void> {
    const done = this.#queue.then(() => this.#take(event));
    const ended = done.catch(() => undefined);
    this.#queue = ended;
    this.#busyUntil(ended);
    return done;
  }

  /** Resolves once nothing else is being stored; nothing else happens to it until it is released. Rejects as `post` does. */
  hold(): Promise<HeldAgent> {
    return new Promise((held, refused) => {
      const done: Promise<void> = this.#queue.then(async () => {
        this.#refuseEnded();
        type Made = { step: Step; standing: Standing } | null;
        const made = await new Promise<Made>((release) => held({ stored: this.#stored, release, followed: done }));
        if (made !== null) await this.#follow(made.step, made.standing);
      });
      this.#queue = done.catch(refused);
      this.#busyUntil(this.#queue);
    });
  }

  /** First of all after loading where the host has started, at `opened`, since the agent was stored. */
  async start(opened: Now): Promise<void> {
    await this.#deliver({ kind: 'started', opened });
  }

  /** `due`: its turn to speak to the licence server has come. `look`: time may have changed something. */
  async wake(kind: 'due' | 'look'): Promise<void> {
    const undelivered = this.#undelivered.splice(0);
    for (const event of undelivered) await this.#deliver(event);
    await this.#deliver({ kind });
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

  async #take(event: AgentEvent): Promise<void> {
    this.#refuseEnded();
    const { clock, chance, store } = this.world;
    const moment = { now: clock.now(), jitter: chance.number(), requestId: chance.uuid(), keyId: chance.uuid() };
    const made = step(this.#stored.agent, event, moment);
    const { agent, events, worthStoring } = made;
    const from = this.#stored;
    const standing = standingOf(agent, worthStoring ? from.revision + 1 : from.revision, moment.now);
    if (worthStoring) await writing(() => store.commit(agent, standing, events, from));
    await this.#follow(made, standing);
  }

  #refuseEnded(): void {
    if (this.#ended === 'removed') throw refuse('not-found', 'There is no such instance.');
    if (this.#ended === 'disposed') throw refuse('host-unavailable', 'The agents of this data folder are being stopped.');
  }

  /** The step is stored, where it was worth that. */
  async #follow({ agent, effects, worthStoring }: Step, standing: Standing): Promise<void> {
    this.#stored = { agent, revision: standing.row.revision };
    this.#removalFailed = false;
    this.#troubledUntil = null;
    this.listener.stepped(standing, worthStoring);
    for (const late of this.#undelivered.splice(0)) void this.#deliver(late);
    try {
      await this.#perform(effects, agent);
    } finally {
      if (this.#inTrouble) this.#inTroubleNow();
    }
  }

  /** The request goes first: a secret that cannot be forgotten now must not hold it back. */
  async #perform(effects: AgentEffect[], agent: Agent): Promise<void> {
    for (const effect of effects) {
      if (effect.kind === 'send') this.#send(agent);
      if (effect.kind === 'forget-token') this.#unforgotten.add('token');
      if (effect.kind === 'forget-key') this.#unforgotten.add(`key:${effect.keyId}`);
    }
    if (effects.some(({ kind }) => kind === 'remove')) await this.#remove(agent);
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

  async #remove({ instance, state }: Agent): Promise<void> {
    const { revision } = this.#stored;
    const { wallMs } = this.world.clock.now();
    this.#removalFailed = true;
    await writing(() => this.world.store.remove(instance, revision, wallMs, state.deregistration?.job));
    this.#ended = 'removed';
    this.listener.removed(instance.id);
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
    this.#busyUntil(sending);
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
      if (event.kind !== 'due' && event.kind !== 'look') this.#undelivered.push(event);
      this.#inTroubleNow();
    }
  }

  #inTroubleNow(): void {
    if (this.#ended !== null) return;
    this.#troubledUntil = this.world.clock.now().wallMs + TROUBLE_PAUSE_MS;
    this.listener.troubled(this.#stored.agent.instance.id);
  }

  #busyUntil(ended: Promise<unknown>): void {
    this.#underWay += 1;
    const end = () => {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.listener.quiet(this.#stored.agent.instance.id);
    };
    ended.then(end, end);
  }
}
