// Examinations that somebody watches: each is asked for its next steps as they come, and can be called off. It works by question
// and answer alone, so that a window can watch over the host socket as well.
import { refuse } from '../../../shared/app-failure.ts';
import type { CheckStep } from '../../../shared/model/diagnostics.ts';
import type { Examined } from '../transport/doctor-words.ts';

/** Who leaves without asking for the end leaves a run behind: so many are kept. */
const MOST_KEPT = 16;

export type Examination = (signal: AbortSignal) => AsyncIterable<Examined>;

export class DoctorRuns {
  readonly #runs = new Map<string, DoctorRun>();

  /** `steadyMs`: real ms that grow evenly. */
  constructor(private readonly steadyMs: () => number) {}

  start(run: string, examination: Examination): void {
    for (const [oldest] of this.#runs) {
      if (this.#runs.size < MOST_KEPT) break;
      this.cancel(oldest);
      this.#runs.delete(oldest);
    }
    this.#runs.set(run, new DoctorRun(examination, this.steadyMs));
  }

  /** The steps after the first `known`, as soon as there is one or the end is reached; with the end the run is forgotten. */
  async next(run: string, known: number): Promise<{ steps: CheckStep[]; done: boolean }> {
    const found = this.#runs.get(run);
    if (found === undefined) throw refuse('not-found', 'There is no such run of the doctor any more.');
    try {
      const next = await found.after(known);
      if (next.done) this.#runs.delete(run);
      return next;
    } catch (error) {
      this.#runs.delete(run);
      throw error;
    }
  }

  /** The checks that are left are skipped. Nothing happens where the run is over. */
  cancel(run: string): void {
    this.#runs.get(run)?.cancel();
  }
}

class DoctorRun {
  readonly #steps: CheckStep[] = [];
  readonly #off = new AbortController();
  #end: { error: unknown } | 'well' | null = null;
  #waiting: (() => void)[] = [];

  constructor(examination: Examination, steadyMs: () => number) {
    void this.#run(examination, steadyMs).then(
      () => this.#tell(() => (this.#end = 'well')),
      (error: unknown) => this.#tell(() => (this.#end = { error })),
    );
  }

  async after(known: number): Promise<{ steps: CheckStep[]; done: boolean }> {
    while (this.#steps.length <= known && this.#end === null)
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    if (this.#end !== null && this.#end !== 'well') throw this.#end.error;
    return { steps: this.#steps.slice(known), done: this.#end !== null };
  }

  cancel(): void {
    this.#off.abort();
  }

  async #run(examination: Examination, steadyMs: () => number): Promise<void> {
    let from = steadyMs();
    for await (const result of examination(this.#off.signal)) {
      const now = steadyMs();
      this.#tell(() => this.#steps.push({ ...result, ms: now - from }));
      from = now;
    }
  }

  #tell(change: () => void): void {
    change();
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
