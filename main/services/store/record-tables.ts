// The tables beside the agents: history as it is read, encrypted secrets, and certificates trusted for a licence server.
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { HistoryEvent } from '../../../shared/model/history-event.ts';
import { sqliteCodeOf } from './sql-fault.ts';
import type { EventFilter, SecretRow, TrustRow } from './store-protocol.ts';
import { WriteRefused } from './write-refused.ts';

const CONSTRAINT_FOREIGN_KEY = 787;
const NO_LIMIT = -1;

/** The newest `limit` events that match, oldest first. */
export function readEvents(db: DatabaseSyncInstance, { instanceId, since, before, limit }: EventFilter): HistoryEvent[] {
  const where: string[] = [];
  const values: (string | number)[] = [];
  const add = (condition: string, value: string | number | undefined) => {
    if (value === undefined) return;
    where.push(condition);
    values.push(value);
  };
  add('instance_id = ?', instanceId);
  add('at >= ?', since);
  add('id < ?', before);
  const rows = db
    .prepare(
      `SELECT id, at, instance_id, instance_name, event, detail, actor FROM events
       ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY id DESC LIMIT ?`,
    )
    .all(...values, limit ?? NO_LIMIT);
  return rows.reverse().map((row) => ({
    id: row.id,
    at: row.at,
    instanceId: row.instance_id,
    instance: row.instance_name,
    event: row.event,
    detail: JSON.parse(row.detail),
    actor: row.actor,
  }));
}

export class SecretTable {
  readonly #get;
  readonly #put;
  readonly #remove;

  constructor(db: DatabaseSyncInstance) {
    this.#get = db.prepare('SELECT backend, ciphertext FROM secrets WHERE instance_id = ? AND name = ?');
    this.#put = db.prepare(
      `INSERT INTO secrets (instance_id, name, backend, ciphertext) VALUES (?, ?, ?, ?)
       ON CONFLICT (instance_id, name) DO UPDATE SET backend = excluded.backend, ciphertext = excluded.ciphertext`,
    );
    this.#remove = db.prepare('DELETE FROM secrets WHERE instance_id = ? AND name = ?');
  }

  get(instanceId: string, name: string): SecretRow | null {
    const row = this.#get.get(instanceId, name);
    return row === undefined ? null : { backend: row.backend, ciphertext: Uint8Array.from(row.ciphertext) };
  }

  /** Throws WriteRefused `unknown-instance`. */
  put(instanceId: string, name: string, { backend, ciphertext }: SecretRow): null {
    try {
      this.#put.run(instanceId, name, backend, ciphertext);
      return null;
    } catch (error) {
      if (sqliteCodeOf(error) !== CONSTRAINT_FOREIGN_KEY) throw error;
      throw new WriteRefused('unknown-instance', `There is no instance ${instanceId} to keep a secret for.`);
    }
  }

  remove(instanceId: string, name: string): null {
    this.#remove.run(instanceId, name);
    return null;
  }
}

export class TrustTable {
  constructor(private readonly db: DatabaseSyncInstance) {}

  list(origin: string | null): TrustRow[] {
    return this.db
      .prepare(
        `SELECT id, origin, kind, fingerprint, pem, added_at AS addedAt FROM server_trust
         WHERE ?1 IS NULL OR origin = ?1 ORDER BY id`,
      )
      .all(origin)
      .map((row) => ({ ...row }));
  }

  /** The ids of those that were not there yet. */
  add(rows: Omit<TrustRow, 'id'>[]): number[] {
    const insert = this.db.prepare(
      'INSERT INTO server_trust (origin, kind, fingerprint, pem, added_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id',
    );
    return rows
      .map((row) => insert.get(row.origin, row.kind, row.fingerprint, row.pem, Math.round(row.addedAt)))
      .filter((added) => added !== undefined)
      .map((added) => Number(added.id));
  }

  remove(id: number): null {
    this.db.prepare('DELETE FROM server_trust WHERE id = ?').run(id);
    return null;
  }
}
