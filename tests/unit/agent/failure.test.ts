// Every failure has somebody who must act and a next step; what is not known is not guessed (licensing-rules.md, section 9).
import { expect, test } from 'vitest';
import { explain } from '../../../main/agent/failure.ts';
import { type Actor, FAILURE_CATEGORIES, type FailureCategory } from '../../../shared/model/failure.ts';

const explained = (category: FailureCategory, facts?: Record<string, string | number>) =>
  explain({ category, text: 'raw', at: 0, ...(facts && { facts }) });

test.each(FAILURE_CATEGORIES)('%s: one sentence, with and without facts', (category) => {
  for (const facts of [undefined, { host: 'licences.example', proxy: '10.0.0.9:3128', names: 'a, b', status: 500 }]) {
    const { nextStep } = explained(category, facts);
    expect(nextStep).toMatch(/^[A-Z].*\.$/);
    expect(nextStep).not.toMatch(/undefined|\{/);
  }
});

test.each<[Actor, FailureCategory[]]>([
  [
    'licence account owner',
    ['token-expired', 'version-too-high', 'invalid-tag', 'tls-expired', 'http-status', 'wrong-instance', 'server-refused'],
  ],
  ['network team', ['dns', 'connection-refused', 'proxy-unreachable', 'proxy-authentication', 'proxy-refused']],
  ['wait', ['timeout', 'wrong-nonce']],
  [
    'administrator',
    [
      'token-invalid',
      'already-registered',
      'not-registered',
      'tls-untrusted',
      'tls-name-mismatch',
      'clock-skew',
      'redirected',
      'unreadable-answer',
      'answer-too-large',
      'bad-signature',
      'unknown',
    ],
  ],
])('%s must act', (actor, categories) => {
  for (const category of categories) expect(explained(category).actor).toBe(actor);
});

test('facts are named', () => {
  expect(explained('dns', { host: 'licences.example' }).nextStep).toContain('licences.example');
  expect(explained('proxy-unreachable', { proxy: '10.0.0.9:3128' }).nextStep).toContain('10.0.0.9:3128');
  expect(explained('tls-name-mismatch', { names: 'other.example' }).nextStep).toContain('other.example');
});
