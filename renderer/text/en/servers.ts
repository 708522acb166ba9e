// English: licence servers in the settings, and what is trusted for each.
import type { TrustKind } from '../../../shared/model/trusted-certificate.ts';
import type { Formats } from '../formats.ts';

export const servers = ({ num }: Formats) => ({
  what: 'What is trusted for one server is trusted for no other.',
  none: 'No licence server yet',
  noneWhat: 'A server is listed here as soon as an instance has its URL.',
  instances: (count: number) => (count === 0 ? 'no instance' : `${num(count)} ${count === 1 ? 'instance' : 'instances'}`),
  kinds: {
    tls: { title: 'Trusted for TLS, beside the public ones', add: 'Add CA file…', none: 'Only what this computer trusts.' },
    signer: { title: 'Signing roots', add: 'Add signing root…', none: 'None added.' },
  } satisfies Record<TrustKind, { title: string; add: string; none: string }>,
  expires: (date: string) => `Expires ${date}`,
  expiredOn: (date: string) => `Expired ${date}`,
  begins: (date: string) => `Valid from ${date}`,
  expired: 'Expired',
  notYetValid: 'Not yet valid',
  remove: 'Remove…',
  addTitle: (kind: TrustKind, host: string) => (kind === 'tls' ? `Add a CA file for ${host}` : `Add a signing root for ${host}`),
  addWhat: {
    tls: 'The server’s TLS certificate is trusted if it leads to one of these authorities. Compare the fingerprint with whoever runs the server.',
    signer:
      'The server’s answers are believed if they are signed under one of these roots. Add only the root of a server that is yours.',
  } satisfies Record<TrustKind, string>,
  choose: 'Choose file…',
  pem: 'Certificates (PEM)',
  pemNote: 'From a file, or pasted here.',
  add: 'Add',
  cancel: 'Cancel',
  added: (count: number, retried: number) =>
    `${count === 0 ? 'Was trusted already' : count === 1 ? '1 certificate added' : `${num(count)} certificates added`}${
      retried === 0 ? '' : `; ${num(retried)} ${retried === 1 ? 'instance is' : 'instances are'} tried again now`
    }.`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeWhat: {
    tls: (host: string) =>
      `The TLS certificate of ${host} is not trusted through it any more. Registrations stay; if nothing else vouches for the server, it cannot be reached.`,
    signer: (host: string) =>
      `Answers of ${host} are not believed through it any more. Registrations stay; if no other root signs, authorizations fail.`,
  } satisfies Record<TrustKind, (host: string) => string>,
  removeGo: 'Remove',
  pace: 'Pace',
  paceWhat: 'For each licence server, whatever the size of the fleet.',
  paces: { exchangesAtOnce: 'Exchanges at once', exchangesPerSecond: 'Exchanges a second' },
  paceLimits: (most: number) => `1 to ${num(most)}.`,
});
