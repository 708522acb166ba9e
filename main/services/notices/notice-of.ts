// A notice out of what it tells of: the first few by name, the rest by their number.
import type { Alert } from '../../../shared/model/alert-ladder.ts';
import { worstFirst } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { Notice, NoticeSubject } from '../../../shared/model/notice.ts';
import type { Change } from './decide-notices.ts';

const MOST_NAMED = 5;

export type NoticeMoment = Pick<Notice, 'at' | 'demonstration'>;

/** `rows`: at least one. */
export function changeNotice(kind: Change, rows: readonly FleetRow[], moment: NoticeMoment): Notice {
  return {
    ...moment,
    kind,
    count: rows.length,
    account: accountOf(rows),
    subjects: worstFirst(rows, moment.at)
      .slice(0, MOST_NAMED)
      .map((row) => subjectOf(row, null)),
  };
}

/** `alerts`: the soonest end first; those whose instance is gone are left out. Null: none is left. */
export function ladderNotice(
  alerts: readonly Alert[],
  rowOf: (id: string) => FleetRow | undefined,
  moment: NoticeMoment,
): Notice | null {
  const told = alerts.flatMap((alert) => {
    const row = rowOf(alert.id);
    return row === undefined ? [] : [{ row, alert }];
  });
  if (told.length === 0) return null;
  return {
    ...moment,
    kind: 'ladder',
    count: told.length,
    account: accountOf(told.map(({ row }) => row)),
    subjects: told.slice(0, MOST_NAMED).map(({ row, alert }) => subjectOf(row, alert)),
  };
}

const subjectOf = (row: FleetRow, alert: Alert | null): NoticeSubject => ({
  id: row.id,
  name: row.name,
  licensingState: row.licensingState,
  registered: row.registrationStatus === 'complete',
  until: row.until,
  clock: alert?.kind ?? null,
  endsAt: alert?.endsAt ?? null,
});

function accountOf(rows: readonly FleetRow[]): string | null {
  const account = rows[0]?.account ?? null;
  return rows.every((row) => row.account === account) ? account : null;
}
