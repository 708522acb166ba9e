// Bulk jobs and their rows. A row's outcome and the beginning of the next are one write, so that a crash finds each row either
// waiting, under way or decided.
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { AuditName } from '../../../shared/model/activity-lists.ts';
import type { EventTable } from './event-table.ts';
import { sqliteCodeOf } from './sql-fault.ts';
import type { JobRecord, JobRowRecord, JobStep, JobWrite, SecretRow } from './store-protocol.ts';
import { WriteRefused } from './write-refused.ts';

const CONSTRAINT_FOREIGN_KEY = 787;

export class JobTable {
  constructor(
    private readonly db: DatabaseSyncInstance,
    private readonly events: EventTable,
  ) {}

  add({ id, action, dryRun, state, stopAfter, createdAt, endedAt, rows, user }: JobWrite): null {
    this.db
      .prepare(
        `INSERT INTO jobs (id, action, dry_run, state, pause, stop_after, created_at, ended_at) VALUES (?, ?, ?, ?, NULL, ?, ?, ?)`,
      )
      .run(id, action, dryRun ? 1 : 0, state, stopAfter, createdAt, endedAt);
    const insert = this.db.prepare('INSERT INTO job_rows (job_id, position, planned, state) VALUES (?, ?, ?, ?)');
    rows.forEach((row, position) => void insert.run(id, position, row.planned, row.state));
    this.#record('job-started', id, createdAt, user, { instances: rows.length, dryRun });
    return null;
  }

  /** Throws WriteRefused `stale` where the job is gone. */
  step({ id, rows, job, waitingTo, user }: JobStep): null {
    const update = this.db.prepare(
      'UPDATE job_rows SET state = ?, started_at = ?, outcome = ? WHERE job_id = ? AND position = ?',
    );
    for (const { position, state, startedAt, outcome } of rows) update.run(state, startedAt, outcome, id, position);
    if (waitingTo !== null)
      this.db.prepare("UPDATE job_rows SET state = ? WHERE job_id = ? AND state = 'waiting'").run(waitingTo, id);
    if (job === null) return null;
    const { state, pause, endedAt } = job;
    const { changes } = this.db
      .prepare('UPDATE jobs SET state = ?, pause = ?, ended_at = ? WHERE id = ?')
      .run(state, pause, endedAt, id);
    if (changes !== 1) throw new WriteRefused('stale', 'This job is not there any more.');
    if (endedAt !== null)
      this.#record(state === 'cancelled' ? 'job-cancelled' : 'job-ended', id, endedAt, user, this.#counts(id));
    return null;
  }

  #record(event: AuditName, id: string, at: number, user: string | null, more: Record<string, number | boolean>): void {
    const { kind } = this.db.prepare("SELECT json_extract(action, '$.kind') AS kind FROM jobs WHERE id = ?").get(id);
    const detail = JSON.stringify({ job: id, ...more });
    this.events.append({ id: '', name: kind }, [{ at, event, detail, actor: 'administrator', user, change: null }]);
  }

  /** How many rows are in which state. */
  #counts(id: string): Record<string, number> {
    const rows = this.db.prepare('SELECT state, count(*) AS n FROM job_rows WHERE job_id = ? GROUP BY state').all(id);
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  }

  remove(id: string): null {
    this.db.prepare('DELETE FROM jobs WHERE id = ?').run(id);
    return null;
  }

  /** Newest first, with how many rows are in which state. */
  list(): JobRecord[] {
    const counts = new Map<string, Record<string, number>>();
    for (const row of this.db.prepare('SELECT job_id, state, count(*) AS n FROM job_rows GROUP BY job_id, state').all())
      counts.set(row.job_id, { ...counts.get(row.job_id), [row.state]: row.n });
    return this.db
      .prepare('SELECT * FROM jobs ORDER BY rowid DESC')
      .all()
      .map((row) => ({
        id: row.id,
        action: row.action,
        dryRun: row.dry_run === 1,
        state: row.state,
        pause: row.pause,
        stopAfter: row.stop_after,
        createdAt: row.created_at,
        endedAt: row.ended_at,
        counts: counts.get(row.id) ?? {},
      }));
  }

  rows(id: string): JobRowRecord[] {
    return this.db
      .prepare('SELECT position, planned, state, started_at, outcome FROM job_rows WHERE job_id = ? ORDER BY position')
      .all(id)
      .map(({ position, planned, state, started_at, outcome }) => ({ position, planned, state, startedAt: started_at, outcome }));
  }

  secret(jobId: string, name: string): SecretRow | null {
    const row = this.db.prepare('SELECT backend, ciphertext FROM job_secrets WHERE job_id = ? AND name = ?').get(jobId, name);
    return row === undefined ? null : { backend: row.backend, ciphertext: Uint8Array.from(row.ciphertext) };
  }

  /** Throws WriteRefused `unknown-instance` where the job is gone. */
  putSecret(jobId: string, name: string, { backend, ciphertext }: SecretRow): null {
    try {
      this.db
        .prepare(
          `INSERT INTO job_secrets (job_id, name, backend, ciphertext) VALUES (?, ?, ?, ?)
           ON CONFLICT (job_id, name) DO UPDATE SET backend = excluded.backend, ciphertext = excluded.ciphertext`,
        )
        .run(jobId, name, backend, ciphertext);
      return null;
    } catch (error) {
      if (sqliteCodeOf(error) !== CONSTRAINT_FOREIGN_KEY) throw error;
      throw new WriteRefused('unknown-instance', 'There is no such job to keep a token for.');
    }
  }

  removeSecret(jobId: string, name: string): null {
    this.db.prepare('DELETE FROM job_secrets WHERE job_id = ? AND name = ?').run(jobId, name);
    return null;
  }
}
