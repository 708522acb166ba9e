// Why an exchange with a licence server failed: categories and actors of licensing-rules.md, section 9.
import { z } from 'zod';
import { FAILURE_CATEGORIES } from './closed-lists.ts';

export { FAILURE_CATEGORIES };
export type FailureCategory = (typeof FAILURE_CATEGORIES)[number];

export const ACTORS = ['administrator', 'network team', 'licence account owner', 'wait'] as const;
export type Actor = (typeof ACTORS)[number];

/** `text` is raw, as the server or the system said it (shown up to 255 characters, copied whole). `at` is epoch ms. */
export const failureSchema = z.object({
  category: z.enum(FAILURE_CATEGORIES),
  text: z.string(),
  at: z.number(),
  /** What the explanation can name: `host`, `proxy`, `status`, `names`, `seconds`, `spanMs`. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Failure = z.infer<typeof failureSchema>;

export const OPERATIONS = ['registration', 'authorization', 'renewal', 'deregistration'] as const;
export type Operation = (typeof OPERATIONS)[number];
