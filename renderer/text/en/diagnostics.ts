// English: the doctor, check by check, and the last exchanges with the licence server.
import type { CheckResult, ExchangeRecord } from '../../../shared/model/diagnostics.ts';
import type { Check } from '../../../shared/model/doctor-checks.ts';
import type { FindingTexts } from '../findings.ts';
import type { Formats } from '../formats.ts';

export const diagnostics = ({ num }: Formats) => ({
  doctor: 'Doctor',
  notRun: 'Not run yet',
  whatItDoes: 'It tries the way to the licence server step by step and changes nothing.',
  run: 'Run the doctor',
  again: 'Run again',
  cancel: 'Cancel',
  cancelling: 'Cancelling…',
  copySupport: 'Copy for support',
  copyRaw: 'Copy raw text',
  checks: {
    url: 'Server URL',
    dns: 'Name',
    proxy: 'Proxy',
    tcp: 'Connection',
    tls: 'TLS trust',
    'tls-name': 'TLS name',
    clock: 'Clock',
    server: 'Licence server',
    token: 'Token',
  } as Readonly<Record<Check, string>>,
  outcomes: { pass: 'Passed', fail: 'Failed', skipped: 'Skipped' } as Readonly<Record<CheckResult['outcome'], string>>,
  /** English is the host's own language. */
  findings: null as FindingTexts,
  mendField: (check: Check): string =>
    check === 'token' ? 'Copy the token again from the licence account.' : 'Correct it under Configuration.',
  notYet: 'not yet',
  fix: 'What to do:',
  made: (made: number, all: number) => `${num(made)} of ${num(all)} checks made`,
  running: 'Nothing is changed at the licence server.',
  failed: (failed: number, all: number, which: string) => `${num(failed)} of ${num(all)} checks failed: ${which}`,
  allPassed: (all: number) => `All ${num(all)} checks passed`,
  noneFailed: 'No check failed',
  summary: (passed: number, skipped: number, ms: number, ago: string) =>
    `${num(passed)} passed, ${num(skipped)} skipped, in ${num(ms)} ms. Run ${ago}. Nothing was changed.`,
  ms: (ms: number) => `${num(ms)} ms`,
  bytes: (bytes: number) => `${num(bytes)} bytes`,
  exchanges: 'Last exchanges with the server',
  noExchanges: 'None since the program was started.',
  results: {
    registered: 'Registered',
    authorized: 'Authorized',
    renewed: 'Renewed',
    deregistered: 'Deregistered',
    poll: 'Answer later',
    refused: 'Refused',
    'no-answer': 'No answer',
  } as Readonly<Record<ExchangeRecord['outcome'], string>>,
  facts: {
    carrier: 'Carrier',
    url: 'URL',
    proxy: 'Proxy',
    status: 'HTTP status',
    timing: 'Timing',
    sent: 'Sent',
    received: 'Received',
    failure: 'Failure',
  },
  timings: { dnsMs: 'DNS', connectMs: 'connect', tlsMs: 'TLS', firstByteMs: 'first byte', totalMs: 'total' },
  none: 'none',
  poll: 'Asks again',
  request: 'Request',
  answer: 'Answer',
  nothingCame: 'Nothing came back.',
  nothingWent: 'Nothing was sent.',
  redacted: 'Tokens, keys, nonces and signatures are taken out before this is shown or copied.',
});
