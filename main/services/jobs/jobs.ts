// The bulk jobs of a data folder: planned, begun, watched, cancelled, and taken up again after a restart.
import { refuse } from '../../../shared/app-failure.ts';
import type { Output, ParsedInput } from '../../../shared/ipc/contract.ts';
import { checkTag, checkToken, cleanToken } from '../../../shared/model/field-rules.ts';
import type { Job, JobAction, JobRow } from '../../../shared/model/job.ts';
import type { JobScope } from '../../../shared/model/scope.ts';
import type { Chance, Clock, RealTime, SecretStore } from '../../agent/ports.ts';
import { refuseProblems } from '../application/refusals.ts';
import { asAppFailure } from '../store/store-errors.ts';
import { JobRun } from './job-run.ts';
import type { JobStore } from './job-store.ts';
import { newJob, refuseUnconfirmedJob } from './new-job.ts';
import { Planning, type ServerRefused } from './planning.ts';
import { Plans } from './plans.ts';
import { NO_ROWS } from './row-counts.ts';
import { type JobFleet, type Operations, RowOperations } from './row-operations.ts';
import { performRow } from './row-turn.ts';
import { changeOf } from './watching.ts';

export type JobsWorld = {
  store: JobStore;
  /** Secrets by the id of a job. */
  secrets: SecretStore;
  fleet: JobFleet;
  clock: Clock;
  chance: Chance;
  realTime: RealTime;
  serverRefused: ServerRefused;
  /** Rows of a job under way at once. */
  width: number;
};

const TOKEN = 'token';

export class Jobs {
  readonly #runs = new Map<string, JobRun>();
  /** Jobs that wait because the store could not be written, which the store cannot tell. */
  readonly #stuck = new Set<string>();
  readonly #plans: Plans;
  #operations: Operations | null = null;
  #isDisposed = false;

