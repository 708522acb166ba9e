// The instances that something is done with: named one by one, or all that a filter matches at the moment when it is asked.
import { z } from 'zod';
import { fleetFilterSchema } from './fleet-view.ts';

export const scopeSchema = z.union([z.object({ ids: z.array(z.uuid()).max(20_000) }), z.object({ filter: fleetFilterSchema })]);
export type Scope = z.infer<typeof scopeSchema>;

/** `plan`: those of a preview, whatever the filter matches by now. */
export const jobScopeSchema = z.union([...scopeSchema.options, z.object({ plan: z.uuid() })]);
export type JobScope = z.infer<typeof jobScopeSchema>;
