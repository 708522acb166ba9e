// One CUSP product instance as the administrator describes it (licensing-rules.md, section 1). Its licensing state is elsewhere.
import { z } from 'zod';

export const profileSchema = z.enum(['CUSP', 'CCCSP']);
export type Profile = z.infer<typeof profileSchema>;
export const environmentSchema = z.enum(['production', 'lab']);
export type Environment = z.infer<typeof environmentSchema>;

export const instanceSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** 32 upper-case hex digits, made once, never changed. */
  serial: z.string(),
  profile: profileSchema,
  softwareVersion: z.string(),
  /** Calls per second (CPS) that this box can handle. */
  maxCallRate: z.number().int().positive(),
  address: z.string().nullable(),
  /** The virtual account as the administrator planned it; the licence server's own word replaces it once registered. */
  account: z.string().nullable(),
  tags: z.array(z.string()),
  environment: environmentSchema,
  softwareTag: z.string(),
  entitlementTag: z.string(),
  /** "Unverified live server" was switched on: messages may go to a host under cisco.com. */
  liveServerAllowed: z.boolean(),
  createdAt: z.number(),
});
export type Instance = z.infer<typeof instanceSchema>;

export const productIdOf = (instance: Pick<Instance, 'profile'>): string => instance.profile;
export const udiOf = (instance: Pick<Instance, 'profile' | 'serial'>): string =>
  `PID:${productIdOf(instance)},SN:${instance.serial}`;
/** The major number of the software version: `10.2.1` gives `10`. */
export const licenseVersionOf = (instance: Pick<Instance, 'softwareVersion'>): string =>
  instance.softwareVersion.split('.')[0] ?? '';

export const DEFAULT_SOFTWARE_TAG = 'regid.2026-11.example.cusp-license-manager.CUSP,1.0';
export const DEFAULT_ENTITLEMENT_TAG = 'regid.2026-11.example.cusp-license-manager.CUSP-CPS5,1.0';
export { DEFAULT_SOFTWARE_VERSION } from './closed-lists.ts';
