// The audit log in the database: entries are appended with their seal, in the transaction of what they tell, and read newest first.
// Count and end of the chain are kept beside it, so that entries that are missing at the end are missed.
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { AUDIT_NAMES } from '../../../shared/model/activity-lists.ts';
import type { HistoryEvent } from '../../../shared/model/history-event.ts';
import { activityCondition, type Condition } from './activity-condition.ts';
import { quoted } from './ask.ts';
import { FIRST_SEAL, type SealedContent, sealOf } from './event-chain.ts';
import type { ActivityPage, ActivityQuery, EventFilter, EventWrite } from './store-protocol.ts';

const NO_LIMIT = -1;
const CONTENT = 'id, at, instance_id AS instanceId, instance_name AS subject, event, detail, actor, user, change';
const OF_THE_HISTORY = `event NOT IN (${AUDIT_NAMES.map(quoted).join(', ')})`;

export type SealedRow = SealedContent & { seal: string };
/** `lastId` 0: there is no entry. */
export type ChainEnd = { lastId: number; entries: number; seal: string };

/** Where the next entry follows on, as of what was appended in the transaction so far. */
type Place = ChainEnd & { id: number };

export class EventTable {
  readonly #insert;
  readonly #move;
  #place: Place | null = null;

  constructor(private readonly db: DatabaseSyncInstance) {
    this.#insert = db.prepare(
      `INSERT INTO events (id, at, instance_id, instance_name, event, detail, actor, user, change, seal)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#move = db.prepare(
      `INSERT INTO event_chain (one, last_id, entries, seal) VALUES (1, ?, ?, ?)
       ON CONFLICT (one) DO UPDATE SET last_id = excluded.last_id, entries = excluded.entries, seal = excluded.seal`,
    );
  }

  /** A transaction has begun: the end of the chain is read once in it, and written once. */
  begin(): void {
    this.#place = null;
  }

  /** What `back` takes the chain back to, where a savepoint is. */
  mark(): Place | null {
    return this.#place;
  }

  back(mark: Place | null): void {
    this.#place = mark;
  }

  /** The last thing before the transaction is committed. */
  settle(): void {
    if (this.#place !== null) this.#move.run(this.#place.lastId, this.#place.entries, this.#place.seal);
  }

  /** All of them together, after what was appended before. */
  append(subject: { id: string; name: string }, events: readonly EventWrite[]): void {
    if (events.length === 0) return;
    let { id, entries, seal } = this.#place ?? this.#present();
    for (const { at: exactly, event, detail, actor, user, change } of events) {
      id += 1;
      entries += 1;
      const at = Math.round(exactly);
      seal = sealOf(seal, { id, at, instanceId: subject.id, subject: subject.name, event, detail, actor, user, change });
      this.#insert.run(id, at, subject.id, subject.name, event, detail, actor, user, change, seal);
    }
    this.#place = { id, lastId: id, entries, seal };
  }

  #present(): Place {
    const end = this.end();
    // A foreign row behind the end must be found, and must stop nobody's licensing.
    const last = this.db.prepare('SELECT max(id) AS id FROM events').get();
    return { ...end, id: Math.max(end.lastId, last.id ?? 0) };
  }

  end(): ChainEnd {
    return {
      lastId: 0,
      entries: 0,
      seal: FIRST_SEAL,
      ...this.db.prepare('SELECT last_id AS lastId, entries, seal FROM event_chain').get(),
    };
  }

  /** The newest `limit` events of the licensing history that match, oldest first. */
  history({ instanceId, since, before, limit }: EventFilter): HistoryEvent[] {
    const { where, values } = conditions([
      [OF_THE_HISTORY],
      instanceId === undefined ? null : ['instance_id = ?', instanceId],
      since === undefined ? null : ['at >= ?', since],
      before === undefined ? null : ['id < ?', before],
    ]);
    const rows = this.db
      .prepare(`SELECT ${CONTENT} FROM events ${where} ORDER BY id DESC LIMIT ?`)
      .all(...values, limit ?? NO_LIMIT);
    return rows.reverse().map(({ id, at, instanceId: instance, subject, event, detail, actor }) => ({
      id,
      at,
      instanceId: instance,
      instance: subject,
      event,
      detail: JSON.parse(detail),
      actor,
    }));
  }

  /** A page of entries that match, newest first; how many match in all where it is the first page. */
  page({ filter, before, limit }: ActivityQuery): ActivityPage {
    const matching = activityCondition(filter);
    const { where, values } = conditions([...matching, before === null ? null : ['id < ?', before]]);
    const rows = this.db
      .prepare(`SELECT ${CONTENT}, seal FROM events ${where} ORDER BY id DESC LIMIT ?`)
      .all(...values, limit)
      .map((row) => ({ ...row }));
    return { rows, total: before === null ? this.#count(matching) : null };
  }

  #count(matching: readonly Condition[]): number {
    if (matching.length === 0) return this.end().entries;
    const { where, values } = conditions(matching);
    return this.db.prepare(`SELECT count(*) AS n FROM events ${where}`).get(...values).n;
  }

  /** In the order of the chain, as they are in the table, whatever was done to them. */
  sealed(after: number | null, limit: number): SealedRow[] {
    return this.db
      .prepare(`SELECT ${CONTENT}, seal FROM events WHERE id > ? ORDER BY id LIMIT ?`)
      .all(after ?? Number.MIN_SAFE_INTEGER, limit)
      .map((row) => ({ ...row }));
  }
}

function conditions(given: readonly (Condition | null)[]): { where: string; values: (string | number)[] } {
  const kept = given.filter((one) => one !== null);
  return {
    where: kept.length === 0 ? '' : `WHERE ${kept.map(([sql]) => sql).join(' AND ')}`,
    values: kept.flatMap(([, ...values]) => values),
  };
}
