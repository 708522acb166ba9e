// One piece of work at a time, in the order of coming: what one request finds in the books no other changes under it.
export class Mailbox {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
