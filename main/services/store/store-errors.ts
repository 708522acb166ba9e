// What the store rejects with besides StoreError (main/agent/ports.ts): failures that every door carries as they are.
import { AppFailure } from '../../../shared/errors.ts';
import { StoreError } from '../../agent/ports.ts';
import type { OpenRefusal } from './open-refused.ts';

/** `store-full` or `store-unavailable`; `reason` is for those who can do more than show the message. */
export class StoreOpenError extends AppFailure {
  constructor(
    readonly reason: OpenRefusal,
    message: string,
  ) {
    super({ code: reason === 'full' ? 'store-full' : 'store-unavailable', message });
    this.name = 'StoreOpenError';
  }
}

/** A secret was to be kept for an instance that was removed meanwhile. */
export class StoreUnknownInstance extends AppFailure {
  constructor(message: string) {
    super({ code: 'not-found', message });
    this.name = 'StoreUnknownInstance';
  }
}

/** The store's refusal as an AppFailure; anything else is thrown on. For callers that are no agents. */
export async function asAppFailure<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const codes = { full: 'store-full', unavailable: 'store-unavailable', stale: 'stale', 'name-taken': 'name-taken' } as const;
    throw new AppFailure({ code: codes[error.reason], message: error.message });
  }
}
