// What a request asks for, after its form was checked: no wire names and no secrets left in it.
import { z } from 'zod';

export const operationSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('REGISTRATION'),
    /** Null: no such token. */
    tokenId: z.string().nullable(),
    force: z.boolean(),
    softwareTag: z.string(),
    hostname: z.string(),
    publicKey: z.string(),
  }),
  z.object({
    type: z.literal('AUTHORIZATION'),
    softwareTag: z.string(),
    entitlements: z.array(z.object({ tag: z.string(), licences: z.number().int().nonnegative(), requestedAt: z.number() })),
    entitlementVersion: z.number().int().nonnegative(),
  }),
  z.object({ type: z.literal('ID_CERT_RENEW'), publicKey: z.string(), signerSerial: z.string() }),
  z.object({ type: z.literal('DEREGISTRATION') }),
]);
export type Operation = z.infer<typeof operationSchema>;
export type OperationOf<T extends Operation['type']> = Extract<Operation, { type: T }>;
