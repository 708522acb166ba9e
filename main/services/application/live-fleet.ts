// What a window mirrors: the rows of the fleet under a revision, and deltas of what changed, gathered so that a busy fleet
// costs at most ten messages a second and a change of one instance is still on its way at once.
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { FleetDelta } from '../../../shared/model/fleet-snapshot.ts';

const GATHER_MS = 100;

type Source = {
  rows(): FleetRow[];
  row(id: string): FleetRow | undefined;
  onChange(listener: (id: string, what: 'changed' | 'removed') => void): () => void;
};
/** Calls `done` after so many ms of real time; returns how to call it off. */
type After = (ms: number, done: () => void) => () => void;

export class LiveFleet {
  #revision = 1;
  #changed = new Set<string>();
  #removed = new Set<string>();
  #resting = false;
  #callOff: () => void = () => {};
  readonly #listeners = new Set<(delta: FleetDelta) => void>();
  readonly #unsubscribe: () => void;

  constructor(
    private readonly source: Source,
    private readonly after: After,
  ) {
    this.#unsubscribe = source.onChange((id, what) => this.#note(id, what));
  }

  /** Everything, as of now; a delta that was being gathered is sent first, so that it never applies twice. */
  snapshot(): { revision: number; rows: FleetRow[] } {
    this.#send();
    return { revision: this.#revision, rows: this.source.rows() };
  }

  onDelta(listener: (delta: FleetDelta) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#unsubscribe();
    this.#callOff();
    this.#listeners.clear();
  }

  #note(id: string, what: 'changed' | 'removed'): void {
    (what === 'removed' ? this.#removed : this.#changed).add(id);
    if (what === 'removed') this.#changed.delete(id);
    if (!this.#resting) this.#rest();
  }

  /** The first change after a rest goes out in the next turn (0 ms), those of the following 100 ms together. */
  #rest(): void {
    this.#resting = true;
    this.#callOff = this.after(0, () => {
      this.#send();
      this.#callOff = this.after(GATHER_MS, () => {
        this.#resting = false;
        if (this.#changed.size + this.#removed.size > 0) this.#rest();
      });
    });
  }

  #send(): void {
    if (this.#changed.size + this.#removed.size === 0) return;
    const changed = [...this.#changed].map((id) => this.source.row(id)).filter((row) => row !== undefined);
    const delta: FleetDelta = { from: this.#revision, to: this.#revision + 1, changed, removed: [...this.#removed] };
    this.#revision = delta.to;
    this.#changed.clear();
    this.#removed.clear();
    for (const listener of this.#listeners) listener(delta);
  }
}
