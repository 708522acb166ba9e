// What the simulator can be made to do wrong, and to which requests: names without schemas, for the page and the command line.

/** wire-protocol.md, "Switchable faults". */
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

export const FAULT_REQUESTS = ['REGISTRATION', 'AUTHORIZATION', 'ID_CERT_RENEW', 'DEREGISTRATION', 'POLL'] as const;
export type FaultRequest = (typeof FAULT_REQUESTS)[number];

/** Faults that can say how long to wait. */
export const FAULTS_WITH_WAIT: readonly FaultName[] = ['http-500', 'http-502', 'http-503', 'server-busy'];
