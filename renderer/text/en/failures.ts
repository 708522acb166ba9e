// English: why something fails, who must act, what next; and the events of the history.
import type { Actor, Operation } from '../../../shared/model/failure.ts';
import type { EventActor, EventName } from '../../../shared/model/history-event.ts';
import { type FailureCatalogue, plainly as w } from '../failure-words.ts';
import type { Formats } from '../formats.ts';

const wait = 'Nothing yet: it is tried again by itself.';
const categories = ({ span }: Formats): FailureCatalogue => ({
  'token-invalid': w(
    'Token not valid',
    'the licence server does not know this token',
    'Copy the token again from the licence account.',
  ),
  'token-expired': w(
    'Token expired',
    'the token has expired or is used up',
    'Create a new token in the account, paste it under Configuration and press Update.',
  ),
  'already-registered': w(
    'Already registered',
    'the server has this instance already',
    'Register again with force, which replaces the old registration.',
  ),
  'not-registered': w('Not registered', 'the server does not know this instance any more', 'Register again with a new token.'),
  'version-too-high': w('Version too new', 'the server is too old for this version', 'Update the licence server.'),
  'invalid-tag': w('Entitlement unknown', 'the account has no such licence', 'Check that CUSP licences are in this account.'),
  dns: {
    short: 'Name not found',
    sentence: () => 'the name of the server is not found',
    next: ({ host }) => `Check the DNS entry of ${host ?? 'the licence server'}.`,
  },
  'connection-refused': w('Refused', 'the server refuses the connection', 'Check the port and the firewall.'),
  timeout: {
    short: 'No answer',
    sentence: ({ seconds }) => `the server does not answer${seconds === undefined ? '' : ` within ${seconds} s`}`,
    next: () => wait,
  },
  'proxy-unreachable': {
    short: 'Proxy: no answer',
    sentence: () => 'the proxy does not answer',
    next: ({ proxy }) => `Check the proxy${proxy === undefined ? '' : ` ${proxy}`}.`,
  },
  'proxy-authentication': w(
    'Proxy: login',
    'the proxy wants a login',
    'Check the proxy user name and password under Configuration.',
  ),
  'proxy-refused': {
    short: 'Proxy: refused',
    sentence: () => 'the proxy does not let this through',
    next: ({ host }) => `Allow ${host ?? 'the licence server'} on the proxy.`,
  },
  'tls-untrusted': w(
    'TLS: not trusted',
    'this computer does not trust the licence server’s certificate',
    'Add the CA file of the licence server, then authorize now.',
  ),
  'tls-name-mismatch': {
    short: 'TLS: other name',
    sentence: () => 'the certificate is for another name',
    next: ({ names }) => `Use the name in the certificate${names === undefined ? '' : `: ${names}`}.`,
  },
  'tls-expired': w('TLS: expired', 'the server’s certificate has expired', 'Renew the certificate on the licence server.'),
  'clock-skew': {
    short: 'Clock is off',
    sentence: ({ spanMs }) =>
      spanMs === undefined ? 'this computer’s clock is off' : `this computer’s clock differs by ${span(Number(spanMs))}`,
    next: () => 'Set the clock, then try again.',
  },
  'http-status': {
    short: 'HTTP error',
    sentence: ({ status }) => `the server answers with an error${status === undefined ? '' : ` (HTTP ${status})`}`,
    next: () => 'Look at the licence server’s own log.',
  },
  redirected: w('Redirected', 'the server sends us elsewhere', 'Enter the final URL; redirects are not followed.'),
  'unreadable-answer': w(
    'Unreadable',
    'the answer cannot be read',
    'Check that the URL is a licence server, and its transport mode.',
  ),
  'answer-too-large': w('Too large', 'the answer is too large', 'Check that the URL is a licence server.'),
  'bad-signature': w(
    'Bad signature',
    'the answer is not signed by a known root',
    'Add the signing root, if the server is yours.',
  ),
  'wrong-nonce': w('Old answer', 'the answer belongs to another request', wait),
  'wrong-instance': w('Other instance', 'the answer is for another instance', 'Look for two instances with one serial.'),
  'server-refused': {
    short: 'Server refused',
    sentence: (_, text) => `the server refuses: “${text.slice(0, 120)}”`,
    next: () => 'Copy the raw text to whoever runs the licence account.',
  },
  unknown: w('Unknown', 'the reason is not known to this program', 'Copy the raw text for support.'),
});

