// The catalogues: complete in each language, true to the rules, and spans that never promise more than is left.
import { describe, expect, it } from 'vitest';
import { explain } from '../../main/agent/failure.ts';
import { eventDetail } from '../../renderer/text/events.ts';
import { mendedBy, nextStep, refusalText } from '../../renderer/text/failures.ts';
import { problemText } from '../../renderer/text/problems.ts';
import { wordsOf } from '../../renderer/text/words.ts';
import { DAY, HOUR, MINUTE } from '../../shared/durations.ts';
import { ERROR_CODES } from '../../shared/errors.ts';
import { FAILURE_CATEGORIES } from '../../shared/model/failure.ts';
import type { FieldProblem } from '../../shared/model/field-problem.ts';
import {
  checkAccount,
  checkAddress,
  checkLicenseCount,
  checkMaxCallRate,
  checkName,
  checkPem,
  checkProxyHost,
  checkProxyPort,
  checkProxyUser,
  checkServerUrl,
  checkSoftwareVersion,
  checkTag,
  checkToken,
} from '../../shared/model/field-rules.ts';
import type { HistoryEvent } from '../../shared/model/history-event.ts';
import { type Language, languageOf } from '../../shared/model/language.ts';
import { NOW } from '../builders/fleet-rows.ts';

const LANGUAGES: Language[] = ['en', 'de'];

const long = 'x'.repeat(300);
const BROKEN: (FieldProblem | null)[] = [
  ...['', long, 'a\nb'].map(checkName),
  checkMaxCallRate(0),
  ...['', '0', '7', '12.5', '505', 'many'].map((count) => checkLicenseCount(count, 500)),
  checkLicenseCount('5', 3),
  ...[
    '',
    'ftp://a',
    'http://',
    'http://a b/',
    'http://u:p@a/',
    'http://a:70000/',
    'http://a/#b',
    `http://a/${long}`,
    'http://[x/',
  ].map(checkServerUrl),
  ...['', 'a b', 'ä', long].map(checkToken),
  ...['', 'a b'].map(checkProxyHost),
  checkProxyPort('0'),
  ...['a:b', long].map(checkProxyUser),
  checkAddress('a b'),
  checkSoftwareVersion('x'),
  ...['', long, 'a\nb'].map(checkAccount),
  ...['', long, 'a\nb'].map(checkTag),
  ...['', '-----BEGIN PRIVATE KEY-----'].map(checkPem),
  { field: 'name', rule: 'taken', message: 'raw' },
  { field: 'max-call-rate', rule: 'below-count', message: 'raw' },
  { field: 'proxy-user', rule: 'missing', message: 'raw' },
];

describe.each(LANGUAGES)('the catalogue %s', (language) => {
  const words = wordsOf(language);

  it('has its own text for every rule that a field can break', () => {
    for (const problem of BROKEN) {
      if (problem === null) throw new Error('This was meant to be refused.');
      const { field, rule } = problem;
      expect(words.t.problems, `${field} ${rule}`).toHaveProperty([`${field} ${rule}`]);
      expect(problemText(words.t, problem, 'proxy-1')).not.toMatch(/undefined|NaN|null/);
    }
  });

  it('names no fact that a failure does not have', () => {
    for (const category of FAILURE_CATEGORIES) {
      const failure = { category, text: 'raw', at: NOW };
      const said = [words.t.failures.categories[category].sentence({}, 'raw'), nextStep(words, failure)].join(' ');
      expect(said, category).not.toMatch(/undefined|NaN|null/);
    }
  });

  it('says something for every code of a refusal', () => {
    for (const code of ERROR_CODES) expect(refusalText(words, { code, message: 'raw' }), code).not.toBe('');
  });
});

describe('English', () => {
  const words = wordsOf('en');
  it('gives the next step that the command line gives', () => {
    for (const category of FAILURE_CATEGORIES) {
      if (category === 'unknown') continue;
      const failure = { category, text: 'raw', at: NOW, facts: { host: 'ssm.example', proxy: 'p:1', names: 'a, b' } };
      expect(nextStep(words, failure), category).toBe(explain(failure).nextStep);
    }
  });

  it('says of a failed operation what failed and what next', () => {
    const failure = { category: 'dns', text: 'ENOTFOUND', at: NOW, facts: { host: 'ssm.example' } } as const;
    expect(refusalText(words, { code: 'operation-failed', message: 'ENOTFOUND', failure })).toBe(
      'The name of the server is not found. Check the DNS entry of ssm.example.',
    );
  });
});

