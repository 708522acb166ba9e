// The agents of a data folder: known by what is stored of them, loaded when they are due, asked for or changed, found by id and
// name, woken by their alarms, asked by the application's handlers.
import { refuse } from '../../shared/app-failure.ts';
import type { Configuration } from '../../shared/model/configuration.ts';
import type { FailureCategory, Operation } from '../../shared/model/failure.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { EventActor } from '../../shared/model/history-event.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { Summary } from '../../shared/model/summary.ts';
import type { AgentEvent } from './agent-event.ts';
import { AgentRuntime, type AgentWorld, type RuntimeListener } from './agent-runtime.ts';
import type { Now } from './agent-state.ts';
import { AwakeAgents } from './awake-agents.ts';
import { fleetRowOf } from './fleet-row.ts';
import { KnownFleet } from './known-fleet.ts';
import type { Agent, Alarms, RealTime, StoredAgent } from './ports.ts';
import { readFleet, workedOut } from './read-fleet.ts';
import { waitsToRetry } from './retry-now.ts';
import { isUnderWay, outcomeOf, type Settlement, Waiters } from './settlement.ts';
import { standingOf, trueUntil } from './standing.ts';
import { newAgent } from './step.ts';
import { summaryOf } from './summary.ts';
import { Wakings } from './wakings.ts';
import { writing } from './writing.ts';

export type ConfigureOptions = {
  register: { force: boolean } | null;
  deregisterAndSwitch: boolean;
  liveServerAllowed: boolean;
  actor: EventActor;
};
export type FleetWorld = AgentWorld & { alarms: Alarms; realTime: RealTime };
type ChangeListener = (id: string, what: 'changed' | 'removed') => void;

export class Fleet {
  readonly #known = new KnownFleet();
  readonly #awake: AwakeAgents;
  readonly #wakings: Wakings;
  readonly #waiters: Waiters;
  readonly #listeners = new Set<ChangeListener>();
  #opened: Now;
  #ended = false;

  constructor(private readonly world: FleetWorld) {
    this.#opened = world.clock.now();
    this.#awake = new AwakeAgents((id) => this.#load(id));
    this.#wakings = new Wakings(world, this.#known, this.#awake);
    this.#waiters = new Waiters(world.realTime);
  }

