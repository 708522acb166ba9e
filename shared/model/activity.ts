// The audit log as it is asked for and told: entries newest first, filtered where they are kept, and the proof of their chain.
import { z } from 'zod';
import { AUDIT_NAMES, BREAKS } from './activity-lists.ts';
import { EVENT_ACTORS } from './closed-lists.ts';
import { EVENT_NAMES, eventActorSchema, eventDetailSchema } from './history-event.ts';

export const activityNameSchema = z.enum([...EVENT_NAMES, ...AUDIT_NAMES]);

export const activityFilterSchema = z.object({
  /** Found in who, what, on what, and from what to what; `names` are events whose words in the asking language hold it. */
  text: z.object({ holds: z.string().max(200), names: z.array(activityNameSchema).max(100) }).optional(),
  instanceIds: z.array(z.uuid()).max(20_000).optional(),
  actors: z.array(eventActorSchema).max(EVENT_ACTORS.length).optional(),
  names: z.array(activityNameSchema).max(100).optional(),
  /** epoch ms: `since` inclusive, `until` exclusive */
  since: z.number().optional(),
  until: z.number().optional(),
});
export type ActivityFilter = z.infer<typeof activityFilterSchema>;

export const activityEntrySchema = z.object({
  /** Counts the entries from 1, in the order of their writing. */
  id: z.number().int(),
  /** epoch ms */
  at: z.number(),
  actor: eventActorSchema,
  /** The administrator's name at the operating system, where one acted and it is known. */
  user: z.string().nullable(),
  event: activityNameSchema,
  /** null: about the whole folder. */
  instanceId: z.string().nullable(),
  /** The instance's name at that time, or the server's origin. */
  subject: z.string(),
  detail: eventDetailSchema,
  /** States that were others after it: `{ "clientState.from": "Registered", "clientState.to": "Authorized" }`. */
  change: eventDetailSchema,
  /** SHA-256 in hex over the seal before and this entry. */
  seal: z.string(),
});
export type ActivityEntry = z.infer<typeof activityEntrySchema>;

const breakSchema = z.object({
  kind: z.enum(BREAKS),
  /** The first entry that is not what it was; `at` where it is there. */
  id: z.number().int(),
  at: z.number().nullable(),
  /** How many are gone, where that is known. */
  missing: z.number().int(),
});
export const chainProofSchema = z.object({
  /** How many were looked at. */
  entries: z.number().int(),
  /** `at` of the first one; null: there is none. */
  from: z.number().nullable(),
  /** The last seal; null: there is none. */
  seal: z.string().nullable(),
  broken: breakSchema.nullable(),
});
export type ChainProof = z.infer<typeof chainProofSchema>;
