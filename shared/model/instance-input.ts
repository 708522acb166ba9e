// What a caller says of an instance: to add it, or to change what was said. The rules of each field are in field-rules.ts.
import { z } from 'zod';
import { environmentSchema, profileSchema } from './instance.ts';

/** What was typed to confirm what can stop the calls of production instances (production-guard.ts). */
export const confirmSchema = z.string().max(1_000);

export const addInstanceSchema = z.object({
  name: z.string().max(1_000),
  maxCallRate: z.number(),
  profile: profileSchema.optional(),
  softwareVersion: z.string().max(100).optional(),
  address: z.string().max(1_000).optional(),
  account: z.string().max(1_000).optional(),
  tags: z.array(z.string().max(1_000)).max(100).optional(),
  environment: environmentSchema.optional(),
});
export type AddInstance = z.infer<typeof addInstanceSchema>;

export const editInstanceSchema = addInstanceSchema.partial().extend({
  id: z.uuid(),
  address: z.string().max(1_000).nullable().optional(),
  account: z.string().max(1_000).nullable().optional(),
  liveServerAllowed: z.boolean().optional(),
  confirm: confirmSchema.optional(),
});
