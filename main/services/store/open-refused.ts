// Why the store of a data folder could not be opened. Nothing was changed then; each reason has its own words for the user.
// (Thrown in the worker, so free of what the worker has no use for; open-store.ts makes an AppFailure of it.)
export type OpenRefusal = 'newer' | 'foreign' | 'locked' | 'read-only' | 'full' | 'migration-failed' | 'unreadable';

export class OpenRefused extends Error {
  constructor(
    readonly reason: OpenRefusal,
    message: string,
  ) {
    super(message);
    this.name = 'OpenRefused';
  }
}

/** `detail`: the system's own words, without a full stop. */
export function openRefused(reason: OpenRefusal, file: string, detail: string): OpenRefused {
  const words: Record<OpenRefusal, string> = {
    newer: `The store ${file} was written by a newer version of this program (${detail}). It was left as it is: use that version.`,
    foreign: `${file} is a database of another program (${detail}). It was left as it is: choose another data folder.`,
    locked: `The store ${file} is locked by another program (${detail}). Close that program, then try again.`,
    'read-only': `The store ${file} cannot be written: its disk or folder is read-only for this user (${detail}).`,
    full: `The disk that holds the store ${file} is full (${detail}). Make room, then try again.`,
    'migration-failed': `The store ${file} could not be brought to this version (${detail}). It was left as it was.`,
    unreadable: `The store ${file} could not be opened (${detail}).`,
  };
  return new OpenRefused(reason, words[reason]);
}
