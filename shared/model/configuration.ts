// The smart licensing configuration of an instance (the product documentation's table 1) and a change of it.
import { z } from 'zod';

export { CPS_PER_LICENCE, licencesFor } from './licences.ts';

export const transportModeSchema = z.enum(['call-home', 'http']);
export type TransportMode = z.infer<typeof transportModeSchema>;
export { TRANSPORT_LABEL } from './closed-lists.ts';

export const proxySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** The operating system's proxy settings, PAC and bypass list included. */
  z.object({ kind: z.literal('system') }),
  /** `host` without brackets. The password is in the secret store under `proxy-password`; here only that there is one. */
  z.object({
    kind: z.literal('manual'),
    host: z.string(),
    port: z.number().int(),
    user: z.string().nullable(),
    hasPassword: z.boolean(),
    tls: z.boolean(),
  }),
]);
export type ProxySetting = z.infer<typeof proxySchema>;

export const configurationSchema = z.object({
  enabled: z.boolean(),
  /** CPS, a multiple of 5; null until the administrator has set one. */
  licenseCount: z.number().int().nullable(),
  serverUrl: z.string().nullable(),
  transport: transportModeSchema,
  proxy: proxySchema,
});
export type Configuration = z.infer<typeof configurationSchema>;

export const INITIAL_CONFIGURATION: Configuration = {
  enabled: false,
  licenseCount: null,
  serverUrl: null,
  transport: 'call-home',
  proxy: { kind: 'none' },
};

/** A manual proxy in a change: `password` is write-only; left out, the one that is kept stays if host, port and user stay. */
export const proxyChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('system') }),
  z.object({
    kind: z.literal('manual'),
    host: z.string(),
    port: z.number(),
    user: z.string().nullable(),
    password: z.string().optional(),
    tls: z.boolean().default(false),
  }),
]);

/** The form's Update. What is left out stays as it is. All or nothing. A token registers too. */
export const configurationChangeSchema = z.object({
  enabled: z.boolean().optional(),
  licenseCount: z.number().optional(),
  serverUrl: z.string().max(4096).optional(),
  transport: transportModeSchema.optional(),
  proxy: proxyChangeSchema.optional(),
  token: z.string().max(100_000).optional(),
  force: z.boolean().optional(),
  /** Agrees to a deregistration at the old licence server where the change needs one. */
  deregisterAndSwitch: z.boolean().optional(),
  /** PEM texts to trust for the licence server of this configuration: roots of signatures, and of TLS. */
  signerCaPem: z.string().max(1_000_000).optional(),
  tlsCaPem: z.string().max(1_000_000).optional(),
  allowUnverifiedLiveServer: z.boolean().optional(),
});
export type ConfigurationChange = z.infer<typeof configurationChangeSchema>;