export const failures = (f: Formats) => ({
  categories: categories(f),
  actors: {
    administrator: 'administrator',
    'network team': 'network team',
    'licence account owner': 'licence account owner',
    wait: 'nobody yet',
  } as Readonly<Record<Actor, string>>,
  operations: {
    registration: 'Registration',
    authorization: 'Authorization',
    renewal: 'Certificate renewal',
    deregistration: 'Deregistration',
  } as Readonly<Record<Operation, string>>,
  inFlight: {
    registration: 'Registering…',
    authorization: 'Asking the server…',
    renewal: 'Renewing…',
    deregistration: 'Deregistering…',
  } as Readonly<Record<Operation, string>>,
});

export const history = ({ num }: Formats) => ({
  title: 'Events',
  nothing: 'Nothing has happened yet.',
  filter: 'Filter events',
  noMatch: 'No event matches this filter.',
  counted: (shown: number, all: number) =>
    shown === all ? `${num(all)} ${all === 1 ? 'event' : 'events'}` : `${num(shown)} of ${num(all)} events`,
  older: 'Show older events',
  columns: { time: 'Time', event: 'Event', detail: 'Detail', name: 'Name', by: 'By' },
  kind: 'Event',
  kinds: {
    registration: 'Registration',
    authorization: 'Authorization',
    certificate: 'Certificate',
    evaluation: 'Evaluation',
    configuration: 'Configuration',
    contact: 'Communication',
  },
  trouble: 'Only trouble',
  actors: { administrator: 'Administrator', agent: 'Agent', import: 'Import' } as Readonly<Record<EventActor, string>>,
  events: {
    enabled: 'Enabled',
    disabled: 'Disabled',
    'registration-requested': 'Registration requested',
    registered: 'Registered',
    'registration-failed': 'Registration failed',
    'authorization-requested': 'Authorization requested',
    authorized: 'Authorized',
    'out-of-compliance': 'Out of compliance',
    'authorization-failed': 'Authorization failed',
    'authorization-expired': 'Authorization expired',
    'id-certificate-renewed': 'Certificate renewed',
    'id-certificate-renewal-failed': 'Certificate renewal failed',
    'id-certificate-expiry-warning': 'Certificate runs out',
    'id-certificate-expired': 'Certificate expired',
    'communication-failure': 'Communication failure',
    'communication-restored': 'Communication restored',
    'evaluation-started': 'Evaluation runs',
    'evaluation-stopped': 'Evaluation paused',
    'evaluation-warning': 'Evaluation runs out',
    'evaluation-expired': 'Evaluation used up',
    deregistered: 'Deregistered',
    'deregistration-failed': 'Deregistration not answered',
    'configuration-changed': 'Configuration changed',
    'system-clock-changed': 'Clock changed',
  } as Readonly<Record<EventName, string>>,
  /** Fields that are not of the form; those have the documentation's names. */
  fields: {
    mayStillHoldLicences: 'May still hold licences',
    liveServerAllowed: 'Unverified live server',
    name: 'Name',
    maxCallRate: 'Maximum call rate',
    softwareVersion: 'Software version',
    address: 'Address',
    account: 'Account',
    tags: 'Tags',
    environment: 'Environment',
    profile: 'Profile',
  } as Readonly<Record<string, string>>,
  none: 'none',
  yes: 'yes',
  no: 'no',
  load: (cps: number, licences: number) => `${num(cps)} CPS, ${num(licences)} ${licences === 1 ? 'licence' : 'licences'}`,
  hoursLeft: (hours: number) => `${num(hours)} h left`,
  daysLeft: (days: number) => `${num(days)} ${days === 1 ? 'day' : 'days'} left`,
  until: (date: string) => `Until ${date}`,
  clockBy: (forward: boolean, span: string) => `${forward ? 'Forward' : 'Back'} by ${span}`,
  account: (account: string) => `Account ${account}`,
  withForce: 'With force',
  clockOutOfRange: 'The clock is outside the certificate’s validity.',
});
