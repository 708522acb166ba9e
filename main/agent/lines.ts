// Lines in which ids wait for their turn, at most `width` of a line at work at once. Who waits costs its id and nothing else, and no
// line ever waits for another: a licence server that does not answer holds up its own instances only.
type Line = { readonly waiting: Set<string>; atWork: number };
type Work = {
  /** The turn of an id, which ends with the promise. */
  begin(id: string): Promise<void>;
  /** It is in no line any more. */
  ended(id: string): void;
};

export class Lines {
  readonly #lines = new Map<string, Line>();
  /** Who waits or is at work. */
  readonly #members = new Set<string>();
  readonly #lineOf = new Map<string, Line>();
  #closed = false;

  constructor(
    private readonly width: number,
    private readonly work: Work,
  ) {}

  /** Nothing happens for whoever is in line or at work already. */
  add(name: string, id: string): void {
    if (this.#closed || this.#members.has(id)) return;
    const line = this.#lines.get(name) ?? { waiting: new Set(), atWork: 0 };
    this.#lines.set(name, line);
    this.#members.add(id);
    this.#lineOf.set(id, line);
    line.waiting.add(id);
    this.#advance(name, line);
  }

  /** It waits or is at work. */
  has(id: string): boolean {
    return this.#members.has(id);
  }

  /** Waits no longer; who is at work ends by itself. */
  drop(id: string): void {
    if (this.#lineOf.get(id)?.waiting.delete(id) !== true) return;
    this.#lineOf.delete(id);
    this.#members.delete(id);
  }

  /** Nobody's turn comes any more. */
  close(): void {
    this.#closed = true;
    this.#lines.clear();
  }

  #advance(name: string, line: Line): void {
    for (const id of line.waiting) {
      if (line.atWork >= this.width) return;
      line.waiting.delete(id);
      this.#lineOf.delete(id);
      line.atWork += 1;
      void this.work.begin(id).finally(() => {
        line.atWork -= 1;
        this.#members.delete(id);
        if (this.#closed) return;
        this.work.ended(id);
        this.#advance(name, line);
      });
    }
    if (line.atWork === 0 && this.#lines.get(name) === line) this.#lines.delete(name);
  }
}
