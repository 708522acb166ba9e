// What a mirror of the fleet is told: the rows under a revision, and deltas of what changed, gathered so that a busy fleet costs at
// most ten messages a second and a change of one instance is still on its way at once.
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { FleetDelta } from '../../../shared/model/fleet-snapshot.ts';
import { changeOf, type RowChange } from '../../../shared/model/packed-rows.ts';

const GATHER_MS = 100;
/** Deltas that are kept for mirrors that ask instead of being told: those of the last five seconds of a busy fleet. */
const KEPT = 50;

type Source = {
  /** Rows are replaced when they change, never mutated. */
  rows(): FleetRow[];
  row(id: string): FleetRow | undefined;
  onChange(listener: (id: string, what: 'changed' | 'removed') => void): () => void;
};
/** Calls `done` after so many ms of real time; returns how to call it off. */
type After = (ms: number, done: () => void) => () => void;

export class LiveFleet {
  #revision = 1;
  /** Rows as every mirror at this revision has them; empty until somebody has asked. */
  #told: Map<string, FleetRow> | null = null;
  #changed = new Set<string>();
  #kept: FleetDelta[] = [];
  #resting = false;
  #callOff: () => void = () => {};
  readonly #listeners = new Set<(delta: FleetDelta) => void>();
  readonly #unsubscribe: () => void;

  constructor(
    private readonly source: Source,
    private readonly after: After,
  ) {
    this.#unsubscribe = source.onChange((id) => this.#note(id));
  }

  /** Everything, as of now; a delta that was being gathered is sent first, so that it never applies twice. */
  snapshot(): { revision: number; rows: FleetRow[] } {
    this.#send();
    this.#told ??= new Map(this.source.rows().map((row) => [row.id, row]));
    return { revision: this.#revision, rows: [...this.#told.values()] };
  }

  /** What leads from that revision to the present one; null: that is not known (any more), so a mirror takes the snapshot. */
  since(revision: number): FleetDelta[] | null {
    this.#send();
    if (revision === this.#revision) return [];
    const first = this.#kept.findIndex(({ from }) => from === revision);
    return first === -1 ? null : this.#kept.slice(first);
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

  #note(id: string): void {
    this.#changed.add(id);
    if (!this.#resting) this.#rest();
  }

  /** The first change after a rest goes out in the next turn (0 ms), those of the following 100 ms together. */
  #rest(): void {
    this.#resting = true;
    this.#callOff = this.after(0, () => {
      this.#send();
      this.#callOff = this.after(GATHER_MS, () => {
        this.#resting = false;
        if (this.#changed.size > 0) this.#rest();
      });
    });
  }

  #send(): void {
    if (this.#changed.size === 0) return;
    const changed: RowChange[] = [];
    const removed: string[] = [];
    for (const id of this.#changed) {
      const row = this.source.row(id);
      const change = row === undefined ? null : changeOf(row, this.#told?.get(id));
      if (row === undefined) removed.push(id);
      else if (change !== null) changed.push(change);
      if (row === undefined) this.#told?.delete(id);
      else if (change !== null) this.#told?.set(id, row);
    }
    this.#changed.clear();
    if (changed.length + removed.length === 0) return;
    const delta: FleetDelta = { from: this.#revision, to: this.#revision + 1, changed, removed };
    this.#revision = delta.to;
    this.#kept = [...this.#kept, delta].slice(-KEPT);
    for (const listener of this.#listeners) listener(delta);
  }
}
