// What can be licensed at the simulator: the product of this program, under tags that are plainly not Cisco's.
import { DEFAULT_ENTITLEMENT_TAG, DEFAULT_SOFTWARE_TAG } from '../../../shared/model/instance.ts';

export const PRODUCT = {
  softwareTag: DEFAULT_SOFTWARE_TAG,
  entitlementTag: DEFAULT_ENTITLEMENT_TAG,
  productName: 'Unified SIP Proxy (simulated)',
  licenceName: 'CUSP 5 CPS (simulated)',
  licenceDescription: 'Call capacity of 5 calls per second',
} as const;
