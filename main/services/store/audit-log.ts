// The audit log for those who look at it: pages of entries, all that match, and the check of the whole chain, stretch by stretch, so
// that steps are stored in between.
import type { ActivityEntry, ActivityFilter, ChainProof } from '../../../shared/model/activity.ts';
import type { AuditName } from '../../../shared/model/activity-lists.ts';
import type { EventActor, EventDetail } from '../../../shared/model/history-event.ts';
import { CHAIN_START } from './event-check.ts';
import { readEntry } from './event-rows.ts';
import type { StoreClient } from './store-client.ts';
import { asAppFailure } from './store-errors.ts';

export type Note = { at: number; event: AuditName; detail: EventDetail; actor: Exclude<EventActor, 'agent'> };

export interface AuditLog {
  /** Newest first, older than the entry `before`; `total` counts all that match, on the first page only. Rejects with `store-*`. */
  page(filter: ActivityFilter, before: number | null, limit: number): Promise<{ entries: ActivityEntry[]; total: number | null }>;
  /** Records what was done with the whole folder, at `at` (epoch ms), by the administrator or an import of his. Rejects with `store-*`. */
  note(entry: Note): Promise<void>;
  /** Looks at every entry there is. Rejects with `store-*`. */
  check(): Promise<ChainProof>;
}

/** Entries that the store looks at in one go: about 10 ms. */
const STRETCH = 2_000;

/** `user`: who administers. */
export const auditLog = (client: StoreClient, user: string | null): AuditLog => ({
  async note({ at, event, detail, actor }) {
    const entry = { at, event, detail: JSON.stringify(detail), actor, user, change: null };
    await asAppFailure(client.call('note', { subject: '', event: entry }));
  },
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
