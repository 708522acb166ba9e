// What the host of a data folder leaves there for others: where it listens, who it is, and the token without which it says nothing.
// The folder is private, so whoever can read these files is this user.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import type { FolderFiles } from './folder-files.ts';
import { writePrivateFile } from './private-file.ts';

/** For people: pid and host name. For clients: `socket`. `startedAt` is ISO. */
export type HostRecord = { pid: number; hostName: string; socket: string; startedAt: string };

/** Returns the token of this run, 64 hex digits. */
export function writeHostRecord(files: FolderFiles, record: HostRecord): string {
  const token = randomBytes(32).toString('hex');
  writePrivateFile(files.accessToken, token);
  writePrivateFile(files.host, `${JSON.stringify(record, null, 2)}\n`);
  return token;
}

export function removeHostRecord(files: FolderFiles): void {
  rmSync(files.host, { force: true });
  rmSync(files.accessToken, { force: true });
}

/** Null: no host has written here, or it ended in order. What a killed one left is returned as it is. */
export function readHostRecord(files: FolderFiles): { socket: string; token: string } | null {
  try {
    const record: unknown = JSON.parse(readFileSync(files.host, 'utf8'));
    const token = readFileSync(files.accessToken, 'utf8');
    if (typeof record !== 'object' || record === null || !('socket' in record) || typeof record.socket !== 'string') return null;
    return { socket: record.socket, token };
  } catch {
    return null;
  }
}

/** Takes the same time wherever the first difference is. */
export function sameToken(expected: string, given: unknown): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
