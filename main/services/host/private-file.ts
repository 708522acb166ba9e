// Files that only this user may read, written whole or not at all: a crash leaves the old one.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Replaces what was there. Throws the system's error; the old file is then as it was. */
/** `waits`: until it is on the disk; without, only a power cut can lose it. */
export function writePrivateFile(file: string, content: string | Uint8Array, waits = true): void {
  withUnfinished(file, content, waits, (unfinished) => renameSync(unfinished, file));
}

/** False where the file was there already, which is then as it was: of two who make it, one wins. */
export function createPrivateFile(file: string, content: string | Uint8Array): boolean {
  if (existsSync(file)) return false;
  try {
    withUnfinished(file, content, true, (unfinished) => {
      linkSync(unfinished, file);
      unlinkSync(unfinished);
    });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function withUnfinished(file: string, content: string | Uint8Array, waits: boolean, finish: (unfinished: string) => void): void {
  const unfinished = `${file}.${randomBytes(6).toString('hex')}.unfinished`;
  try {
    const handle = openSync(unfinished, 'wx', 0o600);
    try {
      writeFileSync(handle, content);
      if (waits) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    finish(unfinished);
  } catch (error) {
    try {
      unlinkSync(unfinished);
    } catch {
      // It was never made.
    }
    throw error;
  }
  if (waits) syncFolder(dirname(file));
}

/** The name of the file reaches the disk as well. Windows cannot open folders, and needs no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
