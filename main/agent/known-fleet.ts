// What is known of every instance of a fleet, loaded or not: its standing, and its id by its name.
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { Standing } from './ports.ts';

export class KnownFleet {
  readonly #standings = new Map<string, Standing>();
  readonly #ids = new Map<string, string>();

  get(id: string): Standing | undefined {
    return this.#standings.get(id);
  }

  find(name: string): string | undefined {
    return this.#ids.get(name);
  }

  ids(): string[] {
    return [...this.#standings.keys()];
  }

  rows(): FleetRow[] {
    return Array.from(this.#standings.values(), ({ row }) => row);
  }

  /** New ones come last. */
  put(standing: Standing): void {
    const { id, name } = standing.row;
    const known = this.#standings.get(id)?.row.name;
    if (known !== undefined && known !== name) this.#freeName(known, id);
    this.#ids.set(name, id);
    this.#standings.set(id, standing);
  }

  delete(id: string): void {
    const name = this.#standings.get(id)?.row.name;
    if (name !== undefined) this.#freeName(name, id);
    this.#standings.delete(id);
  }

  /** The old name may be another's by now. */
  #freeName(name: string, id: string): void {
    if (this.#ids.get(name) === id) this.#ids.delete(name);
  }
}
