// The audit log beyond the history that interfaces.md promises, without schemas, for the page: what else is recorded, what becomes
// of an act, and how the chain of entries can be found broken.
import type { EventName } from './history-event.ts';

/** Recorded and shown under Activity; `events` tells the licensing history only. */
export const AUDIT_NAMES = [
  'instance-added',
  'instance-removed',
  'trust-added',
  'trust-removed',
  'settings-changed',
  'fleet-exported',
  'fleet-imported',
  'job-started',
  'job-ended',
  'job-cancelled',
] as const;
export type AuditName = (typeof AUDIT_NAMES)[number];
export type ActivityName = EventName | AuditName;

/** `altered`, `removed`, `inserted`: the first entry that is so; `cut-off`: the last ones are gone; `resealed`: another end than kept. */
export const BREAKS = ['altered', 'removed', 'inserted', 'cut-off', 'resealed'] as const;
export type BreakKind = (typeof BREAKS)[number];

export const RESULTS = ['done', 'asked', 'failed', 'noticed'] as const;
export type Result = (typeof RESULTS)[number];

/** What became of it: a wish that was taken up, something done, something that failed, or something that happened by itself. */
export function resultOf(event: ActivityName): Result {
  if (event.endsWith('-requested') || event === 'job-started') return 'asked';
  if (/-(failed|failure)$/.test(event)) return 'failed';
  return /-(warning|expired|compliance)$|^system-clock/.test(event) ? 'noticed' : 'done';
}
