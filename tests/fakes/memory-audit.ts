// An audit log over events in memory, for what does not look into it; what the check finds is set by the test.

import type { AuditLog, Note } from '../../main/services/store/audit-log.ts';
import { FIRST_SEAL } from '../../main/services/store/event-chain.ts';
import type { ChainProof } from '../../shared/model/activity.ts';
import type { HistoryEvent } from '../../shared/model/history-event.ts';

export function memoryAudit(events: readonly HistoryEvent[]): AuditLog & { broken: ChainProof['broken']; noted: Note[] } {
  const audit = {
    broken: null as ChainProof['broken'],
    noted: [] as Note[],
    async note(entry: Note) {
      audit.noted.push(entry);
    },
    async page(_filter: unknown, before: number | null, limit: number) {
      const older = events.filter(({ id }) => before === null || id < before).toReversed();
      const entries = older.slice(0, limit).map(({ instance, ...event }) => ({
        ...event,
        subject: instance,
        user: null,
        change: {},
        seal: FIRST_SEAL,
      }));
      return { entries, total: before === null ? events.length : null };
    },
    async check() {
      const seal = events.length === 0 ? null : FIRST_SEAL;
      return { entries: events.length, from: events[0]?.at ?? null, seal, broken: audit.broken };
    },
  };
  return audit;
}
