// A binary heap of deadlines, the earliest first. One that was replaced stays until it comes up, and is then no longer the current
// one of its id; when more than half are such, the heap is built anew.
type Deadline = { at: number; id: string };

export class DeadlineHeap {
  #heap: Deadline[] = [];
  readonly #current = new Map<string, Deadline>();

  get size(): number {
    return this.#current.size;
  }

  /** How many entries are kept, replaced ones included. */
  get entries(): number {
    return this.#heap.length;
  }

  ids(): string[] {
    return [...this.#current.keys()];
  }

  /** Replaces the deadline of `id`; null takes it away. */
  set(id: string, at: number | null): void {
    if (at === null) {
      this.#current.delete(id);
      return;
    }
    if (this.#current.get(id)?.at === at) return;
    const deadline = { at, id };
    this.#current.set(id, deadline);
    if (this.#heap.length > 2 * this.#current.size + 64) this.#rebuild();
    else this.#push(deadline);
  }

  /** The earliest deadline, or null. */
  earliest(): number | null {
    this.#dropReplaced();
    return this.#heap[0]?.at ?? null;
  }

  /** Takes out what is due at `now`, the earliest first, `most` at most. */
  takeDue(now: number, most: number): string[] {
    const due: string[] = [];
    for (let at = this.earliest(); at !== null && at <= now && due.length < most; at = this.earliest()) {
      const { id } = this.#pop();
      this.#current.delete(id);
      due.push(id);
    }
    return due;
  }

  #dropReplaced(): void {
    while (this.#heap[0] !== undefined && this.#current.get(this.#heap[0].id) !== this.#heap[0]) this.#pop();
  }

  #rebuild(): void {
    // A sorted list is a heap.
    this.#heap = [...this.#current.values()].sort((a, b) => a.at - b.at);
  }

  #push(deadline: Deadline): void {
    const heap = this.#heap;
    let index = heap.push(deadline) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#at(parent) <= deadline.at) break;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #pop(): Deadline {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) throw new Error('There is no deadline.');
    if (heap.length === 0) return first;
    heap[0] = last;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const smaller = this.#at(left + 1) < this.#at(left) ? left + 1 : left;
      if (this.#at(smaller) >= last.at) return first;
      this.#swap(index, smaller);
      index = smaller;
    }
  }

  #at(index: number): number {
    return this.#heap[index]?.at ?? Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    const [x, y] = [heap[a], heap[b]];
    if (x === undefined || y === undefined) return;
    heap[a] = y;
    heap[b] = x;
  }
}
