// What can be made to go wrong at the simulator, as it is switched on and listed.
import { z } from 'zod';
import { REQUEST_TYPES } from '../../services/transport/dialect.ts';

export const FAULTS = [
  'no-answer',
  'slow-answer',
  'reset',
  'reset-half',
  'http-500',
  'http-502',
  'http-503',
  'redirect',
  'not-json',
  'not-xml',
  'oversized',
  'bad-signature',
  'unknown-signer',
  'wrong-nonce',
  'wrong-instance',
  'wrong-type',
  'version-too-high',
  'poll',
  'clock-skew',
  'soap-fault',
  'server-busy',
] as const;
export type FaultName = (typeof FAULTS)[number];

/**
 * `serial`, `requestType`: only for these; `times`: so often, else until cleared (`poll`: so often per request);
 * `takesEffect`: the request takes effect first, and only its answer goes wrong.
 */
export const faultSchema = z.strictObject({
  fault: z.enum(FAULTS),
  serial: z.string().min(1).max(255).optional(),
  requestType: z.enum(REQUEST_TYPES).optional(),
  times: z.number().int().min(1).max(1_000_000).optional(),
  takesEffect: z.boolean().optional(),
  retryAfterSeconds: z.number().int().min(0).max(31_536_000).optional(),
});
export const faultsSchema = z.array(faultSchema).max(1_000);
export type Fault = z.infer<typeof faultSchema>;
