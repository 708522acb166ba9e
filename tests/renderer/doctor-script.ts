// A run of the doctor as main tells it: the test says which steps are known; called off, the rest is skipped.
import type { CheckStep } from '../../shared/model/diagnostics.ts';
import { CHECKS } from '../../shared/model/doctor-checks.ts';

export class DoctorScript {
  runs = 0;
  cancelled = 0;
  #steps: CheckStep[] = [];
  #waiting: (() => void)[] = [];

  /** Every run has its own number at the end of its id. */
  start(): string {
    this.runs += 1;
    this.#steps = [];
    return `00000000-0000-4000-8000-${String(this.runs).padStart(12, '0')}`;
  }

  /** More steps are known now. */
  tell(...steps: CheckStep[]): void {
    this.#steps.push(...steps);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  cancel(): void {
    this.cancelled += 1;
    const left = CHECKS.slice(this.#steps.length);
    const found = { finding: 'called-off', values: {} } as const;
    this.tell(...left.map((check) => ({ check, outcome: 'skipped' as const, detail: 'Called off.', fix: null, ms: 0, found })));
  }

  async next(known: number): Promise<{ steps: CheckStep[]; done: boolean }> {
    while (this.#steps.length <= known)
      await new Promise<void>((wake) => {
        this.#waiting.push(wake);
      });
    return { steps: this.#steps.slice(known), done: this.#steps.length === CHECKS.length };
  }
}
