// The agent's state as it must come off the disk. The type of main/agent/agent-state.ts is the truth: the compiler compares this
// schema with it in both directions, so that neither can be changed alone.
import { z } from 'zod';
import { configurationSchema } from '../../../shared/model/configuration.ts';
import { failureSchema, OPERATIONS } from '../../../shared/model/failure.ts';
import { eventActorSchema } from '../../../shared/model/history-event.ts';
import type { AgentState } from '../../agent/agent-state.ts';

const moment = z.number();
const now = z.object({ wallMs: moment, steadyMs: z.number(), runId: z.string() });
const force = z.boolean();
const operation = z.enum(OPERATIONS);

const identity = z.object({
  productInstanceIdentifier: z.string(),
  keyId: z.string(),
  certificatePem: z.string(),
  certificateSerial: z.string(),
  issuedAt: moment,
  expiresAt: moment,
  renewAt: moment,
  signers: z.array(z.object({ serial: z.string(), pem: z.string(), subCaPems: z.array(z.string()) })),
  smartAccount: z.string().nullable(),
  virtualAccount: z.string().nullable(),
  entitlementVersion: z.number(),
});

const authorization = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.enum(['authorized', 'out-of-compliance']), answeredAt: moment, deadline: moment }),
  z.object({ kind: z.literal('expired'), at: moment, answeredAt: moment }),
]);

const evaluation = z.object({
  remainingMs: z.number(),
  counting: z.boolean(),
  asOf: now,
  expiredAt: moment.nullable(),
  warnedAtHours: z.number().nullable(),
});

const after = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('remove') }),
  z.object({ kind: z.literal('configure'), configuration: configurationSchema, register: z.object({ force }).nullable() }),
]);

const poll = z.object({ id: z.string(), at: moment, since: moment, cps: z.number() });
const failureState = z.object({ failure: failureSchema, since: moment, tries: z.number(), retryAt: moment.nullable() });

export const agentStateSchema = z.object({
  identity: identity.nullable(),
  attempt: z.object({ keyId: z.string(), force, startedAt: moment, retryAt: moment.nullable() }).nullable(),
  registrationFailed: z.boolean(),
  authorization,
  nextAuthorizationAt: moment.nullable(),
  renewal: z.object({ at: moment, keyId: z.string().nullable() }).nullable(),
  certificateWarnedAtHours: z.number().nullable(),
  clockOutsideSince: now.nullable(),
  deregistration: z.object({ after, actor: eventActorSchema, job: z.string().optional() }).nullable(),
  wishes: z.partialRecord(z.enum(['authorization', 'renewal']), z.object({ job: z.string().optional() })).optional(),
  evaluation,
  request: z
    .object({ requestId: z.string(), operation, sentAt: moment, poll: z.string().nullable(), cps: z.number() })
    .nullable(),
  polls: z.partialRecord(operation, poll),
  failures: z.partialRecord(operation, failureState),
  registrationSuccessful: z.boolean().nullable(),
  authorizationSuccessful: z.boolean().nullable(),
  lastAttemptAt: moment.nullable(),
  lastContactAt: moment.nullable(),
  silent: z.boolean(),
  mayStillHoldLicences: z.boolean(),
  blockedSince: moment.nullable(),
});

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
/** Does not compile once schema and type differ. */
export const schemaIsTheType: Same<z.infer<typeof agentStateSchema>, AgentState> = true;
