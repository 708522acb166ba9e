// Nonces that were used, over all instances. A request over an hour old is refused for its time anyway, so the newest are enough.
const GENERATION = 500_000;
/** Over a restart. */
const KEPT = 4_096;

export class Nonces {
  #current: Set<string>;
  #former = new Set<string>();
  #recent: string[];
  #sinceLast: string[] = [];

  constructor(kept: readonly string[]) {
    this.#current = new Set(kept);
    this.#recent = [...kept];
  }

  has(nonce: string): boolean {
    return this.#current.has(nonce) || this.#former.has(nonce);
  }

  add(nonce: string): void {
    this.#current.add(nonce);
    this.#recent.push(nonce);
    if (this.#sinceLast.length < KEPT) this.#sinceLast.push(nonce);
    if (this.#recent.length >= 2 * KEPT) this.#recent = this.#recent.slice(-KEPT);
    if (this.#current.size < GENERATION) return;
    this.#former = this.#current;
    this.#current = new Set();
  }

  /** Those that were added since the last call. */
  sinceLast(): string[] {
    const added = this.#sinceLast;
    this.#sinceLast = [];
    return added;
  }

  newest(): string[] {
    return this.#recent.slice(-KEPT);
  }
}
