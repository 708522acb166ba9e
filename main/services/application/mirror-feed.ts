// What one page is told of the fleet. A page that does not keep up (stopped, busy, asleep) is spared what it would only have to work
// through later: once so many deltas are on their way nothing follows, and when it has caught up with those it is told that it
// missed some, so that it asks for everything again.
import type { FleetDelta } from '../../../shared/model/fleet-snapshot.ts';

/** Three seconds of a busy fleet. */
const MOST_UNSEEN = 30;

export class MirrorFeed {
  /** Where the deltas that are on their way lead. */
  #unseen: number[] = [];
  /** The newest revision that was left out; null: none was. */
  #missed: number | null = null;

  constructor(private readonly send: (delta: FleetDelta) => void) {}

  take(delta: FleetDelta): void {
    if (this.#missed !== null || this.#unseen.length >= MOST_UNSEEN) this.#missed = delta.to;
    else {
      this.#unseen.push(delta.to);
      this.send(delta);
    }
  }

  /** The page has everything up to this revision. */
  seen(revision: number): void {
    this.#unseen = this.#unseen.filter((to) => to > revision);
    if (this.#missed === null || this.#unseen.length > 0) return;
    // Follows on nothing that the page can have.
    this.send({ from: this.#missed, to: this.#missed + 1, changed: [], removed: [] });
    this.#missed = null;
  }

  /** The page has just been given everything, or there is another one. */
  begin(): void {
    this.#unseen = [];
    this.#missed = null;
  }
}
