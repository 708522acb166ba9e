// A fleet in a few figures, and those of it that need somebody first: what the tray shows.
import { z } from 'zod';
import { BUCKETS } from './closed-lists.ts';
import { bucketOf, worstFirst } from './fleet-order.ts';
import type { FleetRow } from './fleet-row.ts';

export const fleetOutlookSchema = z.object({
  /** How many instances there are in each bucket. */
  counts: z.record(z.enum(BUCKETS), z.number().int()),
  /** Those that are blocked, at risk or out of compliance, the worst first; a few at most. */
  worst: z.array(z.object({ id: z.uuid(), name: z.string(), bucket: z.enum(BUCKETS) })),
});
export type FleetOutlook = z.infer<typeof fleetOutlookSchema>;

const MOST_NAMED = 5;

/** `now`: epoch ms of the folder's clock. */
export function outlookOf(rows: readonly FleetRow[], now: number): FleetOutlook {
  const counts = { blocked: 0, risk: 0, 'out-of-compliance': 0, fine: 0, 'not-enabled': 0 };
  const troubled: FleetRow[] = [];
  for (const row of rows) {
    const bucket = bucketOf(row, now);
    counts[bucket] += 1;
    if (bucket !== 'fine' && bucket !== 'not-enabled') troubled.push(row);
  }
  const worst = worstFirst(troubled, now).slice(0, MOST_NAMED);
  return { counts, worst: worst.map((row) => ({ id: row.id, name: row.name, bucket: bucketOf(row, now) })) };
}
