// The licence summary: the JSON that `cusp-license summary --json` promises (interfaces.md), which the window shows as well.
import { z } from 'zod';
import { CLIENT_STATES } from './closed-lists.ts';
import { ACTORS, FAILURE_CATEGORIES } from './failure.ts';

export const clientStateSchema = z.enum(CLIENT_STATES);
export type ClientState = z.infer<typeof clientStateSchema>;
export const licensingStateSchema = z.enum(['Eval', 'EvalExpired', 'InCompliance', 'OutOfCompliance', 'AuthorizationExpired']);
export type LicensingState = z.infer<typeof licensingStateSchema>;
export const registrationStatusSchema = z.enum(['none', 'in-progress', 'retry', 'failed', 'complete']);
export type RegistrationStatus = z.infer<typeof registrationStatusSchema>;
export const verdictSchema = z.enum(['allowed', 'blocked', 'undecided']);
export type Verdict = z.infer<typeof verdictSchema>;

const iso = z.iso.datetime({ precision: 3 });

export const summarySchema = z.object({
  instance: z.string(),
  smartLicenseClientState: clientStateSchema,
  productSerialNumber: z.string(),
  productId: z.string(),
  licenseUdi: z.string(),
  licenseServerAddress: z.string().nullable(),
  httpProxyAddress: z.string().nullable(),
  smartAgentTransportMode: z.enum(['Call Home', 'HTTP']),
  licensingState: licensingStateSchema.nullable(),
  productLicenseVersion: z.string(),
  registrationExpiryDate: iso.nullable(),
  nextAuthDate: iso.nullable(),
  /** Whole hours left, rounded up. */
  evaluationPeriodHours: z.number().int(),
  cpsCountRequested: z.number().int(),
  licensesRequested: z.number().int(),
  registrationSuccessful: z.boolean().nullable(),
  authorizationSuccessful: z.boolean().nullable(),
  licensingAgentStatus: z.enum(['Enabled', 'Disabled']),
  evaluationMode: z.boolean(),
  latestFailureReason: z
    .object({ category: z.enum(FAILURE_CATEGORIES), text: z.string(), actor: z.enum(ACTORS), nextStep: z.string(), at: iso })
    .nullable(),
  calls: z.object({ verdict: verdictSchema, until: iso.nullable(), reason: z.string() }),
  registrationStatus: registrationStatusSchema,
  authorizationDeadline: iso.nullable(),
  mayStillHoldLicences: z.boolean(),
  lastContact: iso.nullable(),
  asOf: iso,
});
export type Summary = z.infer<typeof summarySchema>;
