// One instance as lists show it: facts and absolute dates (epoch ms), so that nothing changes while only time passes.
import { z } from 'zod';
import { transportModeSchema } from './configuration.ts';
import { failureSchema, OPERATIONS } from './failure.ts';
import { environmentSchema, profileSchema } from './instance.ts';
import { clientStateSchema, licensingStateSchema, registrationStatusSchema, verdictSchema } from './summary.ts';

export const failureRunSchema = failureSchema.extend({
  operation: z.enum(OPERATIONS),
  /** First failure of this operation in a row, how many tries, when the next one is (null: none by itself). */
  since: z.number(),
  tries: z.number().int(),
  retryAt: z.number().nullable(),
});
export type FailureRun = z.infer<typeof failureRunSchema>;

export const fleetRowSchema = z.object({
  id: z.uuid(),
  /** Counts the stored changes of this instance. */
  revision: z.number().int(),
  name: z.string(),
  serial: z.string(),
  profile: profileSchema,
  environment: environmentSchema,
  /** The server's virtual account, else the planned one. */
  account: z.string().nullable(),
  tags: z.array(z.string()),
  address: z.string().nullable(),
  softwareVersion: z.string(),
  maxCallRate: z.number().int(),
  cps: z.number().int(),
  serverUrl: z.string().nullable(),
  transport: transportModeSchema,
  enabled: z.boolean(),
  clientState: clientStateSchema,
  licensingState: licensingStateSchema.nullable(),
  registrationStatus: registrationStatusSchema,
  verdict: verdictSchema,
  /** Calls stop then if nothing more is heard from the licence server. */
  until: z.number().nullable(),
  blockedSince: z.number().nullable(),
  evaluation: z.object({
    /** As of `asOf`; the present value is less by the time since then while it counts. */
    remainingMs: z.number(),
    asOf: z.number(),
    counting: z.boolean(),
  }),
  authorizationDeadline: z.number().nullable(),
  authorizationAnsweredAt: z.number().nullable(),
  certificate: z.object({ issuedAt: z.number(), expiresAt: z.number(), renewAt: z.number() }).nullable(),
  nextContact: z.object({ at: z.number(), operation: z.enum(OPERATIONS) }).nullable(),
  lastAttemptAt: z.number().nullable(),
  lastContactAt: z.number().nullable(),
  inFlight: z.enum(OPERATIONS).nullable(),
  failure: failureRunSchema.nullable(),
  mayStillHoldLicences: z.boolean(),
});
export type FleetRow = z.infer<typeof fleetRowSchema>;
