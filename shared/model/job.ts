// Bulk jobs: one operation for many instances, with a row for each that says what it will do, and what became of it.
import { z } from 'zod';
import { failureSchema } from './failure.ts';
import { environmentSchema } from './instance.ts';
import { JOB_STATES, OUTCOMES, PAUSES, REFUSALS, ROW_STATES, WILL } from './job-lists.ts';

const tag = z.string().max(1_000);

/** A token is never part of it. `count`: CPS. */
export const jobActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('register'), force: z.boolean() }),
  z.object({ kind: z.literal('authorize') }),
  z.object({ kind: z.literal('renew') }),
  z.object({ kind: z.literal('count'), count: z.number() }),
  z.object({ kind: z.literal('tag'), add: z.array(tag).max(50), remove: z.array(tag).max(50) }),
  z.object({ kind: z.literal('remove') }),
]);
export type JobAction = z.infer<typeof jobActionSchema>;

const values = z.record(z.string(), z.union([z.string(), z.number()]));

/** What a row will do, or why not. `cps`: the count before and, where it changes, after. */
export const rowPlanSchema = z.object({
  will: z.enum(WILL).nullable(),
  refusal: z.enum(REFUSALS).nullable(),
  /** Of a refused count: the rule of shared/model/field-rules.ts that broke. */
  rule: z.string().optional(),
  values: values.optional(),
  cps: z.object({ from: z.number().int(), to: z.number().int() }),
});
export type RowPlan = z.infer<typeof rowPlanSchema>;

export const plannedRowSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  account: z.string().nullable(),
  environment: environmentSchema,
  plan: rowPlanSchema,
});
export type PlannedRow = z.infer<typeof plannedRowSchema>;

export const rowOutcomeSchema = z.object({
  code: z.enum(OUTCOMES),
  /** epoch ms of the folder's clock */
  at: z.number(),
  /** At the licence server. Beside another code than `failed`: that much was done before. */
  failure: failureSchema.optional(),
  /** By this program, when the row's turn came. */
  refusal: z.enum(REFUSALS).optional(),
  message: z.string().optional(),
});
export type RowOutcome = z.infer<typeof rowOutcomeSchema>;

/** `position` counts from 0; rows are taken in this order. */
export const jobRowSchema = plannedRowSchema.extend({
  position: z.number().int(),
  state: z.enum(ROW_STATES),
  startedAt: z.number().nullable(),
  outcome: rowOutcomeSchema.nullable(),
});
export type JobRow = z.infer<typeof jobRowSchema>;

export const jobCountsSchema = z.record(z.enum(ROW_STATES), z.number().int());

export const jobSchema = z.object({
  id: z.uuid(),
  action: jobActionSchema,
  dryRun: z.boolean(),
  state: z.enum(JOB_STATES),
  pause: z.enum(PAUSES).nullable(),
  /** Failures in all after which it pauses; null: it never does. */
  stopAfter: z.number().int().nullable(),
  /** epoch ms of the folder's clock */
  createdAt: z.number(),
  endedAt: z.number().nullable(),
  counts: jobCountsSchema,
});
export type Job = z.infer<typeof jobSchema>;
