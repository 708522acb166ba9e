// The main thread's half of the store: what is asked in one turn goes over together, and comes back as promises.
import { StoreError } from '../../agent/ports.ts';
import type { PackedStep } from './packed-step.ts';
import { StoreOpenError, StoreUnknownInstance } from './store-errors.ts';
import type { OperationInput, OperationName, OperationOutput, Refusal, Reply, Request } from './store-protocol.ts';
import type { StoreThread } from './store-thread.ts';

/** Some hundred kilobytes: to copy megabytes at once takes ten times as long for each. */
const STEPS_IN_A_PART = 200;
const REQUESTS_IN_A_MESSAGE = 500;

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void; parts: unknown[] | null };

export class StoreClient {
  readonly #waiting = new Map<number, Waiting>();
  #gathered: Request[] = [];
  #lastId = 0;
  #ended: string | null = null;

  constructor(private readonly thread: StoreThread) {
    thread.onMessages((replies) => replies.forEach((reply) => void this.#take(reply)));
    thread.onEnd((reason) => this.#end(reason));
  }

  /** Rejects with StoreError, StoreOpenError or StoreUnknownInstance. */
  call<O extends OperationName>(operation: O, input: OperationInput<O>): Promise<OperationOutput<O>> {
    this.#lastId += 1;
    return this.#ask(this.#lastId, operation, input);
  }

  /** All of the steps or none, in one transaction. They are made and copied a few at a time, with turns for others in between. */
  async callAll(steps: Iterable<PackedStep>): Promise<void> {
    this.#lastId += 1;
    const id = this.#lastId;
    let part: PackedStep[] = [];
    for (const step of steps) {
      if (part.push(step) < STEPS_IN_A_PART) continue;
      if (this.#ended !== null) throw unavailable(this.#ended);
      this.thread.post([{ id, part }]);
      part = [];
      await new Promise((turn) => setImmediate(turn));
    }
    await this.#ask(id, 'commitAll', part);
  }

  /** What was asked is done first. */
  async dispose(): Promise<void> {
    if (this.#ended === null) await this.call('close', null).catch(() => undefined);
    this.#end('it was closed');
    await this.thread.terminate();
  }

  #ask<O extends OperationName>(id: number, operation: O, input: OperationInput<O>): Promise<OperationOutput<O>> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== null) {
        reject(unavailable(this.#ended));
        return;
      }
      // The table of operations ties input and output to the name; a map of promises cannot say so.
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, parts: null });
      this.#gathered.push({ id, operation, input } as Request);
      if (this.#gathered.length === 1) setImmediate(() => this.#send());
    });
  }

  #send(): void {
    const requests = this.#gathered;
    this.#gathered = [];
    for (let at = 0; at < requests.length && this.#ended === null; at += REQUESTS_IN_A_MESSAGE)
      this.thread.post(requests.slice(at, at + REQUESTS_IN_A_MESSAGE));
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    if ('part' in reply) {
      waiting.parts = (waiting.parts ?? []).concat(reply.part);
      return;
    }
    this.#waiting.delete(reply.id);
    if (!reply.ok) waiting.reject(errorOf(reply.refusal));
    else waiting.resolve(waiting.parts === null ? reply.value : waiting.parts.concat(reply.value));
  }

  #end(reason: string): void {
    this.#ended ??= reason;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(unavailable(this.#ended));
  }
}

const unavailable = (reason: string) => new StoreError('unavailable', `The store is not there any more: ${reason}.`);

function errorOf(refusal: Refusal): Error {
  if (refusal.kind === 'open') return new StoreOpenError(refusal.reason, refusal.message);
  if (refusal.reason === 'unknown-instance') return new StoreUnknownInstance(refusal.message);
  return new StoreError(refusal.reason, refusal.message);
}
