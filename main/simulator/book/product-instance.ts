// A registered product instance, as the licence server knows it.
import { z } from 'zod';

const identitySchema = z.object({ serial: z.string(), publicKey: z.string() });
/** An identity certificate: its serial number (decimal) and the public key in it (SPKI PEM). */
export type ServerSideIdentity = z.infer<typeof identitySchema>;

const entitlementSchema = z.object({ tag: z.string(), licences: z.number().int().nonnegative(), requestedAt: z.number() });
export type RequestedEntitlement = z.infer<typeof entitlementSchema>;

/** Moments are epoch ms of the server's clock. */
export const instanceSchema = z.object({
  productId: z.string(),
  serial: z.string(),
  /** The product instance identifier, new with every registration. */
  identifier: z.string(),
  account: z.string(),
  virtualAccount: z.string(),
  hostname: z.string(),
  softwareTag: z.string(),
  registeredAt: z.number(),
  lastContactAt: z.number(),
  /** Requests that took effect since the registration, itself included. */
  contacts: z.number().int(),
  identity: identitySchema,
  /** Issued by a renewal and not used yet: until it is, the former still counts. */
  nextIdentity: identitySchema.nullable(),
  identityExpiresAt: z.number(),
  entitlements: z.array(entitlementSchema),
  entitlementVersion: z.number().int(),
  compliance: z.enum(['in', 'out']).nullable(),
  /** The registration as it was answered, for its repeat when the answer was lost; null once a renewed identity was used. */
  registration: z.object({ tokenId: z.string(), publicKey: z.string(), answer: z.record(z.string(), z.unknown()) }).nullable(),
});
export type ProductInstance = z.infer<typeof instanceSchema>;

export type Udi = { productId: string; serial: string };

export const udiOf = ({ productId, serial }: Udi): string => `PID:${productId},SN:${serial}`;

export const licencesOf = (entitlements: readonly { licences: number }[]): number =>
  entitlements.reduce((sum, { licences }) => sum + licences, 0);