describe('German', () => {
  it('is another text than English wherever there are words', () => {
    const [en, de] = LANGUAGES.map((language) => wordsOf(language).t) as [object, object];
    const same: string[] = [];
    const compare = (a: unknown, b: unknown, path: string) => {
      if (typeof a === 'string' && a === b) same.push(`${path}: ${a}`);
      else if (typeof a === 'object' && a !== null)
        for (const key of Object.keys(a)) compare(a[key as never], (b as object)[key as never], `${path}.${key}`);
    };
    compare(en, de, '');
    // Words that are the same in both: names of the product documentation, and loan words.
    const shared =
      /: (Demonstration|Token|Name|Tags?|CPS|Port|Version|System|Administrator|Agent|Import|Cloud, .*|Server|Proxy|URL|DNS|TLS|License .*|HTTP.*)$/;
    expect(same.filter((line) => !shared.test(line))).toEqual([]);
  });
});

describe('the language of the system', () => {
  it.each<[Parameters<typeof languageOf>[0], string[], Language]>([
    ['system', ['de-AT', 'en'], 'de'],
    ['system', ['fr-FR', 'de'], 'de'],
    ['system', ['fr-FR'], 'en'],
    ['system', [], 'en'],
    ['en', ['de'], 'en'],
    ['de', ['en'], 'de'],
  ])('%s of %j', (chosen, system, language) => {
    expect(languageOf(chosen, system)).toBe(language);
  });
});

describe('spans', () => {
  const { f } = wordsOf('en');
  it.each([
    [30_000, 'under 1 min', '30 s'],
    [59 * MINUTE + 59_999, '59 min', '59 min'],
    [5 * HOUR + 12 * MINUTE, '5 h 12 min', '5 h'],
    [24 * HOUR - 1, '23 h 59 min', '23 h'],
    [2 * DAY + 5 * HOUR + 59 * MINUTE, '2 d 5 h', '2 d'],
    [8.9 * DAY, '8 d', '8 d'],
    [1_234.5 * DAY, '1,234 d', '1,234 d'],
  ])('%i ms are rounded down', (ms, span, oneUnit) => {
    expect(f.span(ms)).toBe(span);
    expect(f.oneUnit(ms)).toBe(oneUnit);
  });
  it('are before or after now, in words of the language', () => {
    expect(f.relative(NOW + HOUR, NOW)).toBe('in 1 h');
    expect(f.relative(NOW - HOUR, NOW)).toBe('1 h ago');
    expect(wordsOf('de').f.relative(NOW - HOUR, NOW)).toBe('vor 1 h');
    expect(wordsOf('de').f.num(12_345)).toBe('12.345');
  });
});

describe('what an event says', () => {
  const said = (event: HistoryEvent['event'], detail: HistoryEvent['detail']) =>
    eventDetail(wordsOf('en'), { id: 1, at: NOW, instanceId: '', instance: '', actor: 'agent', event, detail });
  it.each<[HistoryEvent['event'], HistoryEvent['detail'], string]>([
    ['configuration-changed', { 'licenseCount.from': 50, 'licenseCount.to': 100 }, 'License Count: 50 → 100'],
    [
      'configuration-changed',
      { 'licenseServerUrl.from': null, 'licenseServerUrl.to': 'https://a/' },
      'License Server URL: none → https://a/',
    ],
    [
      'configuration-changed',
      { 'mayStillHoldLicences.from': true, 'mayStillHoldLicences.to': false },
      'May still hold licences: yes → no',
    ],
    ['evaluation-warning', { hoursLeft: 720 }, '720 h left'],
    ['id-certificate-expiry-warning', { daysLeft: 1 }, '1 day left'],
    ['system-clock-changed', { byMs: -2 * HOUR }, 'Back by 2 h'],
    ['registration-requested', { force: true }, 'With force'],
    ['registration-requested', { force: false }, ''],
    ['communication-failure', { category: 'timeout' }, 'No answer'],
    ['deregistered', {}, ''],
  ])('%s %j', (event, detail, text) => {
    expect(said(event, detail)).toBe(text);
  });
});

describe('what mends a failure here', () => {
  it('is a token, force, the form, or nothing', () => {
    expect(mendedBy('token-expired')).toBe('register');
    expect(mendedBy('already-registered')).toBe('force');
    expect(mendedBy('proxy-authentication')).toBe('configuration');
    expect(mendedBy('timeout')).toBeNull();
  });
});
