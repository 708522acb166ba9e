// The doctor's findings in English, as the command line prints them: what was found, and what mends it where it is a failure.
import type { CheckStep } from '../../../shared/model/diagnostics.ts';
import type { Check } from '../../../shared/model/doctor-checks.ts';
import type { Finding, FindingValues } from '../../../shared/model/doctor-findings.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import { explain } from '../../agent/failure.ts';
import type { ExchangeFailure } from './exchange-failure.ts';

/** One check with what it found; the time that it took is added by whoever runs the checks. */
export type Examined = Omit<CheckStep, 'ms'>;

type Words = { detail: string; fix?: string };
type Say = (values: FindingValues) => Words;
const plain = (detail: string, fix?: string) => (): Words => (fix === undefined ? { detail } : { detail, fix });

const WORDS: Readonly<Record<Finding, Say>> = {
  'url-missing': plain('No License Server URL is configured.', 'Enter it under Configuration.'),
  'path-of-other-mode': ({ url, other, mode }) => ({
    detail: `The path of ${url} is that of ${other}.`,
    fix: `Set the transport mode to ${other}, or use the path of ${mode}.`,
  }),
  'url-fine': ({ url = '' }) => ({ detail: String(url) }),
  'no-url': plain('There is no URL to speak to.'),
  'way-unknown': plain('The way to the server is not known.'),
  'called-off': plain('Called off.'),
  'not-reached': ({ check }) => ({ detail: `Not reached: ${check} failed.` }),
  'certificate-trusted': plain('The certificate is from a trusted authority and in date.'),
  'certificate-name': ({ host }) => ({ detail: `The certificate is for ${host}.` }),
  'no-tls': plain('http: there is no TLS.'),
  'name-found': ({ host }) => ({ detail: `${host} is found.` }),
  'address-not-looked-up': plain('An address needs no look-up.'),
  'no-proxy': plain('No proxy is used.'),
  connected: ({ at }) => ({ detail: `Connected to ${at}.` }),
  'tunnel-opened': ({ proxy, at }) => ({ detail: `${proxy} opened a tunnel to ${at}.` }),
  'proxy-looks-up': plain('The proxy looks the name up.'),
  'proxy-connects': plain('The proxy connects to the server.'),
  'no-answer': plain('The server did not answer.'),
  'own-time': plain('A demonstration has its own time.'),
  'time-not-said': plain('The server does not say its time.'),
  'clock-behind': ({ seconds }) => ({ detail: `This computer's clock is ${seconds} s behind the server's.`, fix: SET_CLOCK }),
  'clock-ahead': ({ seconds }) => ({
    detail: `This computer's clock is ${seconds} s ahead of the server's.`,
    fix: SET_CLOCK,
  }),
  'path-not-served': plain('HTTP 404: nothing serves the path of the URL.', 'Check the path of the License Server URL.'),
  'path-served': ({ status }) => ({
    detail: `Something serves this path (HTTP ${status} to a GET). Whether it is a licence server shows at the next request.`,
  }),
  'no-token-needed': plain('Registered: no token is needed.'),
  'no-token-kept': plain('No token is kept. One is needed to register.'),
  'token-kept': plain('A token is kept for the next try. Only the licence server can say whether it still counts.'),
};
const SET_CLOCK = explain({ category: 'clock-skew', text: '', at: 0 }).nextStep;
const MEND_FIELD: Partial<Record<Check, string>> = {
  url: 'Correct it under Configuration.',
  token: 'Copy the token again from the licence account.',
};

const examined = (outcome: Examined['outcome']) => {
  return (check: Check, finding: Finding, values: FindingValues = {}): Examined => {
    const { detail, fix = null } = WORDS[finding](values);
    return { check, outcome, detail, fix: outcome === 'fail' ? fix : null, found: { finding, values } };
  };
};
export const passed = examined('pass');
export const skipped = examined('skipped');
export const failed = examined('fail');

export const failedExchange = (check: Check, failure: ExchangeFailure): Examined => ({
  check,
  outcome: 'fail',
  detail: failure.message,
  fix: explain(failure.failure(0)).nextStep,
  found: { failure: { category: failure.category, facts: failure.facts } },
});

export const failedField = (check: Check, problem: FieldProblem): Examined => ({
  check,
  outcome: 'fail',
  detail: problem.message,
  fix: MEND_FIELD[check] ?? null,
  found: { problem },
});
