// The summary's rows and the list's row: what they take from where (licensing-rules.md, section 6).
import { expect, test } from 'vitest';
import { DAY, MINUTE } from '../../../shared/durations.ts';
import { fleetRowSchema } from '../../../shared/model/fleet-row.ts';
import { summarySchema } from '../../../shared/model/summary.ts';
import {
  authorized,
  generous,
  refusing,
  SERVER_URL,
  START,
  SteppedAgent,
  silent,
  unidentified,
} from '../../builders/stepped-agent.ts';

const iso = (at: number) => new Date(at).toISOString();

test('an instance as it is added', () => {
  const agent = new SteppedAgent();
  expect(agent.summary()).toEqual({
    instance: 'proxy-1',
    smartLicenseClientState: 'Un-Configured',
    productSerialNumber: '0123456789ABCDEF0123456789ABCDEF',
    productId: 'CUSP',
    licenseUdi: 'PID:CUSP,SN:0123456789ABCDEF0123456789ABCDEF',
    licenseServerAddress: null,
    httpProxyAddress: null,
    smartAgentTransportMode: 'Call Home',
    licensingState: null,
    productLicenseVersion: '10',
    registrationExpiryDate: null,
    nextAuthDate: null,
    evaluationPeriodHours: 2160,
    cpsCountRequested: 0,
    licensesRequested: 0,
    registrationSuccessful: null,
    authorizationSuccessful: null,
    licensingAgentStatus: 'Disabled',
    evaluationMode: false,
    latestFailureReason: null,
    calls: {
      verdict: 'undecided',
      until: null,
      reason: 'Smart licensing is not enabled here, so it does not decide about calls.',
    },
    registrationStatus: 'none',
    authorizationDeadline: null,
    mayStillHoldLicences: false,
    lastContact: null,
    asOf: iso(START),
  });
});

test('an authorized instance', () => {
  const agent = authorized();
  agent.pass(DAY);
  expect(agent.summary()).toMatchObject({
    smartLicenseClientState: 'Authorized',
    licenseServerAddress: SERVER_URL,
    smartAgentTransportMode: 'HTTP',
    licensingState: 'InCompliance',
    registrationExpiryDate: iso(START + 365 * DAY),
    nextAuthDate: iso(START + 30 * DAY),
    evaluationPeriodHours: 2160,
    cpsCountRequested: 50,
    licensesRequested: 10,
    registrationSuccessful: true,
    authorizationSuccessful: true,
    licensingAgentStatus: 'Enabled',
    evaluationMode: false,
    registrationStatus: 'complete',
    authorizationDeadline: iso(START + 90 * DAY),
    lastContact: iso(START),
    asOf: iso(START + DAY),
  });
  expect(agent.row()).toMatchObject({
    nextContact: { at: START + 30 * DAY, operation: 'authorization' },
    certificate: { issuedAt: START, expiresAt: START + 365 * DAY, renewAt: START + 180 * DAY },
    authorizationAnsweredAt: START,
    lastAttemptAt: START,
    inFlight: null,
    account: 'Sales',
    cps: 50,
  });
});

test.each([
  [{ kind: 'none' }, null],
  [{ kind: 'system' }, 'system'],
  [{ kind: 'manual', host: '10.0.0.9', port: 3128, user: 'me', hasPassword: true, tls: false }, '10.0.0.9:3128'],
  [{ kind: 'manual', host: '2001:db8::1', port: 80, user: null, hasPassword: false, tls: false }, '[2001:db8::1]:80'],
] as const)('the proxy %o is shown as %s', (proxy, shown) => {
  const agent = unidentified();
  agent.configure({ proxy });
  expect(agent.summary().httpProxyAddress).toBe(shown);
});

test('the latest failure: explained, 255 characters at most, empty once the same operation has succeeded', () => {
  const agent = authorized();
  const text = 'x'.repeat(300);
  agent.take({ kind: 'authorize' });
  agent.answer((_, now) => ({ kind: 'refused', failure: { category: 'invalid-tag', text, at: now }, retryAfterMs: null }));
  expect(agent.summary().latestFailureReason).toEqual({
    category: 'invalid-tag',
    text: 'x'.repeat(255),
    actor: 'licence account owner',
    nextStep: 'Check that CUSP licences are in this account.',
    at: iso(START),
  });
  expect(agent.row().failure?.text).toBe(text);
  agent.pass(MINUTE);
  agent.take({ kind: 'renew' });
  agent.answer(silent);
  expect(agent.summary().latestFailureReason?.category).toBe('timeout');
  agent.take({ kind: 'renew' });
  agent.answer(generous);
  expect(agent.summary().latestFailureReason?.category).toBe('invalid-tag');
  agent.take({ kind: 'authorize' });
  agent.answer(generous);
  expect(agent.summary().latestFailureReason).toBeNull();
});

test('a failing operation: how often, since when, and when it is tried again', () => {
  const agent = authorized();
  agent.server = silent;
  agent.pass(30 * DAY + 50 * MINUTE);
  expect(agent.row()).toMatchObject({
    failure: {
      operation: 'authorization',
      tries: 3,
      since: START + 30 * DAY,
      at: START + 30 * DAY + 45 * MINUTE,
      retryAt: START + 30 * DAY + 105 * MINUTE,
    },
    nextContact: { at: START + 30 * DAY + 105 * MINUTE, operation: 'authorization' },
    lastAttemptAt: START + 30 * DAY + 45 * MINUTE,
    lastContactAt: START,
  });
});

test('what it says fits the promised shapes, in every kind of state', () => {
  const agents = [new SteppedAgent({ profile: 'CCCSP' }), unidentified(), authorized()];
  const failing = unidentified();
  failing.take({ kind: 'register', force: false, actor: 'administrator' });
  failing.answer(refusing('token-expired'));
  for (const agent of [...agents, failing]) {
    expect(summarySchema.parse(agent.summary())).toEqual(agent.summary());
    expect(fleetRowSchema.parse(agent.row())).toEqual(agent.row());
  }
});
