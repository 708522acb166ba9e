// Many changes, few writes: whoever asks while a write is under way shares the next one.
export class GatheredWriting {
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  /** `write` writes what is true when it is called. */
  constructor(private readonly write: () => Promise<void>) {}

  /** Resolves when all that was true at this call is written; rejects where that write failed. */
  save(): Promise<void> {
    if (this.#running === null) return this.#begin();
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.#begin();
      });
    return this.#next;
  }

  /** Resolves when nothing is being written any more. */
  async idle(): Promise<void> {
    while (this.#running !== null || this.#next !== null) await (this.#next ?? this.#running)?.catch(() => undefined);
  }

  #begin(): Promise<void> {
    const running = this.write().finally(() => {
      if (this.#running === running) this.#running = null;
    });
    this.#running = running;
    return running;
  }
}
