// What lists show of each instance and when it is due, as of its last step: all that is read when a data folder is opened.
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { FLEET_ROW_FORM } from '../../../shared/model/fleet-row-form.ts';
import type { StandingRow, StandingWrite } from './store-protocol.ts';

const ALL = `
SELECT i.id, s.look_at AS lookAt, s.contact_at AS contactAt, s.row
FROM instances i LEFT JOIN standings s ON s.instance_id = i.id AND s.revision = i.revision AND s.form = ${FLEET_ROW_FORM}
ORDER BY i.rowid`;

const WRITE = `
INSERT INTO standings (instance_id, revision, form, look_at, contact_at, row) VALUES (?, ?, ${FLEET_ROW_FORM}, ?, ?, ?)
ON CONFLICT (instance_id) DO UPDATE SET revision = excluded.revision, form = excluded.form, look_at = excluded.look_at,
contact_at = excluded.contact_at, row = excluded.row`;

export class StandingTable {
  readonly #write;
  readonly #revision;

  constructor(private readonly db: DatabaseSyncInstance) {
    this.#write = db.prepare(WRITE);
    this.#revision = db.prepare('SELECT revision FROM instances WHERE id = ?');
  }

  /** In the order of adding. */
  *all(): Generator<StandingRow> {
    for (const row of this.db.prepare(ALL).iterate()) yield { ...row };
  }

  write({ id, revision, lookAt, contactAt, row }: StandingWrite): void {
    this.#write.run(id, revision, lookAt, contactAt, row);
  }

  /** Unless the instance has gone on, or is gone, since. */
  keep(standing: StandingWrite): void {
    if (this.#revision.get(standing.id)?.revision === standing.revision) this.write(standing);
  }
}