  /** Reads what is known of every agent, and sets the alarms; what was in flight when the host stopped is taken up again. */
  async open(): Promise<void> {
    this.#opened = this.world.clock.now();
    await readFleet(this.#known, this.world.store, this.#opened);
    this.#wakings.open(this.#opened);
  }

  /** What is being stored is finished; nothing new begins. */
  async dispose(): Promise<void> {
    this.#ended = true;
    this.#wakings.dispose();
    this.#waiters.dispose();
    await this.#awake.dispose();
    this.#listeners.clear();
  }

  ids(): string[] {
    return this.#known.ids();
  }

  find(name: string): string | undefined {
    return this.#known.find(name);
  }

  /** As it was stored last: facts and absolute dates, which time does not change; another object after each change. */
  row(id: string): FleetRow | undefined {
    return this.#known.get(id)?.row;
  }

  rows(): FleetRow[] {
    return this.#known.rows();
  }

  /** Rows that time has overtaken, where an alarm is late, are worked out anew: afterwards all of them are true now. */
  async upToDate(): Promise<void> {
    const now = this.world.clock.now();
    const late = this.rows().filter((row) => trueUntil(row) <= now.wallMs);
    if (late.length === 0) return;
    const ids = late.map(({ id }) => id);
    for await (const standing of workedOut(this.world.store, ids, this.#opened, now)) {
      // What was stored meanwhile is newer than what was asked for.
      if (this.row(standing.row.id)?.revision !== standing.row.revision) continue;
      this.#known.put(standing);
      for (const listener of this.#listeners) listener(standing.row.id, 'changed');
    }
  }

  /** The agent as of its last step, loaded if need be. Rejects with `store-unavailable`, `host-unavailable`. */
  async agent(id: string): Promise<StoredAgent | undefined> {
    if (this.#known.get(id) === undefined) return undefined;
    return (await this.#use(id, async ({ stored }) => stored)) ?? undefined;
  }

  /** Its row as of now, where an alarm that has not rung yet is a matter of seconds. */
  rowOf({ agent, revision }: StoredAgent): FleetRow {
    return fleetRowOf(agent, revision, this.world.clock.now());
  }

  /** What a person may see of an agent now. */
  summaryOf(agent: Agent): Summary {
    return summaryOf(agent, this.world.clock.now());
  }

  /** Throws `name-taken`, `store-full`, `store-unavailable`. */
  async add(instance: Instance): Promise<void> {
    const now = this.world.clock.now();
    const agent = newAgent(instance, now);
    const standing = standingOf(agent, 1, now);
    const { revision } = await writing(() => this.world.store.commit(agent, standing, [], null));
    this.#known.put(standing);
    this.#awake.adopt(instance.id, this.#runtime({ agent, revision }));
    this.#wakings.arm(instance.id);
    this.#tell(instance.id, agent);
  }

  /** Throws `name-taken`, `invalid-input`, `needs-deregistration`. */
  async edit(id: string, change: Partial<Omit<Instance, 'id' | 'serial'>>): Promise<void> {
    await this.#post(id, { kind: 'edit', change, actor: 'administrator' });
  }

  /** Throws `not-enabled`, `already-registered`, `needs-deregistration`, `in-progress`; nothing has changed then. */
  async configure(id: string, configuration: Configuration, options: ConfigureOptions): Promise<void> {
    await this.#post(id, { kind: 'configure', configuration, ...options });
  }

  async register(id: string, { force }: { force: boolean }): Promise<void> {
    await this.#post(id, { kind: 'register', force, actor: 'administrator' });
  }
  async authorize(id: string): Promise<void> {
    await this.#post(id, { kind: 'authorize' });
  }
  async renewId(id: string): Promise<void> {
    await this.#post(id, { kind: 'renew' });
  }
  async deregister(id: string): Promise<void> {
    await this.#post(id, { kind: 'deregister' });
  }
  /** Tries at once what waits for its next try because of these failures; false: nothing does. */
  async retry(id: string, categories: readonly FailureCategory[]): Promise<boolean> {
    const stored = await this.agent(id);
    if (stored === undefined || !waitsToRetry(stored.agent, categories)) return false;
    await this.#post(id, { kind: 'retry', categories });
    return true;
  }
  /** A registered one is deregistered first, and is there until that has been answered or given up. */
  async remove(id: string): Promise<void> {
    await this.#post(id, { kind: 'remove', actor: 'administrator' });
  }
  async clearMark(id: string): Promise<void> {
    await this.#post(id, { kind: 'clear-mark', actor: 'administrator' });
  }

  /** What became of an operation, waiting for its answer up to `waitMs` of real time. */
  async settled(id: string, operation: Operation, waitMs: number): Promise<Settlement> {
    // The wait begins with the question about the state, so that no change can come between the two.
    const begin = ({ stored }: AgentRuntime) =>
      isUnderWay(stored.agent, operation, this.#now()) ? { answer: this.#waiters.wait(id, operation, waitMs) } : null;
    const loaded = this.#awake.peek(id);
    const begun = loaded === null ? await this.#use(id, async (runtime) => begin(runtime)) : begin(loaded);
    if (begun !== null && !(await begun.answer)) return { outcome: 'pending' };
    const after = await this.agent(id);
    return after === undefined ? { outcome: 'done' } : outcomeOf(after.agent, operation, this.#now());
  }

  /** No event waits to be stored and no request is on its way, of all agents that are at work now. */
  async idle(): Promise<void> {
    await this.#awake.idle();
  }

  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #now(): number {
    return this.world.clock.now().wallMs;
  }

  async #post(id: string, event: AgentEvent): Promise<void> {
    if (this.#known.get(id) === undefined) unknown();
    const posted = await this.#use(id, async (runtime) => {
      await runtime.post(event);
      return true;
    });
    if (posted === null) unknown();
  }

  #use<T>(id: string, work: (runtime: AgentRuntime) => Promise<T>): Promise<T | null> {
    if (this.#ended) throw refuse('host-unavailable', 'The agents of this data folder are being stopped.');
    return writing(() => this.#awake.use(id, work));
  }

  async #load(id: string): Promise<AgentRuntime | null> {
    if (this.#known.get(id) === undefined) return null;
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
        this.#known.put(standing);
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
    this.#known.delete(id);
    this.#awake.forget(id);
    this.#wakings.drop(id);
    this.#tell(id, null);
  }

  /** `agent` null: the instance is gone. */
  #tell(id: string, agent: Agent | null): void {
    this.#waiters.tell(id, agent, this.#now());
    for (const listener of this.#listeners) listener(id, agent === null ? 'removed' : 'changed');
  }
}

function unknown(): never {
  throw refuse('not-found', 'There is no such instance.');
}
