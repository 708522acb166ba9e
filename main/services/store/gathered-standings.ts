// Standings of steps that are stored already, gathered so that those of many steps are one write. They are worked out from what is
// stored: whoever opens the folder after a crash works out anew the few that were not written any more.
import type { Standing } from '../../agent/ports.ts';

/** So few that after a crash they are worked out in a moment. */
const MOST = 500;

export class GatheredStandings {
  #gathered = new Map<string, Standing>();
  #written: Promise<void> = Promise.resolve();

  constructor(private readonly write: (standings: Standing[]) => Promise<unknown>) {}

  /** The last one of an instance counts. */
  note(standings: readonly Standing[]): void {
    for (const standing of standings) this.#gathered.set(standing.row.id, standing);
    if (this.#gathered.size >= MOST) void this.keep();
  }

  /** Resolves once all of them are written, or cannot be: a full disk must not hold up what they are derived from. */
  keep(): Promise<void> {
    const standings = [...this.#gathered.values()];
    this.#gathered = new Map();
    this.#written = this.#written.then(() => this.#write(standings));
    return this.#written;
  }

  async #write(standings: readonly Standing[]): Promise<void> {
    for (let at = 0; at < standings.length; at += MOST) await this.write(standings.slice(at, at + MOST)).catch(() => undefined);
  }
}
