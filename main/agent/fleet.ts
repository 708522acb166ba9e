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
import type { AgentRuntime } from './agent-runtime.ts';
import { type ChangeListener, FleetAgents, type FleetWorld } from './fleet-agents.ts';
import { fleetRowOf } from './fleet-row.ts';
import { type ImportedChange, importTogether } from './import-together.ts';
import type { Agent, StoredAgent } from './ports.ts';
import { waitsToRetry } from './retry-now.ts';
import { isUnderWay, outcomeOf, type Settlement } from './settlement.ts';
import { standingOf } from './standing.ts';
import { newAgent } from './step.ts';
import { summaryOf } from './summary.ts';
import type { Step } from './turn.ts';
import { writing } from './writing.ts';

export type ConfigureOptions = {
  register: { force: boolean } | null;
  deregisterAndSwitch: boolean;
  liveServerAllowed: boolean;
  actor: EventActor;
  job?: Job;
};
/** The id of the bulk job that asks, which the history names; left out: none does. */
type Job = string | undefined;

export class Fleet {
  readonly #agents: FleetAgents;

  constructor(private readonly world: FleetWorld) {
    this.#agents = new FleetAgents(world);
  }

  /** Reads what is known of every agent, and sets the alarms; what was in flight when the host stopped is taken up again. */
  open(): Promise<void> {
    return this.#agents.open();
  }

  /** What is being stored is finished; nothing new begins. */
  dispose(): Promise<void> {
    return this.#agents.dispose();
  }

  ids(): string[] {
    return this.#agents.known.ids();
  }

  find(name: string): string | undefined {
    return this.#agents.known.find(name);
  }

  /** As it was stored last: facts and absolute dates, which time does not change; another object after each change. */
  row(id: string): FleetRow | undefined {
    return this.#agents.known.get(id)?.row;
  }

  rows(): FleetRow[] {
    return this.#agents.known.rows();
  }

  /** Rows that time has overtaken, where an alarm is late, are worked out anew: afterwards all of them are true now. */
  upToDate(): Promise<void> {
    return this.#agents.upToDate();
  }

  /** The agent as of its last step, loaded if need be. Rejects with `store-unavailable`, `host-unavailable`. */
  async agent(id: string): Promise<StoredAgent | undefined> {
    if (this.#agents.known.get(id) === undefined) return undefined;
    return (await this.#agents.use(id, async ({ stored }) => stored)) ?? undefined;
  }

  /** Its row as of now, where an alarm that has not rung yet is a matter of seconds. */
  rowOf({ agent, revision }: StoredAgent): FleetRow {
    return fleetRowOf(agent, revision, this.world.clock.now());
  }

  /** What a person may see of an agent now. */
  summaryOf(agent: Agent): Summary {
    return summaryOf(agent, this.world.clock.now());
  }

  /** The same of many, by their ids, in any number of steps of the store; those that are gone are left out. Rejects as `agent`. */
  async summaries(ids: readonly string[]): Promise<Map<string, Summary>> {
    const found = new Map<string, Summary>();
    await writing(async () => {
      for await (const { agent } of this.#agents.look(ids)) found.set(agent.instance.id, this.summaryOf(agent));
    });
    return found;
  }

  /** Throws `name-taken`, `store-full`, `store-unavailable`. */
  async add(instance: Instance): Promise<void> {
    const now = this.world.clock.now();
    const agent = newAgent(instance, now);
    const standing = standingOf(agent, 1, now);
    await writing(() => this.world.store.commit(agent, standing, [], null));
    this.#agents.adopt(agent, standing);
  }

  /** Throws `name-taken`, `invalid-input`, `needs-deregistration`. */
  async edit(id: string, change: Partial<Omit<Instance, 'id' | 'serial'>>, job?: Job): Promise<void> {
    await this.#post(id, { kind: 'edit', change, actor: 'administrator', job });
  }

  /** Throws `not-enabled`, `already-registered`, `needs-deregistration`, `in-progress`; nothing has changed then. */
  async configure(id: string, configuration: Configuration, options: ConfigureOptions): Promise<void> {
    await this.#post(id, { kind: 'configure', configuration, ...options });
  }

  async register(id: string, { force }: { force: boolean }, job?: Job): Promise<void> {
    await this.#post(id, { kind: 'register', force, actor: 'administrator', job });
  }
  async authorize(id: string, job?: Job): Promise<void> {
    await this.#post(id, { kind: 'authorize', job });
  }
  async renewId(id: string, job?: Job): Promise<void> {
    await this.#post(id, { kind: 'renew', job });
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
  async remove(id: string, job?: Job): Promise<void> {
    await this.#post(id, { kind: 'remove', actor: 'administrator', job });
  }
  async clearMark(id: string): Promise<void> {
    await this.#post(id, { kind: 'clear-mark', actor: 'administrator' });
  }

  /**
   * Adds and changes many agents in one write: all of it or nothing. Rejects with `stale` where one was changed or removed since
   * `from`, `name-taken`, and with what a change is refused with; nothing has changed then.
   */
  importAll(added: readonly Step[], changed: readonly ImportedChange[]): Promise<void> {
    return importTogether(this.world, this.#agents, added, changed);
  }

  /** What became of an operation, waiting for its answer up to `waitMs` of real time. */
  async settled(id: string, operation: Operation, waitMs: number): Promise<Settlement> {
    // The wait begins with the question about the state, so that no change can come between the two.
    const begin = ({ stored }: AgentRuntime) =>
      isUnderWay(stored.agent, operation, this.#now()) ? { answer: this.#agents.waiters.wait(id, operation, waitMs) } : null;
    const loaded = this.#agents.peek(id);
    const begun = loaded === null ? await this.#agents.use(id, async (runtime) => begin(runtime)) : begin(loaded);
    if (begun !== null && !(await begun.answer)) return { outcome: 'pending' };
    const after = await this.agent(id);
    return after === undefined ? { outcome: 'done' } : outcomeOf(after.agent, operation, this.#now());
  }

  /** No event waits to be stored and no request is on its way, of all agents that are at work now. */
  async idle(): Promise<void> {
    await this.#agents.idle();
  }

  onChange(listener: ChangeListener): () => void {
    this.#agents.listeners.add(listener);
    return () => this.#agents.listeners.delete(listener);
  }

  #now(): number {
    return this.world.clock.now().wallMs;
  }

  async #post(id: string, event: AgentEvent): Promise<void> {
    if (this.#agents.known.get(id) === undefined) unknown();
    const posted = await this.#agents.use(id, async (runtime) => {
      await runtime.post(event);
      return true;
    });
    if (posted === null) unknown();
  }
}

function unknown(): never {
  throw refuse('not-found', 'There is no such instance.');
}
