// A question to the database without a prepared statement. The library gives statements back only when they are collected, and
// until then a closed connection stays open: a file could not be set aside, nor its journal be gone.
import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/** The values of one column of a query, as text or number; `select` names that column `v`. */
export function ask(db: DatabaseSyncInstance, select: string): unknown[] {
  const values: unknown[] = [];
  db.function('tell', { directOnly: true }, (value: unknown) => {
    values.push(value);
    return null;
  });
  db.exec(`SELECT tell(v) FROM (${select})`);
  return values;
}

/** For SQL that takes no parameters. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
