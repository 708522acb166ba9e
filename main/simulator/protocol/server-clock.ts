// The server's clock: the caller's, or in a demonstration the newest time that a request has carried.
export type ClockMode = 'real' | 'requests';

export class ServerClock {
  constructor(
    readonly mode: ClockMode,
    private readonly now: () => number,
    private newest: number | null,
  ) {}

  /** Epoch ms. */
  time(): number {
    return this.mode === 'real' ? this.now() : (this.newest ?? this.now());
  }

  /** The time at which a request of this timestamp is answered. */
  timeFor(timestamp: number): number {
    if (this.mode === 'real') return this.now();
    return this.newest === null ? timestamp : Math.max(this.newest, timestamp);
  }

  /**
   * A request of this timestamp was believed. Returns by how much the time that was told until then turns out to have been wrong
   * (ms): it is only learnt from the first request.
   */
  see(timestamp: number): number {
    if (this.mode === 'real') return 0;
    const told = this.newest === null ? this.now() : null;
    this.newest = this.timeFor(timestamp);
    return told === null ? 0 : this.newest - told;
  }

  /** For the state file. */
  get newestSeen(): number | null {
    return this.newest;
  }
}
