// How many exchanges may be under way at once: 16 in all, 4 for one server. Who waits is served in the order of coming, but a
// server whose places are taken does not hold up the others.
const IN_ALL = 16;
const PER_SERVER = 4;

type Waiting = { server: string; enter: () => void };

export class Places {
  readonly #taken = new Map<string, number>();
  #inAll = 0;
  #waiting: Waiting[] = [];

  /** Runs `work` once there is a place for `server`. */
  async within<T>(server: string, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      this.#waiting.push({ server, enter });
      this.#admit();
    });
    try {
      return await work();
    } finally {
      this.#inAll -= 1;
      const left = (this.#taken.get(server) ?? 1) - 1;
      if (left === 0) this.#taken.delete(server);
      else this.#taken.set(server, left);
      this.#admit();
    }
  }

  #admit(): void {
    const stay: Waiting[] = [];
    for (const one of this.#waiting) {
      const taken = this.#taken.get(one.server) ?? 0;
      if (this.#inAll >= IN_ALL || taken >= PER_SERVER) {
        stay.push(one);
        continue;
      }
      this.#inAll += 1;
      this.#taken.set(one.server, taken + 1);
      one.enter();
    }
    this.#waiting = stay;
  }
}
