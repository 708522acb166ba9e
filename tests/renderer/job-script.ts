// Bulk jobs as the window hears of them: planned by the product's own rules, and then as far along as a test says.
import type { Output } from '../../shared/ipc/contract.ts';
import { filterRows, SearchTexts } from '../../shared/model/fleet-filter.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { Job, JobAction, JobRow, PlannedRow } from '../../shared/model/job.ts';
import { planRow } from '../../shared/model/job-plan.ts';
import type { JobScope } from '../../shared/model/scope.ts';
import { NOW } from '../builders/fleet-rows.ts';

type Kept = { job: Job; rows: JobRow[]; changedIn: number[]; revision: number };
const NONE = { waiting: 0, running: 0, done: 0, failed: 0, skipped: 0, cancelled: 0 };

export class JobScript {
  readonly #kept = new Map<string, Kept>();
  readonly #plans = new Map<string, string[]>();
  #waiting: (() => void)[] = [];

  plan(rows: readonly FleetRow[], action: JobAction, ids: readonly string[]): PlannedRow[] {
    return ids.flatMap((wanted) =>
      rows
        .filter(({ id }) => id === wanted)
        .map((row) => {
          const { id, name, account, environment } = row;
          return { id, name, account, environment, plan: planRow(row, action, true) };
        }),
    );
  }

  /** As main answers: a filter is looked at once, and a plan stands for its instances. */
  preview(all: readonly FleetRow[], action: JobAction, scope: JobScope): Output<'jobs.preview'> {
    const rows = this.plan(all, action, this.#idsIn(all, scope));
    const plan = `00000000-0000-4000-a000-${String(this.#plans.size + 1).padStart(12, '0')}`;
    this.#plans.set(
      plan,
      rows.map(({ id }) => id),
    );
    return { plan, at: NOW, rows };
  }

  #idsIn(all: readonly FleetRow[], scope: JobScope): readonly string[] {
    if ('ids' in scope) return scope.ids;
    if ('plan' in scope) return this.#plans.get(scope.plan) ?? [];
    return filterRows(all, scope.filter, NOW, new SearchTexts()).map(({ id }) => id);
  }

  start(
    all: readonly FleetRow[],
    input: { action: JobAction; scope: JobScope; stopAfter?: number | null | undefined; dryRun?: boolean | undefined },
  ): Job {
    const id = `00000000-0000-4000-9000-${String(this.#kept.size + 1).padStart(12, '0')}`;
    const rows = this.preview(all, input.action, input.scope).rows.map((row, position): JobRow => {
      return { ...row, position, state: row.plan.will === null ? 'skipped' : 'waiting', startedAt: null, outcome: null };
    });
    const job: Job = {
      id,
      action: input.action,
      dryRun: input.dryRun ?? false,
      state: 'running',
      pause: null,
      stopAfter: input.stopAfter ?? null,
      createdAt: NOW,
      endedAt: null,
      counts: NONE,
    };
    this.#kept.set(id, { job, rows, changedIn: rows.map(() => 1), revision: 1 });
    return this.#jobOf(id);
  }

  list(): Job[] {
    return [...this.#kept.keys()].reverse().map((id) => this.#jobOf(id));
  }

  async watch(id: string, known: number, waitMs: number): Promise<Output<'jobs.watch'>> {
    const kept = this.#need(id);
    if (kept.revision <= known && waitMs > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const rows = kept.rows.filter((_, index) => (kept.changedIn[index] ?? 0) > known);
    return { job: this.#jobOf(id), revision: kept.revision, rows };
  }

  cancel(id: string): Job {
    const kept = this.#need(id);
    kept.rows.forEach((row, index) => {
      if (row.state === 'waiting') this.row(id, index, { state: 'cancelled' });
    });
    return this.job(id, { state: 'cancelled', endedAt: NOW });
  }

  resume(id: string): Job {
    return this.job(id, { state: 'running', pause: null });
  }

  forget(id: string): void {
    this.#kept.delete(id);
  }

  /** What becomes of a row, told to whoever watches. */
  row(id: string, position: number, change: Partial<JobRow>): void {
    const kept = this.#need(id);
    kept.revision += 1;
    kept.rows[position] = { ...(kept.rows[position] as JobRow), ...change };
    kept.changedIn[position] = kept.revision;
    this.#tell();
  }

  job(id: string, change: Partial<Job>): Job {
    const kept = this.#need(id);
    kept.revision += 1;
    kept.job = { ...kept.job, ...change };
    this.#tell();
    return this.#jobOf(id);
  }

  #need(id: string): Kept {
    const kept = this.#kept.get(id);
    if (kept === undefined) throw new Error(`No job ${id}`);
    return kept;
  }

  #jobOf(id: string): Job {
    const { job, rows } = this.#need(id);
    const counts = { ...NONE };
    for (const { state } of rows) counts[state] += 1;
    return { ...job, counts };
  }

  #tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
