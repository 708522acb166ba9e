// The worker's half of the store: takes what the main thread gathered, gathers again what came in one turn, and answers.
import { MIGRATIONS } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { OpenRefused } from './open-refused.ts';
import type { PackedStep } from './packed-step.ts';
import { messageOf } from './sql-fault.ts';
import { isRead, isWrite, type Outcome, StoreDatabase } from './store-database.ts';
import type { Part, Reply, Request, StorePort } from './store-protocol.ts';

const ROWS_IN_A_PART = 500;

/** `ended` is called once the store is closed. */
export function serveStore(port: StorePort<Reply, Request | Part>, ended: () => void): void {
  let database: StoreDatabase | undefined;
  let queue: Request[] = [];
  /** By the id of the request that they belong to, which ends them. */
  const parts = new Map<number, PackedStep[]>();

  const work = () => {
    const batch = queue;
    queue = [];
    const replies: Reply[] = [];
    const answer = (id: number, outcome: Outcome) => replies.push({ id, ...outcome });

    for (const request of batch) if (request.operation === 'open') answer(request.id, open(request.input));
    const writes = batch.filter(isWrite);
    if (writes.length > 0) {
      const outcomes = database?.write(writes);
      writes.forEach((request, index) => void answer(request.id, outcomes?.[index] ?? NOT_OPEN));
    }
    for (const request of batch) {
      if (request.operation === 'standings') answer(request.id, sendStandings(request.id));
      else if (isRead(request)) answer(request.id, database?.read(request) ?? NOT_OPEN);
    }
    const closing = batch.filter((request) => request.operation === 'close');
    for (const request of closing) answer(request.id, close());
    port.post(replies);
    if (closing.length > 0) ended();
  };

  const open = (input: { file: string; openedAt: number; throwaway?: boolean }): Outcome => {
    try {
      const { db, warnings } = openDatabase({ ...input, migrations: MIGRATIONS });
      database = new StoreDatabase(db);
      return { ok: true, value: { warnings } };
    } catch (error) {
      if (!(error instanceof OpenRefused)) throw error;
      return { ok: false, refusal: { kind: 'open', reason: error.reason, message: error.message } };
    }
  };

  const sendStandings = (id: number): Outcome => {
    if (database === undefined) return NOT_OPEN;
    try {
      let part: unknown[] = [];
      for (const row of database.standings()) {
        if (part.push(row) < ROWS_IN_A_PART) continue;
        port.post([{ id, part }]);
        part = [];
      }
      return { ok: true, value: part };
    } catch (error) {
      return failed(`The instances could not be read (${messageOf(error)}).`);
    }
  };

  const close = (): Outcome => {
    try {
      database?.close();
      return { ok: true, value: null };
    } catch (error) {
      return failed(messageOf(error));
    } finally {
      database = undefined;
    }
  };

  const whole = (request: Request): Request => {
    const before = parts.get(request.id);
    if (before === undefined || request.operation !== 'commitAll') return request;
    parts.delete(request.id);
    return { ...request, input: [...before, ...request.input] };
  };

  port.onMessages((messages) => {
    const first = queue.length === 0;
    for (const message of messages) {
      if (!('part' in message)) queue.push(whole(message));
      else parts.set(message.id, [...(parts.get(message.id) ?? []), ...message.part]);
    }
    if (first && queue.length > 0) setImmediate(work);
  });
}

const failed = (message: string): Outcome => ({ ok: false, refusal: { kind: 'write', reason: 'unavailable', message } });
const NOT_OPEN = failed('The store is not open.');
