// What an error of SQLite or of the file system means for the store: a full disk, a lock, a read-only place and a damaged file
// need different words and different deeds.
export type Fault = 'full' | 'locked' | 'read-only' | 'corrupt' | 'other';

const BY_SQLITE_CODE: Record<number, Fault> = {
  5: 'locked',
  6: 'locked',
  8: 'read-only',
  11: 'corrupt',
  13: 'full',
  26: 'corrupt',
};
const BY_SYSTEM_CODE: Record<string, Fault> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
};

/** The extended result code of SQLite, or null where the error is not SQLite's. */
export const sqliteCodeOf = (error: unknown): number | null =>
  error instanceof Error && 'sqliteExtendedCode' in error && typeof error.sqliteExtendedCode === 'number'
    ? error.sqliteExtendedCode
    : null;

export function faultOf(error: unknown): Fault {
  const code = sqliteCodeOf(error);
  if (code !== null) return BY_SQLITE_CODE[code & 0xff] ?? 'other';
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return BY_SYSTEM_CODE[error.code] ?? 'other';
  return 'other';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
