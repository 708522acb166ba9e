// A request that was answered "still working": what it asks, how often that was said, and the answer once there is one.
import { z } from 'zod';
import { STATUS_CODES } from '../../services/transport/dialect.ts';
import { operationSchema } from './operation.ts';

export const answerSchema = z.object({
  status: z.enum(STATUS_CODES),
  message: z.string(),
  retrySeconds: z.number(),
  data: z.record(z.string(), z.unknown()),
  /** Serial of the signing certificate that the answer brings along; null: none. */
  brings: z.string().nullable(),
});
export type Answer = z.infer<typeof answerSchema>;

export const pollSchema = z.object({
  id: z.string(),
  productId: z.string(),
  serial: z.string(),
  operation: operationSchema,
  /** The fault that holds it up. */
  faultId: z.string(),
  /** How often "still working" has been said. */
  given: z.number().int(),
  answer: answerSchema.nullable(),
});
export type Poll = z.infer<typeof pollSchema>;
