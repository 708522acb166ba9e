// The open database: everything that arrived in one turn is one transaction, a savepoint each, so that a write that is refused
// leaves the others alone. Answers are true only after the commit, and are given only then.
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { AgentTable } from './agent-table.ts';
import { checkStretch } from './event-check.ts';
import { EventTable } from './event-table.ts';
import { JobTable } from './job-table.ts';
import { SecretTable, TrustTable } from './record-tables.ts';
import { faultOf, messageOf } from './sql-fault.ts';
import type { OperationInput, OperationOutput, Refusal, Request, StandingRow } from './store-protocol.ts';
import { WriteRefused } from './write-refused.ts';

const WRITES = [
  'note',
  'commit',
  'commitAll',
  'keepStandings',
  'remove',
  'putSecret',
  'removeSecret',
  'addTrust',
  'removeTrust',
  'addJob',
  'stepJob',
  'removeJob',
  'putJobSecret',
  'removeJobSecret',
] as const;
type WriteName = (typeof WRITES)[number];
export type WriteRequest = Extract<Request, { operation: WriteName }>;
export const isWrite = (request: Request): request is WriteRequest => WRITES.some((name) => name === request.operation);

/** Writes that are refused before their first change or not at all: a savepoint for each would cost as much as the write itself. */
const REFUSED_FIRST: readonly WriteName[] = ['commit', 'remove', 'putSecret', 'removeSecret'];
const isRefusedFirst = ({ operation }: WriteRequest): boolean => REFUSED_FIRST.includes(operation);

const READS = ['agents', 'events', 'activity', 'checkEvents', 'secret', 'trust', 'jobs', 'jobRows', 'jobSecret'] as const;
export type ReadRequest = Extract<Request, { operation: (typeof READS)[number] }>;
export const isRead = (request: Request): request is ReadRequest => READS.some((name) => name === request.operation);

export type Outcome = { ok: true; value: unknown } | { ok: false; refusal: Refusal };

export class StoreDatabase {
  readonly #events: EventTable;
  readonly #agents: AgentTable;
  readonly #secrets: SecretTable;
  readonly #trust: TrustTable;
  readonly #jobs: JobTable;

  constructor(private readonly db: DatabaseSyncInstance) {
    this.#events = new EventTable(db);
    this.#agents = new AgentTable(db, this.#events);
    this.#secrets = new SecretTable(db);
    this.#trust = new TrustTable(db, this.#events);
    this.#jobs = new JobTable(db, this.#events);
  }

  standings(): Generator<StandingRow> {
    return this.#agents.standings();
  }

  read(request: ReadRequest): Outcome {
    try {
      return { ok: true, value: this.#read(request) };
    } catch (error) {
      return { ok: false, refusal: refusalOf(error) };
    }
  }

  /** One outcome per write, in their order; durable on return. */
  write(batch: readonly WriteRequest[]): Outcome[] {
    try {
      return this.#transaction(batch);
    } catch (error) {
      if (batch.length === 1) return [{ ok: false, refusal: refusalOf(error) }];
      // The transaction as a whole failed (a full disk): each on its own, so that what still fits is kept.
      return batch.flatMap((request) => this.write([request]));
    }
  }

  /** The journal goes into the file now: statements that are not collected yet keep the connection open for a while (ask.ts). */
  close(): void {
    try {
      this.db.exec('PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // On a full disk the journal stays, and everything is in it.
    } finally {
      this.db.close();
    }
  }

  #transaction(batch: readonly WriteRequest[]): Outcome[] {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      this.#events.begin();
      const outcomes = batch.map((request) => (isRefusedFirst(request) ? this.#plain(request) : this.#savepoint(request)));
      this.#events.settle();
      this.db.exec('COMMIT');
      return outcomes;
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Any error but a refusal undoes the whole transaction, and then each write is done on its own. */
  #plain(request: WriteRequest): Outcome {
    try {
      return { ok: true, value: this.#apply(request) };
    } catch (error) {
      if (!(error instanceof WriteRefused)) throw error;
      return { ok: false, refusal: refusalOf(error) };
    }
  }

  #savepoint(request: WriteRequest): Outcome {
    this.db.exec('SAVEPOINT one');
    const mark = this.#events.mark();
    try {
      const value = this.#apply(request);
      this.db.exec('RELEASE one');
      return { ok: true, value };
    } catch (error) {
      // SQLite may have rolled the whole transaction back by itself; then the others must be done again.
      if (!this.db.isTransaction) throw error;
      this.db.exec('ROLLBACK TO one; RELEASE one');
      this.#events.back(mark);
      return { ok: false, refusal: refusalOf(error) };
    }
  }

  #apply(request: WriteRequest): unknown {
    switch (request.operation) {
      case 'note':
        this.#events.append({ id: '', name: request.input.subject }, [request.input.event]);
        return null;
      case 'commit':
        return this.#agents.commit(request.input);
      case 'commitAll':
        return this.#agents.commitAll(request.input);
      case 'keepStandings':
        return this.#agents.keep(request.input);
      case 'remove':
        return this.#agents.remove(request.input);
      case 'putSecret':
        return this.#secrets.put(request.input.instanceId, request.input.name, request.input);
      case 'removeSecret':
        return this.#secrets.remove(request.input.instanceId, request.input.name);
      case 'addTrust':
        return this.#trust.add(request.input);
      case 'removeTrust':
        return this.#trust.remove(request.input);
      case 'addJob':
        return this.#jobs.add(request.input);
      case 'stepJob':
        return this.#jobs.step(request.input);
      case 'removeJob':
        return this.#jobs.remove(request.input.id);
      case 'putJobSecret':
        return this.#jobs.putSecret(request.input.jobId, request.input.name, request.input);
      case 'removeJobSecret':
        return this.#jobs.removeSecret(request.input.jobId, request.input.name);
    }
  }

  #check({ place, limit }: OperationInput<'checkEvents'>): OperationOutput<'checkEvents'> {
    const rows = this.#events.sealed(place.lastId, limit);
    return checkStretch(place, rows, this.#events.end(), rows.length < limit);
  }

  #read(request: ReadRequest): unknown {
    switch (request.operation) {
      case 'agents':
        return this.#agents.load(request.input.ids);
      case 'events':
        return this.#events.history(request.input);
      case 'activity':
        return this.#events.page(request.input);
      case 'checkEvents':
        return this.#check(request.input);
      case 'secret':
        return this.#secrets.get(request.input.instanceId, request.input.name);
      case 'trust':
        return this.#trust.list(request.input.origin);
      case 'jobs':
        return this.#jobs.list();
      case 'jobRows':
        return this.#jobs.rows(request.input.id);
      case 'jobSecret':
        return this.#jobs.secret(request.input.jobId, request.input.name);
    }
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof WriteRefused) return { kind: 'write', reason: error.reason, message: error.message };
  const fault = faultOf(error);
  if (fault === 'full') return { kind: 'write', reason: 'full', message: 'The disk that holds the data folder is full.' };
  const words = {
    locked: 'The store is locked by another program',
    'read-only': 'The store cannot be written: its disk or folder is read-only',
    corrupt: 'The store is damaged',
    other: 'The store could not do what was asked',
  };
  return { kind: 'write', reason: 'unavailable', message: `${words[fault]} (${messageOf(error)}).` };
}
