// The chain of the audit log: each entry carries the SHA-256 over the seal before it and its own content, so that an entry that was
// altered, removed or inserted is found where it happened. What was rewritten from some entry to the very end, the kept end included,
// can be told only by a seal that was noted elsewhere: exports carry them.
import { hash } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/** An entry as its row holds it; `detail` and `change` are JSON texts. */
export type SealedContent = {
  id: number;
  at: number;
  instanceId: string;
  subject: string;
  event: string;
  detail: string;
  actor: string;
  user: string | null;
  change: string | null;
};

/** The seal before the first entry. */
export const FIRST_SEAL = '0'.repeat(64);

/** Lower-case hex of SHA-256 over the seal before, a line feed, and the content as a JSON array in this order, UTF-8. */
export function sealOf(
  before: string,
  { id, at, instanceId, subject, event, detail, actor, user, change }: SealedContent,
): string {
  const content = JSON.stringify([id, at, instanceId, subject, event, detail, actor, user, change]);
  return hash('sha256', `${before}\n${content}`, 'hex');
}

/** For the migration that seals what was there before: `event_seal(before, id, at, instance, name, event, detail, actor)`. */
export function defineSeal(db: DatabaseSyncInstance): void {
  db.function(
    'event_seal',
    { directOnly: true, deterministic: true },
    (before: string, id: number, at: number, instanceId: string, subject: string, event: string, detail: string, actor: string) =>
      sealOf(before, { id, at, instanceId, subject, event, detail, actor, user: null, change: null }),
  );
}
