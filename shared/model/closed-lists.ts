// Closed lists and usual values that the page shows, without schemas: a page that loads no schema library needs no `eval` that its
// content policy would have to refuse.

/** Why an exchange fails: licensing-rules.md, section 9. */
export const FAILURE_CATEGORIES = [
  'token-invalid',
  'token-expired',
  'already-registered',
  'not-registered',
  'version-too-high',
  'invalid-tag',
  'dns',
  'connection-refused',
  'timeout',
  'proxy-unreachable',
  'proxy-authentication',
  'proxy-refused',
  'tls-untrusted',
  'tls-name-mismatch',
  'tls-expired',
  'clock-skew',
  'http-status',
  'redirected',
  'unreadable-answer',
  'answer-too-large',
  'bad-signature',
  'wrong-nonce',
  'wrong-instance',
  'server-refused',
  'unknown',
] as const;

/** Who did what a line of history tells. */
export const EVENT_ACTORS = ['administrator', 'agent', 'import'] as const;

export const CLIENT_STATES = [
  'Un-Configured',
  'Un-Identified',
  'Registered',
  'Authorized',
  'Out Of Compliance',
  'Authorization Expired',
] as const;

/** Transport modes as the form and the summary name them. */
export const TRANSPORT_LABEL = { 'call-home': 'Call Home', http: 'HTTP' } as const;

export const DEFAULT_SOFTWARE_VERSION = '10.2.1';

/** Each instance is in one of them: the worst that fits (fleet-order.ts). */
export const BUCKETS = ['blocked', 'risk', 'out-of-compliance', 'fine', 'not-enabled'] as const;

export const ENVIRONMENTS = ['production', 'lab'] as const;

/** The columns of the fleet, in the order in which they stand. */
export const FLEET_COLUMNS = [
  'verdict',
  'name',
  'clientState',
  'licensingState',
  'cps',
  'nextDate',
  'failure',
  'contact',
  'account',
  'address',
  'server',
  'transport',
  'version',
  'environment',
  'serial',
  'tags',
] as const;

/** The steps of the ladder of notices before a clock runs out, days. */
export const ALERT_DAYS = [90, 60, 30, 14, 7, 3, 1] as const;

/** What notices are given of, the heaviest first. */
export const NOTICE_KINDS = ['blocked', 'out-of-compliance', 'ladder', 'well-again'] as const;

/** Between two notices of one instance, minutes: what can be chosen. */
export const NOTICE_PAUSES = [15, 60, 240, 1_440] as const;
