// The tables beside the agents: encrypted secrets, and certificates trusted for a licence server.
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { EventTable } from './event-table.ts';
import { sqliteCodeOf } from './sql-fault.ts';
import type { SecretRow, TrustRow, TrustWrite } from './store-protocol.ts';
import { WriteRefused } from './write-refused.ts';

const CONSTRAINT_FOREIGN_KEY = 787;
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
  readonly #list;

  constructor(
    private readonly db: DatabaseSyncInstance,
    private readonly events: EventTable,
  ) {
    this.#list = db.prepare(
      `SELECT id, origin, kind, fingerprint, pem, added_at AS addedAt FROM server_trust
       WHERE ?1 IS NULL OR origin = ?1 ORDER BY id`,
    );
  }

  list(origin: string | null): TrustRow[] {
    return this.#list.all(origin).map((row) => ({ ...row }));
  }

  /** The ids of those that were not there yet. */
  add({ rows, user }: TrustWrite): number[] {
    const insert = this.db.prepare(
      'INSERT INTO server_trust (origin, kind, fingerprint, pem, added_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id',
    );
    return rows.flatMap((row) => {
      const added = insert.get(row.origin, row.kind, row.fingerprint, row.pem, Math.round(row.addedAt));
      if (added === undefined) return [];
      this.#record('trust-added', row, row.addedAt, user);
      return [Number(added.id)];
    });
  }

  remove({ id, at, user }: { id: number; at: number; user: string | null }): null {
    const row = this.db.prepare('DELETE FROM server_trust WHERE id = ? RETURNING origin, kind, fingerprint').get(id);
    if (row !== undefined) this.#record('trust-removed', { ...row }, at, user);
    return null;
  }

  #record(
    event: 'trust-added' | 'trust-removed',
    { origin, kind, fingerprint }: Pick<TrustRow, 'origin' | 'kind' | 'fingerprint'>,
    at: number,
    user: string | null,
  ): void {
    const detail = JSON.stringify({ kind, fingerprint });
    this.events.append({ id: '', name: origin }, [{ at, event, detail, actor: 'administrator', user, change: null }]);
  }
}
