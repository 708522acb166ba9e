// When the agents of a fleet are woken. An alarm that rings for what time alone has changed is looked at soon; one that rings for the
// licence server waits, as an id in that server's line, until its turn has come: then the agent is loaded, asks, and hears the answer.
import { MINUTE } from '../../shared/durations.ts';
import type { Now } from './agent-state.ts';
import type { AwakeAgents } from './awake-agents.ts';
import type { KnownFleet } from './known-fleet.ts';
import { Lines } from './lines.ts';
import { type Alarms, type Chance, type Clock, StoreError } from './ports.ts';

/** Agents that are looked at at once; so many, that no turn of the process is long. */
const LOOKED_AT_ONCE = 32;
/** Agents of one licence server that prepare, wait for the pace or speak at once: enough that its connections never wait for them. */
const AT_A_SERVER = 24;
/** What has become due while the host was away rings over this much time for each of those (folder's clock). */
const START_SPREAD_MS = 20;
/** After which an agent that could not be loaded (the store is not there) is tried again. */
const UNLOADED_PAUSE_MS = MINUTE;

type World = { clock: Clock; alarms: Alarms; chance: Chance };

export class Wakings {
  readonly #looks = new Lines(LOOKED_AT_ONCE, { begin: (id) => this.#wake(id, 'look'), ended: (id) => this.arm(id) });
  readonly #turns = new Lines(AT_A_SERVER, { begin: (id) => this.#wake(id, 'due'), ended: (id) => this.arm(id) });
  /** Those that could not be loaded, with when they are tried again. */
  readonly #unloaded = new Map<string, number>();

  constructor(
    private readonly world: World,
    private readonly known: KnownFleet,
    private readonly awake: AwakeAgents,
  ) {}

  /** Sets all alarms as of `now`. What was in flight when the host stopped gets in line at once. */
  open(now: Now): void {
    const { alarms, chance } = this.world;
    alarms.onDue((id) => this.#ring(id));
    const ids = this.known.ids();
    const missed = ids.filter((id) => (this.#deadline(id) ?? Number.POSITIVE_INFINITY) <= now.wallMs);
    const spreadMs = START_SPREAD_MS * missed.length;
    for (const id of missed) alarms.set(id, now.wallMs + chance.number() * spreadMs);
    const isMissed = new Set(missed);
    for (const id of ids) {
      if (!isMissed.has(id)) this.arm(id);
      if (this.known.get(id)?.row.inFlight !== null) this.#turns.add(this.#lineOf(id), id);
    }
  }

  /** Sets the one alarm of an agent as it stands. Who waits for its turn, or has it, needs none for that. */
  arm(id: string): void {
    this.world.alarms.set(id, this.#unloaded.get(id) ?? this.awake.peek(id)?.troubledUntil ?? this.#deadline(id));
  }

  /** The instance is gone. */
  drop(id: string): void {
    this.#unloaded.delete(id);
    this.#turns.drop(id);
    this.#looks.drop(id);
    this.world.alarms.set(id, null);
  }

  dispose(): void {
    this.#turns.close();
    this.#looks.close();
  }

  #deadline(id: string): number | null {
    const { lookAt = null, contactAt = null } = this.known.get(id) ?? {};
    if (contactAt === null || this.#turns.has(id)) return lookAt;
    return lookAt === null ? contactAt : Math.min(lookAt, contactAt);
  }

  #ring(id: string): void {
    const standing = this.known.get(id);
    if (standing === undefined) return;
    const now = this.world.clock.now().wallMs;
    const isDue = (at: number | null) => at !== null && at <= now;
    const hasTurn = isDue(standing.contactAt);
    if (hasTurn) this.#turns.add(this.#lineOf(id), id);
    // Neither is due where the clock was set: then everything is looked at anew.
    if (!hasTurn || isDue(standing.lookAt)) this.#looks.add('', id);
    else this.arm(id);
  }

  async #wake(id: string, kind: 'look' | 'due'): Promise<void> {
    this.#unloaded.delete(id);
    try {
      await this.awake.use(id, async (runtime) => {
        await runtime.wake(kind);
        if (kind === 'due') await runtime.idle();
      });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.#unloaded.set(id, this.world.clock.now().wallMs + UNLOADED_PAUSE_MS);
    }
  }

  /** The licence server's; a URL that cannot be read is a line of its own. */
  #lineOf(id: string): string {
    const url = this.known.get(id)?.row.serverUrl ?? '';
    return /^[a-z]+:\/\/[^/?#]*/i.exec(url)?.[0].toLowerCase() ?? url;
  }
}
