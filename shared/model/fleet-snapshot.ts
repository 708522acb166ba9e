// The mirror that the window keeps of the fleet: a snapshot with a revision, afterwards deltas of what changed.
import { z } from 'zod';
import { fleetRowSchema } from './fleet-row.ts';

/** Folder time = `folder` + (real time - `real`) x `rate`; in an ordinary folder the rate is 1 and both anchors are 0. */
export const folderClockSchema = z.object({ rate: z.number(), real: z.number(), folder: z.number() });
export type FolderClock = z.infer<typeof folderClockSchema>;

/** What protects keys and passwords at rest; `session-only`: nothing may be kept, by policy. */
export const secretBackendSchema = z.enum(['keystore', 'key-file', 'session-only']);
export type SecretBackend = z.infer<typeof secretBackendSchema>;

/** Nobody works on this data now: it is the state as it was stored last, at `at` (epoch ms). `lost`: its own host does not answer. */
export const reviewSchema = z.object({ at: z.number(), reason: z.enum(['opened', 'lost']) });
export type ReviewInfo = z.infer<typeof reviewSchema>;

export const hostSchema = z.object({
  demonstration: z.boolean(),
  clock: folderClockSchema,
  dataFolder: z.string(),
  secretBackend: secretBackendSchema,
  version: z.string(),
  /** Told once to the user: a store set aside as corrupt, a keyring that was lost and the like. */
  warnings: z.array(z.string()),
  /** Null: agents are at work on it. */
  review: reviewSchema.nullable(),
});
export type HostInfo = z.infer<typeof hostSchema>;

export const fleetSnapshotSchema = z.object({ revision: z.number().int(), rows: z.array(fleetRowSchema), host: hostSchema });
export type FleetSnapshot = z.infer<typeof fleetSnapshotSchema>;

/** The same for the page: `rows` is one text (packed-rows.ts), which crosses into it without being copied piece by piece. */
export const packedSnapshotSchema = fleetSnapshotSchema.extend({ rows: z.string() });
export type PackedSnapshot = z.infer<typeof packedSnapshotSchema>;

/** Applies to a mirror at revision `from`; a mirror that is elsewhere asks for the snapshot again. */
export const fleetDeltaSchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  /** Only what changed of each row, by places (packed-rows.ts). */
  changed: z.array(z.tuple([z.uuid()], z.unknown())),
  removed: z.array(z.uuid()),
});
export type FleetDelta = z.infer<typeof fleetDeltaSchema>;
