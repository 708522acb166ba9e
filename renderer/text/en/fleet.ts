// English: the frame around the views, the fleet, settings.
import type { DateKind } from '../../../shared/model/fleet-order.ts';
import type { SecretBackend } from '../../../shared/model/fleet-snapshot.ts';
import type { Formats } from '../formats.ts';

export const frame = ({ num }: Formats) => ({
  views: 'Views',
  fleet: 'Fleet',
  settings: 'Settings',
  worstBlocked: (count: string) => `${count} blocked`,
  worstAtRisk: (count: string) => `${count} at risk`,
  worstFine: 'Fine',
  tryAgain: 'Try again',
  dismiss: 'Dismiss this notice',
  copied: 'Copied',
  demonstration: 'Demonstration',
  timesAsFast: (rate: number) => `time runs ${num(rate)} times as fast`,
  simulatorUrl: 'Simulator URL',
  token: 'Token',
  leave: 'Leave',
  servers: 'Licence servers',
  noServer: 'No licence server yet',
  noAnswer: 'No answer yet',
  lastAnswer: (ago: string) => `Last answer ${ago}`,
  reachable: 'reachable',
  notTried: 'not yet tried',
});

const instances = (count: number) => (count === 1 ? 'instance' : 'instances');
export const fleet = ({ num }: Formats) => ({
  add: 'Add instance',
  byVerdict: 'Filter by verdict',
  callsBlocked: 'Calls blocked',
  atRisk: 'At risk within 30 days',
  outOfCompliance: 'Out of compliance',
  fine: 'Fine',
  none: 'None',
  inProduction: (count: number) => `${num(count)} in production`,
  first: (name: string, span: string) => `First: ${name} in ${span}`,
  enough: 'Every account has enough',
  withFailure: (count: number) => `${num(count)} failing`,
  notEnabled: (count: number) => `${num(count)} more not enabled`,
  nothingToDo: 'Nothing to do',
  accounts: 'Totals per account',
  noAccount: 'No account named',
  moreAccounts: (count: number) => `${num(count)} more accounts`,
  licences: (count: number) => `${num(count)} ${count === 1 ? 'licence' : 'licences'}`,
  toolbar: 'Filter the fleet',
  filter: 'Filter by name, address, serial',
  state: 'State',
  tag: 'Tag',
  environment: 'Environment',
  counted: (shown: number, all: number) =>
    shown === all ? `${num(all)} ${instances(all)}` : `${num(shown)} of ${num(all)} ${instances(all)}`,
  noMatch: 'No instance matches this filter.',
  clear: 'Clear the filter',
  table: 'Instances, worst first',
  columns: {
    verdict: 'Verdict',
    name: 'Name',
    clientState: 'Client state',
    licensingState: 'Licensing state',
    cps: 'CPS (licences)',
    nextDate: 'Next date that matters',
    failure: 'Latest failure',
    contact: 'Contact',
    tags: 'Tags',
  },
  kinds: {
    authorization: 'authorization',
    evaluation: 'evaluation',
    certificate: 'certificate',
    blocked: 'blocked',
  } satisfies Record<DateKind, string> as Record<DateKind, string>,
  never: 'never',
  production: 'Production',
  lab: 'Lab',
  labHint: 'Lab: no production guard',
});

export const firstRun = {
  title: 'No instances yet',
  what: 'Add the SIP proxies that you license. Each becomes a product instance with its own serial number; nothing is sent anywhere until you enable smart licensing for it.',
  addTitle: 'Add the first one',
  addWhat: 'You need its name and the call rate that it can handle.',
  lookTitle: 'Look around first',
  lookWhat: 'A licence server on this computer, twelve demonstration instances, time 1,000 times as fast.',
  look: 'Try with the simulator',
  preparing: 'Preparing the demonstration…',
};

export const settings = {
  title: 'Settings',
  what: 'Kept for this user on this computer.',
  parts: 'Parts of the settings',
  general: 'General',
  servers: 'Licence servers',
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  language: 'Language',
  systemLanguage: 'System',
  data: 'Data',
  folder: 'Data folder',
  secrets: 'Protection of secrets',
  version: 'Version',
  protection: {
    keystore: { word: 'Keystore', what: 'Private keys and passwords are encrypted by the keystore of this computer.' },
    'key-file': {
      word: 'File permissions',
      what: 'No keystore was found on this computer: keys are protected by file permissions only. Registration tokens are not kept over a restart.',
    },
    'session-only': {
      word: 'This session only',
      what: 'Private keys and passwords are kept for this session only, by policy.',
    },
  } satisfies Record<SecretBackend, { word: string; what: string }>,
};
