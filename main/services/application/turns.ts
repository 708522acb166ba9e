// Changes of one instance, one after the other: two at once would each begin from a configuration that the other one is about to
// replace, and one's token could go out with the other's registration.
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `work` once all earlier work for the instance has ended, however it ended. */
  async take<T>(instanceId: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(instanceId) ?? Promise.resolve()).then(work);
    const ended = turn.catch(() => undefined);
    this.#last.set(instanceId, ended);
    try {
      return await turn;
    } finally {
      if (this.#last.get(instanceId) === ended) this.#last.delete(instanceId);
    }
  }
}
