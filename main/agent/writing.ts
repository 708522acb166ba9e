// The store's refusals in the words of the contract.
import { refuse } from '../../shared/app-failure.ts';
import { StoreError } from './ports.ts';

const CODES = { full: 'store-full', unavailable: 'store-unavailable', stale: 'stale', 'name-taken': 'name-taken' } as const;

/** What `write` gives; a StoreError becomes `store-full`, `store-unavailable`, `stale` or, at its field, `name-taken`. */
export async function writing<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const { reason, message } = error;
    throw refuse(
      CODES[reason],
      message,
      reason === 'name-taken' ? { problems: [{ field: 'name', rule: 'taken', message }] } : {},
    );
  }
}
