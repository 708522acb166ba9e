// The whole fleet as `fleet --json` promises it (interfaces.md): every summary, worst first, and the totals per account.
import { z } from 'zod';
import { summarySchema } from './summary.ts';

export const fleetReportSchema = z.object({
  instances: z.array(summarySchema),
  accounts: z.array(
    z.object({
      account: z.string().nullable(),
      instances: z.number().int(),
      cps: z.number().int(),
      licences: z.number().int(),
    }),
  ),
  worst: z.enum(['allowed', 'warning', 'blocked']),
  /** UTC with milliseconds and `Z`. */
  asOf: z.iso.datetime({ precision: 3 }),
});
export type FleetReport = z.infer<typeof fleetReportSchema>;
