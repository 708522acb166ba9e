// Instances, configurations and agent states: written together, revision checked, with the events of the step.
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { NewEvent } from '../../agent/ports.ts';
import { sqliteCodeOf } from './sql-fault.ts';
import type { AgentRow, AgentWrite } from './store-protocol.ts';
import { WriteRefused } from './write-refused.ts';

const CONSTRAINT_UNIQUE = 2067;

const ALL = `
SELECT i.id, i.name, i.revision, i.instance, c.configuration, c.last_good, s.state
FROM instances i LEFT JOIN configurations c ON c.instance_id = i.id LEFT JOIN agent_states s ON s.instance_id = i.id
ORDER BY i.rowid`;

export class AgentTable {
  readonly #insert;
  readonly #update;
  readonly #configuration;
  readonly #state;
  readonly #event;
  readonly #remove;
  readonly #has;

  constructor(private readonly db: DatabaseSyncInstance) {
    this.#insert = db.prepare('INSERT INTO instances (id, name, revision, instance) VALUES (?, ?, 1, ?)');
    this.#update = db.prepare(
      'UPDATE instances SET name = ?, instance = ?, revision = revision + 1 WHERE id = ? AND revision = ?',
    );
    this.#configuration = db.prepare(
      `INSERT INTO configurations (instance_id, configuration, last_good) VALUES (?, ?, ?)
       ON CONFLICT (instance_id) DO UPDATE SET configuration = excluded.configuration, last_good = excluded.last_good`,
    );
    this.#state = db.prepare(
      'INSERT INTO agent_states (instance_id, state) VALUES (?, ?) ON CONFLICT (instance_id) DO UPDATE SET state = excluded.state',
    );
    this.#event = db.prepare(
      'INSERT INTO events (at, instance_id, instance_name, event, detail, actor) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#remove = db.prepare('DELETE FROM instances WHERE id = ? AND revision = ?');
    this.#has = db.prepare('SELECT 1 FROM instances WHERE id = ?');
  }

  *all(): Generator<AgentRow> {
    for (const row of this.db.prepare(ALL).iterate())
      yield {
        id: row.id,
        name: row.name,
        revision: row.revision,
        instance: parsed(row.instance),
        configuration: parsed(row.configuration),
        lastGood: row.last_good === null ? null : parsed(row.last_good),
        state: parsed(row.state),
      };
  }

  /** Throws WriteRefused `stale` or `name-taken`. */
  commit(agent: AgentWrite, events: NewEvent[], from: number): { revision: number } {
    this.#write(agent, from);
    this.#configuration.run(agent.id, agent.configuration, agent.lastGood);
    this.#state.run(agent.id, agent.state);
    for (const { at, event, detail, actor } of events)
      this.#event.run(Math.round(at), agent.id, agent.name, event, JSON.stringify(detail), actor);
    return { revision: from + 1 };
  }

  #write({ id, name, instance }: AgentWrite, from: number): void {
    if (from === 0 && this.#has.get(id) !== undefined) throw stale(id);
    try {
      if (from === 0) this.#insert.run(id, name, instance);
      else if (this.#update.run(name, instance, id, from).changes !== 1) throw stale(id);
    } catch (error) {
      if (sqliteCodeOf(error) !== CONSTRAINT_UNIQUE) throw error;
      throw new WriteRefused('name-taken', `There is an instance named “${name}” already.`);
    }
  }

  /** Its configuration, state and secrets go with it, its history stays. Throws WriteRefused `stale`. */
  remove(id: string, from: number): null {
    if (this.#remove.run(id, from).changes !== 1) throw stale(id);
    return null;
  }
}

const stale = (id: string) => new WriteRefused('stale', `The instance ${id} was changed or removed since it was read.`);

/** A text that is no JSON any more is `undefined`: one damaged row must not hide the others. */
function parsed(json: unknown): unknown {
  try {
    return typeof json === 'string' ? JSON.parse(json) : undefined;
  } catch {
    return undefined;
  }
}
