// What a failure means to people: who must act and what the next step is (section 9). Unknown text is never guessed at.
import type { Actor, Failure, FailureCategory } from '../../shared/model/failure.ts';

type Facts = NonNullable<Failure['facts']>;
type Explanation = { actor: Actor; nextStep: (facts: Facts) => string };
const say = (text: string) => () => text;
const waiting = say('Nothing yet: it is tried again by itself.');

const EXPLANATIONS: Readonly<Record<FailureCategory, Explanation>> = {
  'token-invalid': { actor: 'administrator', nextStep: say('Copy the token again from the licence account.') },
  'token-expired': {
    actor: 'licence account owner',
    nextStep: say('Create a new token in the account, paste it under Configuration and press Update.'),
  },
  'already-registered': {
    actor: 'administrator',
    nextStep: say('Register again with force, which replaces the old registration.'),
  },
  'not-registered': { actor: 'administrator', nextStep: say('Register again with a new token.') },
  'version-too-high': { actor: 'licence account owner', nextStep: say('Update the licence server.') },
  'invalid-tag': { actor: 'licence account owner', nextStep: say('Check that CUSP licences are in this account.') },
  dns: { actor: 'network team', nextStep: ({ host }) => `Check the DNS entry of ${host ?? 'the licence server'}.` },
  'connection-refused': { actor: 'network team', nextStep: say('Check the port and the firewall.') },
  timeout: { actor: 'wait', nextStep: waiting },
  'proxy-unreachable': {
    actor: 'network team',
    nextStep: ({ proxy }) => `Check the proxy${proxy === undefined ? '' : ` ${proxy}`}.`,
  },
  'proxy-authentication': {
    actor: 'network team',
    nextStep: say('Check the proxy user name and password under Configuration.'),
  },
  'proxy-refused': { actor: 'network team', nextStep: ({ host }) => `Allow ${host ?? 'the licence server'} on the proxy.` },
  'tls-untrusted': {
    actor: 'administrator',
    nextStep: say('Add the CA file of the licence server, then authorize now.'),
  },
  'tls-name-mismatch': {
    actor: 'administrator',
    nextStep: ({ names }) => `Use the name in the certificate${names === undefined ? '' : `: ${names}`}.`,
  },
  'tls-expired': { actor: 'licence account owner', nextStep: say('Renew the certificate on the licence server.') },
  'clock-skew': { actor: 'administrator', nextStep: say('Set the clock, then try again.') },
  'http-status': { actor: 'licence account owner', nextStep: say('Look at the licence server’s own log.') },
  redirected: { actor: 'administrator', nextStep: say('Enter the final URL; redirects are not followed.') },
  'unreadable-answer': {
    actor: 'administrator',
    nextStep: say('Check that the URL is a licence server, and its transport mode.'),
  },
  'answer-too-large': { actor: 'administrator', nextStep: say('Check that the URL is a licence server.') },
  'bad-signature': { actor: 'administrator', nextStep: say('Add the signing root, if the server is yours.') },
  'wrong-nonce': { actor: 'wait', nextStep: waiting },
  'wrong-instance': { actor: 'licence account owner', nextStep: say('Look for two instances with one serial.') },
  'server-refused': {
    actor: 'licence account owner',
    nextStep: say('Copy the raw text to whoever runs the licence account.'),
  },
  unknown: { actor: 'administrator', nextStep: say('The reason is not known to this program: copy the raw text for support.') },
};

export function explain({ category, facts }: Failure): { actor: Actor; nextStep: string } {
  const { actor, nextStep } = EXPLANATIONS[category];
  return { actor, nextStep: nextStep(facts ?? {}) };
}
