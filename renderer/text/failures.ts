// Failures in words: the short form of a column, and the sentence of the strip. Who must act and what next comes with the summary.
import type { FailureCategory, Operation } from '../../shared/model/failure.ts';
import type { FailureRun } from '../../shared/model/fleet-row.ts';
import { span } from './dates.ts';

type Facts = NonNullable<FailureRun['facts']>;
type Wording = { short: string; sentence: (facts: Facts, text: string) => string };
const w = (short: string, sentence: string): Wording => ({ short, sentence: () => sentence });

const WORDING: Readonly<Record<FailureCategory, Wording>> = {
  'token-invalid': w('Token not valid', 'the licence server does not know this token'),
  'token-expired': w('Token expired', 'the token has expired or is used up'),
  'already-registered': w('Already registered', 'the server has this instance already'),
  'not-registered': w('Not registered', 'the server does not know this instance any more'),
  'version-too-high': w('Version too new', 'the server is too old for this version'),
  'invalid-tag': w('Entitlement unknown', 'the account has no such licence'),
  dns: w('Name not found', 'the name of the server is not found'),
  'connection-refused': w('Refused', 'the server refuses the connection'),
  timeout: {
    short: 'No answer',
    sentence: ({ seconds }) => `the server does not answer${seconds === undefined ? '' : ` within ${seconds} s`}`,
  },
  'proxy-unreachable': w('Proxy: no answer', 'the proxy does not answer'),
  'proxy-authentication': w('Proxy: login', 'the proxy wants a login'),
  'proxy-refused': w('Proxy: refused', 'the proxy does not let this through'),
  'tls-untrusted': w('TLS: not trusted', 'this computer does not trust the licence server’s certificate'),
  'tls-name-mismatch': w('TLS: other name', 'the certificate is for another name'),
  'tls-expired': w('TLS: expired', 'the server’s certificate has expired'),
  'clock-skew': {
    short: 'Clock is off',
    sentence: ({ spanMs }) =>
      spanMs === undefined ? 'this computer’s clock is off' : `this computer’s clock differs by ${span(Number(spanMs))}`,
  },
  'http-status': {
    short: 'HTTP error',
    sentence: ({ status }) => `the server answers with an error${status === undefined ? '' : ` (HTTP ${status})`}`,
  },
  redirected: w('Redirected', 'the server sends us elsewhere'),
  'unreadable-answer': w('Unreadable', 'the answer cannot be read'),
  'answer-too-large': w('Too large', 'the answer is too large'),
  'bad-signature': w('Bad signature', 'the answer is not signed by a known root'),
  'wrong-nonce': w('Old answer', 'the answer belongs to another request'),
  'wrong-instance': w('Other instance', 'the answer is for another instance'),
  'server-refused': { short: 'Server refused', sentence: (_, text) => `the server refuses: “${text.slice(0, 120)}”` },
  unknown: w('Unknown', 'the reason is not known to this program'),
};

export function failureShort({ category, facts }: FailureRun): string {
  return category === 'http-status' && facts?.status !== undefined ? `HTTP ${facts.status}` : WORDING[category].short;
}
export const failureSentence = ({ category, facts, text }: FailureRun): string => WORDING[category].sentence(facts ?? {}, text);

export const OPERATION: Readonly<Record<Operation, string>> = {
  registration: 'Registration',
  authorization: 'Authorization',
  renewal: 'Certificate renewal',
  deregistration: 'Deregistration',
};
export const IN_FLIGHT: Readonly<Record<Operation, string>> = {
  registration: 'Registering…',
  authorization: 'Asking the server…',
  renewal: 'Renewing…',
  deregistration: 'Deregistering…',
};
