// Instances, configurations and agent states: written together, revision checked, with the standing and the events of the step.
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { EventTable } from './event-table.ts';
import { sqliteCodeOf } from './sql-fault.ts';
import { StandingTable } from './standing-table.ts';
import type { AgentRow, AgentWrite, OperationInput, StandingRow, StandingWrite, StepWrite } from './store-protocol.ts';
import { WriteRefused } from './write-refused.ts';

const CONSTRAINT_UNIQUE = 2067;

const ONE = `
SELECT i.id, i.name, i.revision, i.instance, c.configuration, c.last_good AS lastGood, s.state
FROM instances i LEFT JOIN configurations c ON c.instance_id = i.id LEFT JOIN agent_states s ON s.instance_id = i.id
WHERE i.id = ?`;

export class AgentTable {
  readonly #standings: StandingTable;
  readonly #one;
  readonly #insert;
  readonly #update;
  readonly #step;
  readonly #configuration;
  readonly #state;
  readonly #remove;
  readonly #has;

  constructor(
    db: DatabaseSyncInstance,
    private readonly events: EventTable,
  ) {
    this.#standings = new StandingTable(db);
    this.#one = db.prepare(ONE);
    this.#insert = db.prepare('INSERT INTO instances (id, name, revision, instance) VALUES (?, ?, 1, ?)');
    this.#update = db.prepare(
      'UPDATE instances SET name = ?, instance = ?, revision = revision + 1 WHERE id = ? AND revision = ?',
    );
    this.#step = db.prepare('UPDATE instances SET revision = revision + 1 WHERE id = ? AND revision = ?');
    this.#configuration = db.prepare(
      `INSERT INTO configurations (instance_id, configuration, last_good) VALUES (?, ?, ?)
       ON CONFLICT (instance_id) DO UPDATE SET configuration = excluded.configuration, last_good = excluded.last_good`,
    );
    this.#state = db.prepare(
      'INSERT INTO agent_states (instance_id, state) VALUES (?, ?) ON CONFLICT (instance_id) DO UPDATE SET state = excluded.state',
    );
    this.#remove = db.prepare('DELETE FROM instances WHERE id = ? AND revision = ?');
    this.#has = db.prepare('SELECT 1 FROM instances WHERE id = ?');
  }

  standings(): Generator<StandingRow> {
    return this.#standings.all();
  }

  keep(standings: readonly StandingWrite[]): null {
    for (const standing of standings) this.#standings.keep(standing);
    return null;
  }

  load(ids: readonly string[]): AgentRow[] {
    return ids.flatMap((id) => {
      const row = this.#one.get(id);
      return row === undefined ? [] : [{ ...row }];
    });
  }

  /** Throws WriteRefused `stale` or `name-taken`. */
  commit({ agent, standing, events, from }: StepWrite): { revision: number } {
    this.#write(agent, from);
    const { configuration } = agent;
    if (configuration !== null) this.#configuration.run(agent.id, configuration.configuration, configuration.lastGood);
    this.#state.run(agent.id, agent.state);
    this.#standings.write(standing);
    this.events.append(agent, events);
    return { revision: from + 1 };
  }

  /** Throws as `commit` does; whoever catches it takes all of them back. */
  commitAll(steps: readonly StepWrite[]): null {
    for (const step of steps) this.commit(step);
    return null;
  }

  #write({ id, name, instance }: AgentWrite, from: number): void {
    if (from === 0 && this.#has.get(id) !== undefined) throw stale(id);
    try {
      if (from === 0) this.#insert.run(id, name, instance);
      else if (this.#change(id, name, instance, from) !== 1) throw stale(id);
    } catch (error) {
      if (sqliteCodeOf(error) !== CONSTRAINT_UNIQUE) throw error;
      throw new WriteRefused('name-taken', `There is an instance named “${name}” already.`);
    }
  }

  #change(id: string, name: string, instance: string | null, from: number): number {
    const { changes } = instance === null ? this.#step.run(id, from) : this.#update.run(name, instance, id, from);
    return Number(changes);
  }

  /** Its configuration, state and secrets go with it, its history stays. Throws WriteRefused `stale`. */
  remove({ id, name, from, event }: OperationInput<'remove'>): null {
    if (this.#remove.run(id, from).changes !== 1) throw stale(id);
    this.events.append({ id, name }, [event]);
    return null;
  }
}

const stale = (id: string) => new WriteRefused('stale', `The instance ${id} was changed or removed since it was read.`);
