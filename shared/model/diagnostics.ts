// What the diagnostics of an instance show: the pre-flight checks of its way to the licence server, and its last exchanges as they
// were, every secret in them replaced before anything is kept.

import { z } from 'zod';
import { configurationSchema } from './configuration.ts';
import { CHECKS } from './doctor-checks.ts';
import { foundSchema } from './doctor-findings.ts';
import { FAILURE_CATEGORIES, OPERATIONS } from './failure.ts';

/** `fix`: what mends it; null unless it failed. */
export const checkResultSchema = z.object({
  check: z.enum(CHECKS),
  outcome: z.enum(['pass', 'fail', 'skipped']),
  detail: z.string(),
  fix: z.string().nullable(),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

/** `ms`: how long it took, in real time. `found`: what `detail` and `fix` say in English. */
export const checkStepSchema = checkResultSchema.extend({ ms: z.number(), found: foundSchema });
export type CheckStep = z.infer<typeof checkStepSchema>;

const ms = z.number().nullable();
/** ms; null where there was no such part, as on a connection that was open already. */
export const timingsSchema = z.object({ dnsMs: ms, connectMs: ms, tlsMs: ms, firstByteMs: ms, totalMs: z.number() });

/** `at` epoch ms of the folder's clock; sizes in bytes of the HTTP bodies; null: it did not come to that. */
export const exchangeRecordSchema = z.object({
  at: z.number(),
  instanceId: z.string(),
  operation: z.enum(OPERATIONS),
  poll: z.boolean(),
  carrier: configurationSchema.shape.transport,
  url: z.string(),
  proxy: z.string().nullable(),
  timings: timingsSchema,
  requestBytes: z.number().nullable(),
  responseBytes: z.number().nullable(),
  status: z.number().nullable(),
  outcome: z.enum(['registered', 'authorized', 'renewed', 'deregistered', 'poll', 'refused', 'no-answer']),
  failure: z.object({ category: z.enum(FAILURE_CATEGORIES), text: z.string() }).nullable(),
  /** Indented JSON, secrets replaced. */
  request: z.string().nullable(),
  response: z.string().nullable(),
});
export type ExchangeRecord = z.infer<typeof exchangeRecordSchema>;
