// The audit log for those who look at it: pages of entries, all that match, and the check of the whole chain, stretch by stretch, so
// that steps are stored in between.
import type { ActivityEntry, ActivityFilter, ChainProof } from '../../../shared/model/activity.ts';
import { CHAIN_START } from './event-check.ts';
import { readEntry } from './event-rows.ts';
import type { StoreClient } from './store-client.ts';
import { asAppFailure } from './store-errors.ts';

export interface AuditLog {
  /** Newest first, older than the entry `before`; `total` counts all that match, on the first page only. Rejects with `store-*`. */
  page(filter: ActivityFilter, before: number | null, limit: number): Promise<{ entries: ActivityEntry[]; total: number | null }>;
  /** Looks at every entry there is. Rejects with `store-*`. */
  check(): Promise<ChainProof>;
}

/** Entries that the store looks at in one go: about 10 ms. */
const STRETCH = 2_000;

export const auditLog = (client: StoreClient): AuditLog => ({
  async page(filter, before, limit) {
    const { rows, total } = await asAppFailure(client.call('activity', { filter, before, limit }));
    return { entries: rows.map(readEntry), total };
  },
  async check() {
    for (let place = CHAIN_START; ; ) {
      const checked = await asAppFailure(client.call('checkEvents', { place, limit: STRETCH }));
      place = checked.place;
      if (!checked.isEnd) continue;
      const { entries, from, seal, lastId } = place;
      return { entries, from, seal: lastId === null ? null : seal, broken: checked.broken };
    }
  },
});
