// The agents of a data folder behind their fleet: what is known of each, those that are loaded, when they are woken, and who is told
// when one of them changes.
import { refuse } from '../../shared/app-failure.ts';
import { AgentRuntime } from './agent-runtime.ts';
import type { Now } from './agent-state.ts';
import type { AgentWorld, RuntimeListener } from './agent-world.ts';
import { AwakeAgents } from './awake-agents.ts';
import { KnownFleet } from './known-fleet.ts';
import type { Agent, Alarms, RealTime, Standing, StoredAgent } from './ports.ts';
import { agentsOf, readFleet, workedOut } from './read-fleet.ts';
import { Waiters } from './settlement.ts';
import { trueUntil } from './standing.ts';
import { Wakings } from './wakings.ts';
import { writing } from './writing.ts';

export type FleetWorld = AgentWorld & { alarms: Alarms; realTime: RealTime };
export type ChangeListener = (id: string, what: 'changed' | 'removed') => void;

export class FleetAgents {
  readonly known = new KnownFleet();
  readonly waiters: Waiters;
  readonly listeners = new Set<ChangeListener>();
  readonly #awake: AwakeAgents;
  readonly #wakings: Wakings;
  #opened: Now;
  #ended = false;

  constructor(private readonly world: FleetWorld) {
    this.#opened = world.clock.now();
    this.#awake = new AwakeAgents((id) => this.#load(id));
    this.#wakings = new Wakings(world, this.known, this.#awake);
    this.waiters = new Waiters(world.realTime);
  }

  async open(): Promise<void> {
    this.#opened = this.world.clock.now();
    await readFleet(this.known, this.world.store, this.#opened);
    this.#wakings.open(this.#opened);
  }

  /** What is being stored is finished; nothing new begins. */
  async dispose(): Promise<void> {
    this.#ended = true;
    this.#wakings.dispose();
    this.waiters.dispose();
    await this.#awake.dispose();
    this.listeners.clear();
  }

  /** Rows that time has overtaken, where an alarm is late, are worked out anew. */
  async upToDate(): Promise<void> {
    const now = this.world.clock.now();
    const late = this.known.rows().filter((row) => trueUntil(row) <= now.wallMs);
    if (late.length === 0) return;
    const ids = late.map(({ id }) => id);
    for await (const standing of workedOut(this.world.store, ids, this.#opened, now)) {
      const { id, revision } = standing.row;
      // What was stored meanwhile is newer than what was asked for.
      if (this.known.get(id)?.row.revision !== revision) continue;
      this.known.put(standing);
      for (const listener of this.listeners) listener(id, 'changed');
    }
  }

  /** The agent if it is loaded now. */
  peek(id: string): AgentRuntime | null {
    return this.#awake.peek(id);
  }

  /** All of these that are there, without waking one: those at work as they are, the others as they are stored. In any order. */
  async *look(ids: readonly string[]): AsyncGenerator<StoredAgent> {
    const asleep: string[] = [];
    for (const id of ids) {
      const awake = this.peek(id);
      if (awake === null) asleep.push(id);
      else yield awake.stored;
    }
    yield* agentsOf(this.world.store, asleep, this.#opened);
  }

  /** Loads the agent if need be. Null where there is none; rejects with `store-unavailable`, `host-unavailable`. */
  use<T>(id: string, work: (runtime: AgentRuntime) => Promise<T>): Promise<T | null> {
    if (this.#ended) throw refuse('host-unavailable', 'The agents of this data folder are being stopped.');
    return writing(() => this.#awake.use(id, work));
  }

  /** A new one, which is stored already. */
  adopt(agent: Agent, standing: Standing): void {
    const { id, revision } = standing.row;
    this.known.put(standing);
    this.#awake.adopt(id, this.#runtime({ agent, revision }));
    this.#wakings.arm(id);
    this.#tell(id, agent);
  }

  /** New ones that are stored already, of which none is loaded. */
  know(agent: Agent, standing: Standing): void {
    const { id } = standing.row;
    this.known.put(standing);
    this.#wakings.arm(id);
    this.#tell(id, agent);
  }

  idle(): Promise<void> {
    return this.#awake.idle();
  }

  async #load(id: string): Promise<AgentRuntime | null> {
    if (this.known.get(id) === undefined) return null;
    const [stored] = await this.world.store.load([id]);
    if (stored === undefined) {
      this.#forget(id);
      return null;
    }
    const runtime = this.#runtime(stored);
    if (stored.agent.state.evaluation.asOf.runId !== this.#opened.runId) await runtime.start(this.#opened);
    return runtime;
  }

  #runtime(stored: StoredAgent): AgentRuntime {
    const { id } = stored.agent.instance;
    const listener: RuntimeListener = {
      stepped: (standing, isStored) => {
        this.known.put(standing);
        this.#wakings.arm(id);
        if (isStored) this.#tell(id, runtime.stored.agent);
      },
      troubled: () => this.#wakings.arm(id),
      quiet: () => this.#awake.rest(id),
      removed: () => this.#forget(id),
    };
    const runtime = new AgentRuntime(stored, this.world, listener);
    return runtime;
  }

  #forget(id: string): void {
    this.known.delete(id);
    this.#awake.forget(id);
    this.#wakings.drop(id);
    this.#tell(id, null);
  }

  /** `agent` null: the instance is gone. */
  #tell(id: string, agent: Agent | null): void {
    this.waiters.tell(id, agent, this.world.clock.now().wallMs);
    for (const listener of this.listeners) listener(id, agent === null ? 'removed' : 'changed');
  }
}
