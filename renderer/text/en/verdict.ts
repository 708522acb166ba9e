// English: will calls flow? The first word is Blocked, Allowed or Undecided.
import type { Formats } from '../formats.ts';

export const verdict = ({ num }: Formats) => ({
  blocked: 'Blocked',
  allowed: 'Allowed',
  undecided: 'Undecided',
  since: (date: string) => `since ${date}`,
  until: (date: string) => `until ${date}`,
  certificate: (date: string) => `certificate ${date}`,
  notEnabled: 'not enabled',
  outOfCompliance: 'out of compliance',
  failed: 'last try failed',
  retrying: 'retrying',
  evaluation: 'evaluation',

  callsAllowed: 'Calls allowed',
  callsAllowedUntil: (date: string) => `Calls allowed until ${date}`,
  left: (span: string) => ` (${span} left)`,
  unlessRegistered: ', when the evaluation runs out unless the instance is registered',
  unlessAuthorized: ', when the evaluation after the certificate runs out unless the licences are authorized',
  unlessAnswered: ', when the authorization runs out unless the server answers',
  unlessAnsweredCertificate: ', when the evaluation after the certificate runs out unless the server answers',
  accountOver: '; the account asks for more licences than it has',
  usedUp: (since: string | null, registered: boolean) =>
    `Calls blocked${since === null ? '' : ` since ${since}`}, because the evaluation is used up and the instance is not ${registered ? 'authorized' : 'registered'}`,
  unanswered: (since: string | null) =>
    `Calls blocked${since === null ? '' : ` since ${since}`}, because the licence server has not answered for 90 days`,
  notEnabledBlocks: 'Calls blocked: smart licensing is not enabled on this instance',
  notEnabledUndecided: 'Smart licensing is not enabled here, so it does not decide about calls',

  fleetBlocked: (blocked: number, all: number) =>
    `Calls are blocked on ${num(blocked)} of ${num(all)} ${all === 1 ? 'instance' : 'instances'}`,
  fleetAtRisk: (risk: number, all: number) => `Calls flow everywhere; ${num(risk)} of ${num(all)} at risk within 30 days`,
  fleetOutOfCompliance: 'Calls flow everywhere; an account is out of compliance',
  fleetFine: (all: number): string => (all === 1 ? 'Calls flow on the one instance' : 'Calls flow on all instances'),
  fleetUndecided: (all: number): string =>
    all === 1 ? 'Smart licensing is not enabled on the one instance' : 'Smart licensing is not enabled on any instance',
  next: (name: string, at: string, span: string, unless: 'registered' | 'renewed' | 'authorized') =>
    `Next: ${name}, ${at} (in ${span}), unless it is ${unless} before`,
  noDate: 'No date within 30 days',
});
