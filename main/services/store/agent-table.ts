// Instances, their states and their papers: written together, revision checked, with the events of the step. A step of which nothing
// else has changed writes one short row.
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { EventTable } from './event-table.ts';
import { type PackedStep, unpackStep } from './packed-step.ts';
import { sqliteCodeOf } from './sql-fault.ts';
import { StandingTable } from './standing-table.ts';
import type { AgentRow, AgentWrite, OperationInput, StandingRow, StandingWrite } from './store-protocol.ts';
import { WriteRefused } from './write-refused.ts';

const CONSTRAINT_UNIQUE = 2067;

const ONE = `
SELECT i.id, i.name, s.revision, i.instance, i.configuration, i.last_good AS lastGood, s.state, p.papers
FROM instances i JOIN states s ON s.instance_id = i.id LEFT JOIN papers p ON p.instance_id = i.id
WHERE i.id = ?`;

const AT_REVISION = 'EXISTS (SELECT 1 FROM states s WHERE s.instance_id = instances.id AND s.revision = ?)';

export class AgentTable {
  readonly #standings: StandingTable;
  readonly #one;
  readonly #has;
  readonly #insert;
  readonly #begin;
  readonly #edit;
  readonly #configure;
  readonly #step;
  readonly #papers;
  readonly #remove;

  constructor(
    db: DatabaseSyncInstance,
    private readonly events: EventTable,
  ) {
    this.#standings = new StandingTable(db);
    this.#one = db.prepare(ONE);
    this.#has = db.prepare('SELECT 1 FROM instances WHERE id = ?');
    this.#insert = db.prepare('INSERT INTO instances (id, name, instance, configuration, last_good) VALUES (?, ?, ?, ?, ?)');
    this.#begin = db.prepare('INSERT INTO states (instance_id, revision, state) VALUES (?, 1, ?)');
    this.#edit = db.prepare(`UPDATE instances SET name = ?, instance = ? WHERE id = ? AND ${AT_REVISION}`);
    this.#configure = db.prepare('UPDATE instances SET configuration = ?, last_good = ? WHERE id = ?');
    this.#step = db.prepare('UPDATE states SET revision = revision + 1, state = ? WHERE instance_id = ? AND revision = ?');
    this.#papers = db.prepare(
      'INSERT INTO papers (instance_id, papers) VALUES (?, ?) ON CONFLICT (instance_id) DO UPDATE SET papers = excluded.papers',
    );
    this.#remove = db.prepare(`DELETE FROM instances WHERE id = ? AND ${AT_REVISION}`);
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

  /** Throws WriteRefused `stale` or `name-taken`, before anything was written. */
  commit(packed: PackedStep): null {
    const { agent, events, from } = unpackStep(packed);
    if (from === 0) this.#add(agent);
    else this.#change(agent, from);
    if (agent.papers !== null) this.#papers.run(agent.id, agent.papers);
    this.events.append(agent, events);
    return null;
  }

  /** Throws as `commit` does; whoever catches it takes all of them back. */
  commitAll(steps: readonly PackedStep[]): null {
    for (const step of steps) this.commit(step);
    return null;
  }

  #add({ id, name, instance, configuration, state }: AgentWrite): void {
    if (this.#has.get(id) !== undefined) throw stale(id);
    named(name, () =>
      this.#insert.run(id, name, instance, configuration?.configuration ?? null, configuration?.lastGood ?? null),
    );
    this.#begin.run(id, state);
  }

  #change({ id, name, instance, configuration, state }: AgentWrite, from: number): void {
    if (instance !== null && named(name, () => this.#edit.run(name, instance, id, from)).changes !== 1) throw stale(id);
    if (this.#step.run(state, id, from).changes !== 1) throw stale(id);
    if (configuration !== null) this.#configure.run(configuration.configuration, configuration.lastGood, id);
  }

  /** Its configuration, state and secrets go with it, its history stays. Throws WriteRefused `stale`. */
  remove({ id, name, from, event }: OperationInput<'remove'>): null {
    if (this.#remove.run(id, from).changes !== 1) throw stale(id);
    this.events.append({ id, name }, [event]);
    return null;
  }
}

function named<T>(name: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (sqliteCodeOf(error) !== CONSTRAINT_UNIQUE) throw error;
    throw new WriteRefused('name-taken', `There is an instance named “${name}” already.`);
  }
}

const stale = (id: string) => new WriteRefused('stale', `The instance ${id} was changed or removed since it was read.`);
