// What a row of a bulk job does: the single operation of the contract, so that every rule holds for it, and what became of it.
import { AppFailure } from '../../../shared/app-failure.ts';
import type { Output, ParsedInput } from '../../../shared/ipc/contract.ts';
import type { Operation } from '../../../shared/model/failure.ts';
import type { EventName } from '../../../shared/model/history-event.ts';
import type { JobAction, JobRow, RowOutcome } from '../../../shared/model/job.ts';
import type { JobOutcome, RowState } from '../../../shared/model/job-lists.ts';
import { changedTags, isGuarded } from '../../../shared/model/job-plan.ts';
import type { Fleet } from '../../agent/fleet.ts';

type Channels =
  | 'instances.register'
  | 'instances.authorize'
  | 'instances.renewId'
  | 'instances.configure'
  | 'instances.edit'
  | 'instances.remove'
  | 'instances.detail'
  | 'events.list';
/** The contract's handlers, with the job that the history is to name; each rejects with AppFailure where it refuses. */
export type Operations = { readonly [C in Channels]: (input: ParsedInput<C>, job?: string) => Promise<Output<C>> };
export type JobFleet = Pick<Fleet, 'row' | 'rows' | 'settled' | 'upToDate'>;
export type Ended = { state: RowState; outcome: Omit<RowOutcome, 'at'> };

/** How long the answer to one request of a row is waited for, real ms; what takes longer goes on by itself. */
const WAIT_MS = 90_000;

export class RowOperations {
  constructor(
    private readonly operations: Operations,
    private readonly fleet: JobFleet,
    /** The id of the job. */
    private readonly job: string,
  ) {}

  /** `token`: of a registration. Rejects where the store refuses: nothing is known of the row then. */
  async perform(action: JobAction, row: JobRow, token: string | null): Promise<Ended> {
    try {
      return await this.#perform(action, row, token);
    } catch (error) {
      return endedBy(error);
    }
  }

  /** A row that was under way when its host ended: what has happened is not done again. Null: it was not begun, as far as one can tell. */
  async recover(action: JobAction, row: JobRow, token: string | null): Promise<Ended | null> {
    const { id } = row;
    if (this.fleet.row(id) === undefined) {
      if (action.kind === 'remove') return done('removed');
      return { state: 'skipped', outcome: { code: 'refused', refusal: 'gone' } };
    }
    try {
      switch (action.kind) {
        case 'register':
          return await this.#recoverRegistration(action, row, token);
        case 'renew':
          if (await this.#happened(row, 'id-certificate-renewed')) return done('renewed');
          return await this.#again(action, row, 'renewal', token);
        case 'authorize':
          return await this.#again(action, row, 'authorization', token);
        case 'remove':
          return await this.#again(action, row, 'deregistration', token);
        case 'count':
          if (this.fleet.row(id)?.cps === action.count) return await this.#asked(id, 'saved');
          return await this.perform(action, row, token);
        case 'tag':
          return await this.perform(action, row, token);
      }
    } catch (error) {
      return endedBy(error);
    }
  }

  async #perform(action: JobAction, row: JobRow, token: string | null): Promise<Ended> {
    const { operations, job } = this;
    const { id } = row;
    // The phrase that began the job was typed for these rows, and for no others.
    const confirm = isGuarded(row) ? this.fleet.row(id)?.name : undefined;
    switch (action.kind) {
      case 'register': {
        await operations['instances.register']({ id, token: token ?? '', force: action.force, waitMs: WAIT_MS }, job);
        return this.#asked(id, 'registered');
      }
      case 'authorize':
        await operations['instances.authorize']({ id, waitMs: WAIT_MS }, job);
        return this.#asked(id, 'asked');
      case 'renew': {
        const after = await operations['instances.renewId']({ id, waitMs: WAIT_MS }, job);
        return done(after.row.inFlight === 'renewal' ? 'asked' : 'renewed');
      }
      case 'count':
        await operations['instances.configure']({ id, change: { licenseCount: action.count }, confirm }, job);
        return this.#asked(id, 'saved');
      case 'tag': {
        const tags = changedTags(this.fleet.row(id)?.tags ?? [], action);
        await operations['instances.edit']({ id, tags }, job);
        return done('tagged');
      }
      case 'remove':
        await operations['instances.remove']({ id, confirm, waitMs: WAIT_MS }, job);
        return done(this.fleet.row(id) === undefined ? 'removed' : 'asked');
    }
  }

