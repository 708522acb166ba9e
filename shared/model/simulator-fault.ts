// A fault of the simulator as it is switched on and listed.
import { z } from 'zod';
import { FAULT_REQUESTS, FAULTS } from './fault-names.ts';

/**
 * `serial`, `requestType`: only for these; `times`: so often, else until cleared (`poll`: so often per request);
 * `takesEffect`: the request takes effect first, and only its answer goes wrong.
 */
export const faultSchema = z.strictObject({
  fault: z.enum(FAULTS),
  serial: z.string().min(1).max(255).optional(),
  requestType: z.enum(FAULT_REQUESTS).optional(),
  times: z.number().int().min(1).max(1_000_000).optional(),
  takesEffect: z.boolean().optional(),
  retryAfterSeconds: z.number().int().min(0).max(31_536_000).optional(),
});
export const faultsSchema = z.array(faultSchema).max(1_000);
export type Fault = z.infer<typeof faultSchema>;
