// The agents that are loaded. One is rebuilt from the store when it is due, asked for or changed, and let go again once it has
// nothing to do and so many others have been used since.
import type { AgentRuntime } from './agent-runtime.ts';

/** Agents with nothing to do that stay loaded, so that what is looked at again soon is there. */
const MOST_RESTING = 200;

type Place = {
  readonly loading: Promise<AgentRuntime | null>;
  runtime: AgentRuntime | null;
  /** Whoever works with it now. */
  users: number;
};

export class AwakeAgents {
  readonly #places = new Map<string, Place>();
  /** Those with nothing to do, the one that has rested longest first. */
  readonly #resting = new Set<string>();

  /** `wake`: rebuilds an agent; null where there is none. */
  constructor(
    private readonly wake: (id: string) => Promise<AgentRuntime | null>,
    private readonly mostResting = MOST_RESTING,
  ) {}

  /** The agent if it is loaded now. */
  peek(id: string): AgentRuntime | null {
    return this.#places.get(id)?.runtime ?? null;
  }

  get count(): number {
    return this.#places.size;
  }

  /** Loads the agent if need be; it stays loaded while `work` runs. Null where there is none; rejects where it cannot be loaded. */
  async use<T>(id: string, work: (runtime: AgentRuntime) => Promise<T>): Promise<T | null> {
    const place = this.#places.get(id) ?? this.#enter(id, this.wake(id));
    place.users += 1;
    this.#resting.delete(id);
    try {
      const runtime = await place.loading;
      return runtime && (await work(runtime));
    } finally {
      place.users -= 1;
      this.rest(id);
    }
  }

  /** A new agent, which no store has to be asked for. */
  adopt(id: string, runtime: AgentRuntime): void {
    this.#enter(id, Promise.resolve(runtime)).runtime = runtime;
    this.rest(id);
  }

  /** It may have nothing to do any more: looked at, and noted. */
  rest(id: string): void {
    const place = this.#places.get(id);
    if (place?.users !== 0 || !place.runtime?.isQuiet) return;
    this.#resting.add(id);
    for (const oldest of this.#resting) {
      if (this.#resting.size <= this.mostResting) return;
      this.forget(oldest);
    }
  }

  forget(id: string): void {
    this.#places.delete(id);
    this.#resting.delete(id);
  }

  /** What the agents that are loaded now have to store and to send is done. */
  async idle(): Promise<void> {
    await Promise.all(Array.from(this.#places.values(), async ({ loading }) => (await loading.catch(() => null))?.idle()));
  }

  async dispose(): Promise<void> {
    await Promise.all(Array.from(this.#places.values(), async ({ loading }) => (await loading.catch(() => null))?.dispose()));
  }

  #enter(id: string, loading: Promise<AgentRuntime | null>): Place {
    const place: Place = { loading, runtime: null, users: 0 };
    this.#places.set(id, place);
    loading.then(
      (runtime) => {
        place.runtime = runtime;
        if (runtime === null && this.#places.get(id) === place) this.forget(id);
      },
      () => {
        if (this.#places.get(id) === place) this.forget(id);
      },
    );
    return place;
  }
}