  /** What the server says to the authorization that follows; `otherwise`: there is none, or no answer yet. */
  async #asked(id: string, otherwise: JobOutcome): Promise<Ended> {
    if (this.fleet.row(id)?.registrationStatus !== 'complete') return done(otherwise === 'registered' ? 'asked' : otherwise);
    const settled = await this.fleet.settled(id, 'authorization', WAIT_MS);
    if (settled.outcome === 'failed')
      return { state: 'failed', outcome: { code: otherwise === 'asked' ? 'failed' : otherwise, failure: settled.failure } };
    if (settled.outcome === 'pending') return done(otherwise);
    const { clientState } = this.fleet.row(id) ?? {};
    return done(
      clientState === 'Authorized' ? 'authorized' : clientState === 'Out Of Compliance' ? 'out-of-compliance' : otherwise,
    );
  }

  /** What the agent has taken up again by itself is waited for; anything else is asked for once more, which does no harm. */
  async #again(action: JobAction, row: JobRow, operation: Operation, token: string | null): Promise<Ended> {
    if (this.fleet.row(row.id)?.inFlight !== operation) return this.perform(action, row, token);
    const settled = await this.fleet.settled(row.id, operation, WAIT_MS);
    if (settled.outcome === 'failed' && action.kind !== 'remove')
      return { state: 'failed', outcome: { code: 'failed', failure: settled.failure } };
    if (action.kind === 'authorize') return this.#asked(row.id, 'asked');
    if (action.kind === 'renew') return done(settled.outcome === 'pending' ? 'asked' : 'renewed');
    return done(this.fleet.row(row.id) === undefined ? 'removed' : 'asked');
  }

  /**
   * The agent has its attempt in its state and repeats the same request by itself: the server answers that as it did, so that nothing
   * is registered twice. Only where the attempt was never made, or has been refused (its token was not kept), is it made anew.
   */
  async #recoverRegistration(action: JobAction & { kind: 'register' }, row: JobRow, token: string | null): Promise<Ended | null> {
    const { id } = row;
    const status = () => this.fleet.row(id)?.registrationStatus;
    if (await this.#happened(row, 'registered')) return this.#asked(id, 'registered');
    if (status() === 'in-progress' || this.fleet.row(id)?.inFlight === 'registration') {
      const settled = await this.fleet.settled(id, 'registration', WAIT_MS);
      if (settled.outcome === 'pending') return done('asked');
      if (await this.#happened(row, 'registered')) return this.#asked(id, 'registered');
    }
    if (status() === 'retry') {
      const failure = this.fleet.row(id)?.failure;
      if (failure) return { state: 'failed', outcome: { code: 'failed', failure } };
    }
    if (status() === 'complete' && !action.force) return this.#asked(id, 'registered');
    return token === null ? null : this.perform(action, row, token);
  }

  /** The instance's history has this event since the row was begun. */
  async #happened({ id, startedAt }: JobRow, event: EventName): Promise<boolean> {
    if (startedAt === null) return false;
    const events = await this.operations['events.list']({ id, since: startedAt, limit: 1_000 });
    return events.some((line) => line.event === event);
  }
}

const done = (code: JobOutcome): Ended => ({ state: 'done', outcome: { code } });

/** These say nothing about the row: the job waits until the store can be written again. */
const TROUBLES = ['store-full', 'store-unavailable', 'host-unavailable'];

function endedBy(error: unknown): Ended {
  if (!(error instanceof AppFailure) || TROUBLES.includes(error.error.code)) throw error;
  const { code, message, failure } = error.error;
  if (failure !== undefined) return { state: 'failed', outcome: { code: 'failed', failure } };
  if (code === 'not-found') return { state: 'skipped', outcome: { code: 'refused', refusal: 'gone' } };
  return { state: 'failed', outcome: { code: 'refused', message } };
}
