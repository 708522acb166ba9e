// A small file that another process writes whole, as it is now: read once, and again when it was replaced.
import { readFileSync, statSync } from 'node:fs';

/** Null: there is none, or it cannot be read. */
export function textFile(file: string): () => string | null {
  let version: string | null = null;
  let text: string | null = null;
  return () => {
    const found = statSync(file, { throwIfNoEntry: false });
    const present = found === undefined ? null : `${found.ino} ${found.mtimeMs} ${found.size}`;
    if (present !== version) text = present === null ? null : textIn(file);
    version = text === null ? null : present;
    return text;
  };
}

/** Null: there is none, or it cannot be read. */
export function textIn(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