  constructor(private readonly world: JobsWorld) {
    this.#plans = new Plans({
      fleet: world.fleet,
      now: () => this.#now(),
      rowsOf: (action, ids) => this.#planning().rows(action, ids),
    });
  }

  /** `operations`: what rows do. `goesOn`: jobs that were under way when the last host ended are taken up again. */
  async open(operations: Operations, goesOn: boolean): Promise<void> {
    this.#operations = operations;
    if (!goesOn) return;
    const jobs = await asAppFailure(this.world.store.list());
    for (const job of jobs.toReversed()) if (job.state === 'running' || job.counts.running > 0) await this.#takeUp(job);
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const run of this.#runs.values()) run.dispose();
    this.#runs.clear();
  }

  /** Of a plan the instances stay those that were chosen for it. Throws `stale` where it is not kept any more. */
  async preview(action: JobAction, scope: JobScope): Promise<Output<'jobs.preview'>> {
    const made = await this.#plans.make(action, scope);
    const plan = this.world.chance.uuid();
    this.#plans.keep(plan, made);
    return { plan, at: made.at, rows: made.rows };
  }

  /** Throws `invalid-input` where there is nothing to do, or the token or a tag is wrong; `confirmation-needed`. */
  async start({ action, scope, token, stopAfter, dryRun, confirm }: ParsedInput<'jobs.start'>): Promise<Job> {
    const cleaned = action.kind === 'register' ? cleanToken(token ?? '') : null;
    refuseProblems([
      ...(action.kind === 'tag' ? action.add.map(checkTag) : []),
      ...(cleaned !== null && dryRun !== true ? [checkToken(cleaned)] : []),
    ]);
    const { rows: planned } = await this.#plans.make(action, scope);
    if (!planned.some(({ plan }) => plan.will !== null))
      throw refuse('invalid-input', 'There is nothing to do for any of these instances.');
    if (dryRun !== true) refuseUnconfirmedJob(action, planned, confirm);
    const { store, secrets, chance } = this.world;
    const { job, rows } = newJob({ id: chance.uuid(), action, dryRun, stopAfter, createdAt: this.#now() }, planned);
    await asAppFailure(store.add(job, rows));
    try {
      if (cleaned !== null && !job.dryRun) await secrets.put(job.id, TOKEN, cleaned);
    } catch (error) {
      await asAppFailure(store.remove(job.id));
      throw error;
    }
    return this.#takeUp({ ...job, pause: null, counts: NO_ROWS });
  }

  async list(): Promise<Job[]> {
    const kept = await asAppFailure(this.world.store.list());
    return kept.map((job) => this.#runs.get(job.id)?.job ?? this.#told(job));
  }

  /** Waits up to `waitMs` (real) for a change after `known`; a job that is at rest never changes. Throws `not-found`. */
  async watch(id: string, known: number, waitMs: number): Promise<Output<'jobs.watch'>> {
    const run = this.#runs.get(id);
    if (run === undefined) return { job: await this.#kept(id), revision: known + 1, rows: await this.rows(id) };
    if (run.since(known).revision <= known && waitMs > 0) await changeOf(run, this.world.realTime, waitMs);
    return run.since(known);
  }

  rows(id: string): Promise<JobRow[]> {
    return asAppFailure(this.world.store.rows(id));
  }

  /** Throws `not-found`; a job that has ended stays as it is. */
  async cancel(id: string): Promise<Job> {
    const run = this.#runs.get(id);
    const job = run?.job ?? (await this.#kept(id));
    if (job.state === 'done' || job.state === 'cancelled') return job;
    if (run !== undefined) await asAppFailure(run.cancel());
    else {
      const ended = { state: 'cancelled', pause: null, endedAt: this.#now() } as const;
      await asAppFailure(this.world.store.step(id, { job: ended, waitingTo: 'cancelled' }));
    }
    await this.world.secrets.remove(id, TOKEN);
    return run?.job ?? this.#kept(id);
  }

  /** Throws `not-found`, `invalid-input` where it does not wait, or needs its token again. */
  async resume(id: string, token: string | undefined): Promise<Job> {
    const job = this.#runs.get(id)?.job ?? (await this.#kept(id));
    if (this.#runs.has(id) || (job.state !== 'paused' && job.state !== 'running'))
      throw refuse('invalid-input', 'This job does not wait for anything.');
    const cleaned = token === undefined ? undefined : cleanToken(token);
    if (cleaned !== undefined) {
      refuseProblems([checkToken(cleaned)]);
      await this.world.secrets.put(id, TOKEN, cleaned);
    } else if (job.action.kind === 'register' && !job.dryRun && (await this.#token(id)) === null)
      refuseProblems([checkToken('')]);
    const going = { state: 'running', pause: null, endedAt: null } as const;
    await asAppFailure(this.world.store.step(id, { job: going }));
    this.#stuck.delete(id);
    return this.#takeUp({ ...job, ...going });
  }

  /** Throws `in-progress` while it runs. */
  async forget(id: string): Promise<void> {
    if (this.#runs.has(id)) throw refuse('in-progress', 'This job is under way: cancel it first.');
    await asAppFailure(this.world.store.remove(id));
  }

  async kept(id: string): Promise<{ job: Job; rows: JobRow[] }> {
    return { job: this.#runs.get(id)?.job ?? (await this.#kept(id)), rows: await this.rows(id) };
  }

  /** Every job has come to rest. */
  async idle(): Promise<void> {
    await Promise.all([...this.#runs.values()].map((run) => run.idle()));
  }

  async #takeUp(job: Job): Promise<Job> {
    const { store, clock, width, secrets } = this.world;
    const needsToken = job.action.kind === 'register' && !job.dryRun;
    const token = needsToken ? await this.#token(job.id) : null;
    const rows = await this.rows(job.id);
    const operations = new RowOperations(this.#need(), this.world.fleet, job.id);
    const run = new JobRun(job, rows, {
      store,
      clock,
      width,
      perform: (row) => performRow({ planning: this.#planning(), operations }, job, row, token),
      recover: (row) => (job.dryRun ? Promise.resolve(null) : operations.recover(job.action, row, token)),
      rested: async ({ state, pause }) => {
        this.#runs.delete(job.id);
        if (pause === 'store') this.#stuck.add(job.id);
        if (state === 'done' || state === 'cancelled') await secrets.remove(job.id, TOKEN);
      },
    });
    if (this.#isDisposed) return job;
    this.#runs.set(job.id, run);
    run.start(needsToken && token === null ? 'token' : null);
    return run.job;
  }

  #now(): number {
    return Math.round(this.world.clock.now().wallMs);
  }

  #planning(): Planning {
    return new Planning(this.world.fleet, this.world.serverRefused, (input) => this.#need()['instances.detail'](input));
  }

  #need(): Operations {
    if (this.#operations === null) throw refuse('host-unavailable', 'The data folder is being opened.');
    return this.#operations;
  }

  /** A token that cannot be opened any more is as good as none: it is asked for again. */
  #token(id: string): Promise<string | null> {
    return this.world.secrets.get(id, TOKEN).catch(() => null);
  }

  async #kept(id: string): Promise<Job> {
    const found = (await asAppFailure(this.world.store.list())).find((job) => job.id === id);
    if (found === undefined) throw refuse('not-found', 'There is no such job.');
    return this.#told(found);
  }

  #told(job: Job): Job {
    return this.#stuck.has(job.id) && job.state === 'running' ? { ...job, state: 'paused', pause: 'store' } : job;
  }
}
