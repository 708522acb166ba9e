// The agents of a data folder: found by id and name, woken by their alarms, asked by the application's handlers.
import { refuse } from '../../shared/app-failure.ts';
import type { Configuration } from '../../shared/model/configuration.ts';
import type { Failure, FailureCategory, Operation } from '../../shared/model/failure.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { EventActor } from '../../shared/model/history-event.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { Summary } from '../../shared/model/summary.ts';
import type { AgentEvent } from './agent-event.ts';
import { AgentRuntime, type AgentWorld } from './agent-runtime.ts';
import { fleetRowOf } from './fleet-row.ts';
import type { RealTime, StoredAgent } from './ports.ts';
import { waitsToRetry } from './retry-now.ts';
import { isUnderWay, outcomeOf } from './settlement.ts';
import { newAgent } from './step.ts';
import { summaryOf } from './summary.ts';
import { writing } from './writing.ts';

export type Settlement = { outcome: 'done' } | { outcome: 'failed'; failure: Failure } | { outcome: 'pending' };
export type ConfigureOptions = {
  register: { force: boolean } | null;
  deregisterAndSwitch: boolean;
  liveServerAllowed: boolean;
  actor: EventActor;
};
type Waiter = { operation: Operation; end: (answered: boolean) => void };
type ChangeListener = (id: string, what: 'changed' | 'removed') => void;

/** What has become due while the host was away goes out over this much time for each instance of the fleet (folder's clock). */
const START_SPREAD_MS = 20;

export class Fleet {
  readonly #runtimes = new Map<string, AgentRuntime>();
  readonly #names = new Map<string, string>();
  readonly #listeners = new Set<ChangeListener>();
  /** Who waits for an operation of an instance, by its id. */
  readonly #waiting = new Map<string, Set<Waiter>>();

  constructor(private readonly world: AgentWorld & { realTime: RealTime }) {}

  /** Loads every agent and sets it going: alarms, and what was in flight when the host stopped. */
  async open(): Promise<void> {
    for (const stored of await this.world.store.all()) this.#adopt(stored);
    this.world.alarms.onDue((id) => void this.#runtimes.get(id)?.due());
    const spreadMs = START_SPREAD_MS * this.#runtimes.size;
    const started = [...this.#runtimes.values()].map((runtime) => runtime.start(this.world.chance.number() * spreadMs));
    await Promise.all(started);
  }

  async dispose(): Promise<void> {
    for (const waiters of this.#waiting.values()) for (const { end } of waiters) end(false);
    await Promise.all([...this.#runtimes.values()].map((runtime) => runtime.dispose()));
    this.#listeners.clear();
  }

  ids(): string[] {
    return [...this.#runtimes.keys()];
  }

  find(name: string): string | undefined {
    return this.#names.get(name);
  }

  get(id: string): StoredAgent | undefined {
    return this.#runtimes.get(id)?.stored;
  }

  row(id: string): FleetRow | undefined {
    const stored = this.get(id);
    return stored && fleetRowOf(stored.agent, stored.revision, this.world.clock.now());
  }

  rows(): FleetRow[] {
    const now = this.world.clock.now();
    return [...this.#runtimes.values()].map(({ stored }) => fleetRowOf(stored.agent, stored.revision, now));
  }

  /** Throws `not-found`. */
  summary(id: string): Summary {
    return summaryOf(this.#runtime(id).stored.agent, this.world.clock.now());
  }

  /** Throws `name-taken`, `store-full`, `store-unavailable`. */
  async add(instance: Instance): Promise<void> {
    const agent = newAgent(instance, this.world.clock.now());
    const { revision } = await writing(() => this.world.store.commit(agent, [], 0));
    this.#adopt({ agent, revision });
    this.#tell(instance.id, 'changed');
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
    const stored = this.get(id);
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
    const stored = this.get(id);
    if (stored === undefined) return { outcome: 'done' };
    if (this.#isUnderWay(stored, operation) && !(await this.#answer(id, operation, waitMs))) return { outcome: 'pending' };
    const after = this.get(id);
    return after === undefined ? { outcome: 'done' } : outcomeOf(after.agent, operation, this.world.clock.now().wallMs);
  }

  /** No event waits to be stored and no request is on its way, in the whole fleet. */
  async idle(): Promise<void> {
    await Promise.all([...this.#runtimes.values()].map((runtime) => runtime.idle()));
  }

  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #isUnderWay({ agent }: StoredAgent, operation: Operation): boolean {
    return isUnderWay(agent, operation, this.world.clock.now().wallMs);
  }

  /** False: the time was over first. */
  #answer(id: string, operation: Operation, waitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const waiters = this.#waiting.get(id) ?? new Set();
      this.#waiting.set(id, waiters);
      const end = (answered: boolean) => {
        callOff();
        waiters.delete(waiter);
        if (waiters.size === 0) this.#waiting.delete(id);
        resolve(answered);
      };
      const waiter = { operation, end };
      const callOff = this.world.realTime.after(waitMs, () => end(false));
      waiters.add(waiter);
    });
  }

  #adopt(stored: StoredAgent): void {
    const { id, name } = stored.agent.instance;
    this.#names.set(name, id);
    let known = name;
    const changed = () => {
      const now = this.get(id)?.agent.instance.name ?? known;
      if (now !== known) this.#rename(id, known, now);
      known = now;
      this.#tell(id, 'changed');
    };
    this.#runtimes.set(id, new AgentRuntime(stored, this.world, { changed, removed: () => this.#forget(id) }));
  }

  /** The old name may be another's by now. */
  #rename(id: string, from: string, to: string): void {
    if (this.#names.get(from) === id) this.#names.delete(from);
    this.#names.set(to, id);
  }

  #forget(id: string): void {
    const name = this.get(id)?.agent.instance.name;
    if (name !== undefined && this.#names.get(name) === id) this.#names.delete(name);
    this.#runtimes.delete(id);
    this.#tell(id, 'removed');
  }

  async #post(id: string, event: AgentEvent): Promise<void> {
    await this.#runtime(id).post(event);
  }

  #runtime(id: string): AgentRuntime {
    const runtime = this.#runtimes.get(id);
    if (runtime === undefined) throw refuse('not-found', 'There is no such instance.');
    return runtime;
  }

  #tell(id: string, what: 'changed' | 'removed'): void {
    const stored = this.get(id);
    for (const { operation, end } of [...(this.#waiting.get(id) ?? [])])
      if (stored === undefined || !this.#isUnderWay(stored, operation)) end(true);
    for (const listener of this.#listeners) listener(id, what);
  }
}
