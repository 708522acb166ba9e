// What lists show of each instance and when it is due, as of a step: all that is read when a data folder is opened. One that is of
// an older step than the last counts as none.
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { FLEET_ROW_FORM } from '../../../shared/model/fleet-row-form.ts';
import type { StandingRow, StandingWrite } from './store-protocol.ts';

const ALL = `SELECT instance_id AS id, revision, look_at AS lookAt, contact_at AS contactAt, row FROM standings WHERE form = ${FLEET_ROW_FORM}`;

const WRITE = `
INSERT INTO standings (instance_id, revision, form, look_at, contact_at, row) VALUES (?, ?, ${FLEET_ROW_FORM}, ?, ?, ?)
ON CONFLICT (instance_id) DO UPDATE SET revision = excluded.revision, form = excluded.form, look_at = excluded.look_at,
contact_at = excluded.contact_at, row = excluded.row`;

export class StandingTable {
  readonly #write;
  readonly #revision;

  constructor(private readonly db: DatabaseSyncInstance) {
    this.#write = db.prepare(WRITE);
    this.#revision = db.prepare('SELECT revision FROM states WHERE instance_id = ?');
  }

  /** In the order of adding. Each table is read from end to end once: a join would look for each row in a place of its own. */
  *all(): Generator<StandingRow> {
    const kept = new Map<string, StandingRow & { revision: number }>();
    for (const row of this.db.prepare(ALL).iterate()) kept.set(row.id, row);
    for (const { id, revision } of this.db.prepare('SELECT instance_id AS id, revision FROM states ORDER BY rowid').iterate()) {
      const { lookAt, contactAt, row, ...standing } = kept.get(id) ?? { lookAt: null, contactAt: null, row: null, revision };
      yield standing.revision === revision ? { id, lookAt, contactAt, row } : { id, lookAt: null, contactAt: null, row: null };
    }
  }

  /** Unless the instance has gone on, or is gone, since. */
  keep({ id, revision, lookAt, contactAt, row }: StandingWrite): void {
    if (this.#revision.get(id)?.revision === revision) this.#write.run(id, revision, lookAt, contactAt, row);
  }
}
