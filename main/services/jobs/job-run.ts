// One bulk job at work: so many rows at a time, each begun only after what became of the one before it in its lane is stored. So a
// crash leaves every row waiting, under way or decided, and none is ever begun twice without being looked at first.
import type { Job, JobRow, RowOutcome } from '../../../shared/model/job.ts';
import type { Pause, RowState } from '../../../shared/model/job-lists.ts';
import type { Clock } from '../../agent/ports.ts';
import type { JobStore, RowStep } from './job-store.ts';
import { countRows } from './row-counts.ts';
import type { Ended } from './row-operations.ts';

export type JobWork = {
  store: JobStore;
  clock: Clock;
  /** Rows under way at once. */
  width: number;
  /** A row whose turn has come. Rejects where the store refuses. */
  perform(row: JobRow): Promise<Ended>;
  /** A row that was under way when its host ended; null: it is to be begun. */
  recover(row: JobRow): Promise<Ended | null>;
  /** Nothing more is under way: the job has ended or is paused. */
  rested(job: Job): Promise<void>;
};

export class JobRun {
  #job: Job;
  readonly #rows: JobRow[];
  /** In which revision each row changed last. */
  readonly #changedIn: number[];
  #revision = 1;
  #next = 0;
  #failures = 0;
  /** Why no further row is begun; null: they are. */
  #stop: Pause | 'cancelled' | 'disposed' | null = null;
  #listeners = new Set<() => void>();
  #ended: Promise<void> = Promise.resolve();

  constructor(
    job: Job,
    rows: JobRow[],
    private readonly work: JobWork,
  ) {
    this.#job = job;
    this.#rows = rows;
    this.#changedIn = rows.map(() => 1);
  }

  get job(): Job {
    return { ...this.#job, counts: countRows(this.#rows) };
  }

  /** `hold`: why nothing that waits may be begun; what was under way is looked at all the same. */
  start(hold: Pause | null): void {
    const recovering = this.#rows.filter(({ state }) => state === 'running');
    this.#stop = this.#job.state === 'cancelled' ? 'cancelled' : hold;
    const lanes = Array.from({ length: this.work.width }, () => this.#lane(recovering));
    this.#ended = Promise.all(lanes).then(() => this.#end());
  }

  /** The rows that changed after revision `known`. */
  since(known: number): { job: Job; revision: number; rows: JobRow[] } {
    return {
      job: this.job,
      revision: this.#revision,
      rows: this.#rows.filter((_, index) => (this.#changedIn[index] ?? 0) > known),
    };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What waits is never begun; resolves when that is stored. */
  async cancel(): Promise<void> {
    const before = this.#stop;
    this.#stop = 'cancelled';
    const job = { state: 'cancelled', pause: null, endedAt: this.#now() } as const;
    try {
      await this.work.store.step(this.#job.id, { job, waitingTo: 'cancelled' });
    } catch (error) {
      this.#stop = before;
      throw error;
    }
    this.#job = { ...this.#job, ...job };
    this.#rows.forEach((row, index) => {
      if (row.state === 'waiting') this.#put(index, { ...row, state: 'cancelled' });
    });
    this.#tell();
  }

  /** Begins no further row; what is under way is looked at again by the next host. */
  dispose(): void {
    this.#stop = 'disposed';
    this.#listeners.clear();
  }

  /** Nothing is under way any more. */
  idle(): Promise<void> {
    return this.#ended;
  }

  async #lane(recovering: JobRow[]): Promise<void> {
    let decided: RowStep | null = null;
    try {
      for (;;) {
        const found = this.#take(recovering);
        const begun: RowStep | null = found === null ? null : { ...found.row, state: 'running', outcome: null };
        const steps: RowStep[] = [decided, begun].filter((step) => step !== null);
        if (steps.length > 0 && !this.#isDisposed()) await this.work.store.step(this.#job.id, { rows: steps.map(stepOf) });
        decided = null;
        if (found === null || begun === null || this.#isDisposed()) return;
        decided = await this.#decide(found.row, found.isRecovered);
      }
    } catch {
      // Nothing can be stored now: the job waits, and what is not stored is looked at again when it goes on.
      this.#stop ??= 'store';
    }
  }

  #take(recovering: JobRow[]): { row: JobRow; isRecovered: boolean } | null {
    const recovered = this.#isDisposed() ? undefined : recovering.shift();
    if (recovered !== undefined) return { row: recovered, isRecovered: true };
    if (this.#stop !== null) return null;
    while (this.#rows[this.#next] !== undefined && this.#rows[this.#next]?.state !== 'waiting') this.#next += 1;
    const row = this.#rows[this.#next];
    if (row === undefined) return null;
    const begun: JobRow = { ...row, state: 'running', startedAt: this.#now() };
    this.#put(this.#next, begun);
    this.#tell();
    return { row: begun, isRecovered: false };
  }

  async #decide(row: JobRow, isRecovered: boolean): Promise<RowStep | null> {
    const ended = isRecovered ? await this.work.recover(row) : await this.work.perform(row);
    if (this.#isDisposed()) return null;
    const outcome: RowOutcome | null = ended === null ? null : { ...ended.outcome, at: this.#now() };
    // A row that could not be recovered was never begun: its turn comes again.
    const state: RowState = ended?.state ?? (this.#job.state === 'cancelled' ? 'cancelled' : 'waiting');
    const decided: JobRow = { ...row, state, outcome, startedAt: outcome === null ? null : row.startedAt };
    this.#put(row.position, decided);
    if (state === 'waiting') this.#next = Math.min(this.#next, row.position);
    if (state === 'failed') this.#failures += 1;
    const { stopAfter } = this.#job;
    if (stopAfter !== null && this.#failures >= stopAfter) this.#stop ??= 'failures';
    this.#tell();
    return stepOf(decided);
  }

  async #end(): Promise<void> {
    if (this.#isDisposed()) return;
    if (this.#job.state === 'running') {
      const isDone = !this.#rows.some(({ state }) => state === 'waiting' || state === 'running');
      const pause = this.#stop === null || this.#stop === 'cancelled' || this.#stop === 'disposed' ? 'token' : this.#stop;
      const job = isDone
        ? ({ state: 'done', pause: null, endedAt: this.#now() } as const)
        : ({ state: 'paused', pause, endedAt: null } as const);
      // Where even this cannot be stored, the job is found running by the next host.
      await this.work.store.step(this.#job.id, { job }).catch(() => undefined);
      this.#job = { ...this.#job, ...job };
    }
    await this.work.rested(this.job).catch(() => undefined);
    this.#tell();
  }

  #isDisposed(): boolean {
    return this.#stop === 'disposed';
  }

  #now(): number {
    return Math.round(this.work.clock.now().wallMs);
  }

  #put(index: number, row: JobRow): void {
    this.#rows[index] = row;
    this.#revision += 1;
    this.#changedIn[index] = this.#revision;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

const stepOf = ({ position, state, startedAt, outcome }: RowStep): RowStep => ({ position, state, startedAt, outcome });
