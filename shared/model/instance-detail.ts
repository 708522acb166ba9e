// All that a person may see of one instance, for its page and for `instance show`.
import { z } from 'zod';
import { configurationSchema } from './configuration.ts';
import { fleetRowSchema } from './fleet-row.ts';
import { instanceSchema } from './instance.ts';
import { summarySchema } from './summary.ts';

export const instanceDetailSchema = z.object({
  instance: instanceSchema,
  configuration: configurationSchema,
  /** The last configuration under which the instance was authorized, where it differs from the present one. */
  lastGood: z.object({ configuration: configurationSchema, at: z.number() }).nullable(),
  row: fleetRowSchema,
  summary: summarySchema,
  smartAccount: z.string().nullable(),
  virtualAccount: z.string().nullable(),
});
export type InstanceDetail = z.infer<typeof instanceDetailSchema>;
