// A filter of the audit log as conditions of SQL. Lists go over as one JSON text, since SQLite takes only so many parameters.
import type { ActivityFilter } from '../../../shared/model/activity.ts';

/** SQL, and the values of its parameters. */
export type Condition = readonly [sql: string, ...values: (string | number)[]];

export function activityCondition({ text, instanceIds, actors, names, since, until }: ActivityFilter): Condition[] {
  const all: (Condition | null)[] = [
    text === undefined || text.holds.trim() === '' ? null : holding(text.holds.trim(), text.names),
    among('instance_id', instanceIds),
    among('actor', actors),
    among('event', names),
    since === undefined ? null : ['at >= ?', since],
    until === undefined ? null : ['at < ?', until],
  ];
  return all.filter((one) => one !== null);
}

function among(column: string, wanted: readonly string[] | undefined): Condition | null {
  if (wanted === undefined) return null;
  return [`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(wanted)];
}

/** In what people wrote and what the program wrote for them; the words for an event are known to whoever asks. */
function holding(text: string, names: readonly string[]): Condition {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const columns = ['instance_name', 'user', 'event', 'detail', 'change'];
  const found = columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(' OR ');
  return [`(${found} OR event IN (SELECT value FROM json_each(?)))`, ...columns.map(() => pattern), JSON.stringify(names)];
}
