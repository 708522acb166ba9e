// The identity certificate: renewal, warnings, its end, and a clock outside its validity.
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/durations.ts';
import {
  authorized,
  generous,
  refusing,
  registered,
  type Script,
  START,
  type SteppedAgent,
  silent,
} from '../../builders/stepped-agent.ts';

const RENEW = { kind: 'renew' } as const;
const GONE = 365 * DAY;

/** Authorizations are answered, renewals are not. */
const noRenewal: Script = (request, now) => (request.operation === 'renewal' ? silent(request, now) : generous(request, now));
const renewals = (agent: SteppedAgent) => agent.requests.filter(({ operation }) => operation === 'renewal');

test('at the server’s half-way date it is renewed, by itself, with a new key; the state does not change', () => {
  const agent = authorized();
  const old = agent.state.identity;
  agent.server = generous;
  agent.pass(180 * DAY - 1);
  expect(renewals(agent)).toHaveLength(0);
  agent.forgotten = [];
  agent.pass(1);
  expect(renewals(agent)).toHaveLength(1);
  expect(agent.clientState()).toBe('Authorized');
  expect(agent.state.identity).toMatchObject({ expiresAt: START + (180 + 365) * DAY, renewAt: START + 360 * DAY });
  expect(agent.state.identity?.keyId).not.toBe(old?.keyId);
  expect(agent.forgotten).toEqual([old?.keyId]);
  expect(agent.names()).toContain('id-certificate-renewed');
});

test('a renewal that fails is tried again like an authorization, with the same key, and keeps the certificate', () => {
  const agent = authorized();
  const old = agent.state.identity;
  agent.server = noRenewal;
  agent.pass(180 * DAY);
  const waits = Array.from({ length: 8 }, () => {
    const wait = (agent.state.renewal?.at ?? 0) - agent.wallMs;
    agent.pass(wait);
    return wait / MINUTE;
  });
  expect(waits).toEqual([15, 30, 60, 120, 240, 480, 720, 720]);
  expect(new Set(renewals(agent).map((request) => 'keyId' in request && request.keyId)).size).toBe(1);
  expect(agent.state.identity?.keyId).toBe(old?.keyId);
  expect(agent.summary()).toMatchObject({ smartLicenseClientState: 'Authorized', latestFailureReason: { category: 'timeout' } });
  expect(agent.names().filter((name) => name === 'id-certificate-renewal-failed')).toHaveLength(1);
});

test('warnings at 60, 30, 21, 14 and 7 days, then daily, each once; then it expires and the evaluation goes on', () => {
  const agent = authorized();
  agent.server = noRenewal;
  agent.pass(GONE);
  const warnings = agent.events.filter(({ event }) => event === 'id-certificate-expiry-warning');
  expect(warnings.map(({ detail }) => detail.daysLeft)).toEqual([60, 30, 21, 14, 7, 6, 5, 4, 3, 2, 1]);
  expect(warnings.map(({ at, detail }) => at + Number(detail.daysLeft) * DAY)).toEqual(Array(11).fill(START + GONE));
  expect(agent.names().slice(-2)).toEqual(['id-certificate-expired', 'evaluation-started']);
  expect(agent.summary()).toMatchObject({
    smartLicenseClientState: 'Un-Identified',
    registrationStatus: 'none',
    licensingState: 'Eval',
    registrationExpiryDate: null,
    evaluationPeriodHours: 2160,
  });
  agent.pass(DAY);
  expect(agent.summary().evaluationPeriodHours).toBe(2160 - 24);
});

test('a certificate that begins with less than 60 days is not warned of at once', () => {
  const agent = registered();
  const short: Script = (request, now) => {
    const answer = generous(request, now);
    return answer?.kind === 'renewed' ? { ...answer, expiresAt: now + 20 * DAY } : answer;
  };
  agent.answer(generous);
  agent.take(RENEW);
  agent.answer(short);
  agent.pass(DAY);
  expect(agent.names()).not.toContain('id-certificate-expiry-warning');
  agent.server = noRenewal;
  agent.pass(5 * DAY);
  expect(agent.events.find(({ event }) => event === 'id-certificate-expiry-warning')?.detail.daysLeft).toBe(14);
});

test('why the server was not reached is still told after the certificate has ended', () => {
  const agent = authorized();
  agent.server = silent;
  agent.pass(GONE + DAY);
  expect(agent.clientState()).toBe('Un-Identified');
  expect(agent.summary().latestFailureReason?.category).toBe('timeout');
  expect(agent.row().failure?.retryAt).toBeNull();
  expect(agent.row().nextContact).toBeNull();
});

test('what ended while nobody looked ended then: the evaluation has counted since the certificate’s end', () => {
  const agent = authorized();
  agent.wait(GONE + 10 * DAY);
  expect(agent.summary()).toMatchObject({ smartLicenseClientState: 'Un-Identified', evaluationPeriodHours: 80 * 24 });
  agent.restart();
  expect(agent.summary()).toMatchObject({ smartLicenseClientState: 'Un-Identified', evaluationPeriodHours: 80 * 24 });
  const told = agent.events.map(({ event, at }) => [event, (at - START) / DAY]);
  expect(told).toEqual([
    ['authorization-expired', 90],
    ['id-certificate-expired', 365],
    ['evaluation-started', 365],
  ]);
});

test('a year and a half of absence: calls have been blocked since the evaluation ran out', () => {
  const agent = authorized();
  agent.wait(GONE + 100 * DAY);
  agent.restart();
  expect(agent.summary()).toMatchObject({ licensingState: 'EvalExpired', calls: { verdict: 'blocked' } });
  expect(agent.row().blockedSince).toBe(START + GONE + 90 * DAY);
});

test('renew now: at once; refused while one is on its way, and unregistered', () => {
  const agent = authorized();
  agent.take(RENEW);
  expect(agent.requests.at(-1)).toMatchObject({ operation: 'renewal' });
  expect(agent.refusal(RENEW)?.code).toBe('in-progress');
  agent.answer(refusing('not-registered'));
  expect(agent.summary()).toMatchObject({ smartLicenseClientState: 'Un-Identified', registrationStatus: 'failed' });
  expect(agent.names()).toContain('id-certificate-renewal-failed');
  expect(agent.refusal(RENEW)?.code).toBe('not-registered');
});

test('a clock before the certificate’s beginning for over an hour: Un-Identified, clock out of range', () => {
  const agent = authorized();
  agent.wallMs -= DAY;
  agent.take({ kind: 'due' });
  expect(agent.clientState()).toBe('Authorized');
  agent.pass(HOUR - 1);
  expect(agent.clientState()).toBe('Authorized');
  agent.pass(1);
  expect(agent.summary()).toMatchObject({
    smartLicenseClientState: 'Un-Identified',
    registrationStatus: 'failed',
    latestFailureReason: { category: 'clock-skew', text: 'clock out of range', actor: 'administrator' },
  });
  expect(agent.names()).toEqual(['system-clock-changed', 'id-certificate-expired', 'evaluation-started']);
});

test('a clock that is put right within the hour costs nothing', () => {
  const agent = authorized();
  agent.wallMs -= DAY;
  agent.take({ kind: 'due' });
  agent.pass(50 * MINUTE);
  agent.wallMs += DAY;
  agent.take({ kind: 'due' });
  agent.pass(DAY);
  expect(agent.clientState()).toBe('Authorized');
  expect(agent.state.clockOutsideSince).toBeNull();
});
