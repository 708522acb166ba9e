// One step being worked out: the agent as it becomes, the history that it writes and the effects that follow its commit.
// Objects inside are replaced, never changed, so the agent that the step began from stays as it was.
import { HOUR } from '../../shared/durations.ts';
import type { Configuration } from '../../shared/model/configuration.ts';
import type { EventActor, EventDetail, EventName } from '../../shared/model/history-event.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { AgentEffect } from './agent-effect.ts';
import type { AgentState, Evaluation, Now, Wish } from './agent-state.ts';
import type { Agent, NewEvent } from './ports.ts';

/** A moment with what chance adds to it. `jitter`: 0 <= x < 1; the two ids are fresh and used at most once. */
export type Moment = { now: Now; jitter: number; requestId: string; keyId: string };

/** The result of a step. `worthStoring`: more than time has passed. */
export type Step = { agent: Agent; events: NewEvent[]; effects: AgentEffect[]; worthStoring: boolean };

export class Turn {
  instance: Instance;
  configuration: Configuration;
  lastGood: Agent['lastGood'];
  state: AgentState;
  readonly events: NewEvent[] = [];
  readonly effects: AgentEffect[] = [];
  /** Where the turn stands while time passes; at the end, and for every event, the moment of the step. */
  at: Now;

  constructor(
    private readonly before: Agent,
    readonly moment: Moment,
    /** The bulk job that asked for this step. */
    readonly job?: string | undefined,
  ) {
    this.instance = before.instance;
    this.configuration = before.configuration;
    this.lastGood = before.lastGood;
    this.state = before.state;
    this.at = moment.now;
  }

  /** Epoch ms. */
  get now(): number {
    return this.at.wallMs;
  }

  agent(): Agent {
    const { instance, configuration, lastGood, state } = this;
    return { instance, configuration, lastGood, state };
  }

  set(change: Partial<AgentState>): void {
    this.state = { ...this.state, ...change };
  }

  /** `job` names the bulk job behind what a person asked for; left out: the one that asked for this step. */
  record(event: EventName, detail: EventDetail = {}, actor: EventActor = 'agent', job = this.job ?? null): void {
    const named = job === null || actor === 'agent' ? detail : { ...detail, job };
    this.events.push({ at: this.now, event, detail: named, actor });
  }

  /** What an administrator asked for is answered, or does not matter any more; his wish, if it was one. */
  endWish(operation: 'authorization' | 'renewal'): Wish | null {
    const { [operation]: wish, ...rest } = this.state.wishes ?? {};
    if (wish !== undefined) this.set({ wishes: rest });
    return wish ?? null;
  }

  wish(operation: 'authorization' | 'renewal'): void {
    this.set({ wishes: { ...this.state.wishes, [operation]: this.job === undefined ? {} : { job: this.job } } });
  }

  effect(effect: AgentEffect): void {
    this.effects.push(effect);
  }

  result(): Step {
    const { instance, configuration, lastGood, state, before, events, effects } = this;
    const aside = (other: AgentState) => JSON.stringify({ ...other, evaluation: null });
    const worthStoring =
      events.length > 0 ||
      effects.length > 0 ||
      instance !== before.instance ||
      configuration !== before.configuration ||
      lastGood !== before.lastGood ||
      state.evaluation.counting !== before.state.evaluation.counting ||
      // The balance is stored hourly while it counts, so that a clock set back wins an hour at most.
      Math.ceil(state.evaluation.remainingMs / HOUR) !== Math.ceil(before.state.evaluation.remainingMs / HOUR) ||
      setBackOverRestart(before.state.evaluation, state.evaluation) ||
      aside(state) !== aside(before.state);
    return { agent: this.agent(), events, effects, worthStoring };
  }
}

/** The balance then counts from a wall time that is earlier than the stored one, which must not be believed after the next restart. */
const setBackOverRestart = (before: Evaluation, after: Evaluation): boolean =>
  after.counting && before.asOf.runId !== after.asOf.runId && after.asOf.wallMs < before.asOf.wallMs;
