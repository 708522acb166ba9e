// How somebody looks at the fleet: what is filtered, which columns, in which order. Kept as preferences.
import { z } from 'zod';
import { BUCKETS, FLEET_COLUMNS } from './closed-lists.ts';
import { environmentSchema } from './instance.ts';
import { clientStateSchema } from './summary.ts';

/** Every part narrows; within a part any of its values fits, and none chosen means all. */
export const fleetFilterSchema = z.object({
  buckets: z.array(z.enum(BUCKETS)),
  states: z.array(clientStateSchema),
  /** null: those for which no account is named. */
  accounts: z.array(z.string().max(1_000).nullable()).max(10_000),
  tags: z.array(z.string().max(1_000)).max(10_000),
  environments: z.array(environmentSchema),
  /** Every word is found in the name, the address or the serial number. */
  text: z.string().max(1_000),
});
export type FleetFilter = z.infer<typeof fleetFilterSchema>;

export const fleetColumnSchema = z.enum(FLEET_COLUMNS);
export type FleetColumn = z.infer<typeof fleetColumnSchema>;

/** By `verdict` the worst stands first; what has no value stands last in either direction. */
export const fleetSortSchema = z.object({ column: fleetColumnSchema, descending: z.boolean() });
export type FleetSort = z.infer<typeof fleetSortSchema>;

export const savedFilterSchema = z.object({ name: z.string().min(1).max(100), filter: fleetFilterSchema });
export type SavedFilter = z.infer<typeof savedFilterSchema>;
