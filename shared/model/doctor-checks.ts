// The checks of the doctor, in the order in which they are made (interfaces.md). Without schemas, so that the page loads none.
export const CHECKS = ['url', 'dns', 'proxy', 'tcp', 'tls', 'tls-name', 'clock', 'server', 'token'] as const;
export type Check = (typeof CHECKS)[number];
