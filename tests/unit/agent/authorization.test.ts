// Authorizations: the rows of licensing-rules.md, section 4, that an authorization answer or its absence leads to.
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/durations.ts';
import {
  authorized,
  generous,
  refusing,
  registered,
  type Script,
  START,
  type SteppedAgent,
  short,
  silent,
} from '../../builders/stepped-agent.ts';

const AUTHORIZE = { kind: 'authorize' } as const;

/** In each of the four registered client states, an authorization in flight. */
const asking: [string, () => SteppedAgent][] = [
  ['Registered', registered],
  ['Authorized', () => again(authorized())],
  ['Out Of Compliance', () => again(outOfCompliance())],
  ['Authorization Expired', () => again(expired())],
];
function outOfCompliance(): SteppedAgent {
  const agent = registered();
  agent.answer(short);
  return agent;
}
function expired(): SteppedAgent {
  const agent = authorized();
  agent.server = silent;
  agent.pass(90 * DAY);
  agent.server = () => null;
  return agent;
}
function again(agent: SteppedAgent): SteppedAgent {
  agent.take(AUTHORIZE);
  agent.events = [];
  return agent;
}
const dated =
  (dates: { nextAt: number | null; deadline: number | null }, compliance: 'in' | 'out' = 'in'): Script =>
  () => ({ kind: 'authorized', compliance, entitlementVersion: 7, retryAfterMs: null, ...dates });

describe.each(asking)('from %s', (state, make) => {
  test('the state is what its name says', () => expect(make().clientState()).toBe(state));

  test('in compliance: Authorized, the next one in 30 days, the deadline in 90', () => {
    const agent = make();
    const now = agent.wallMs;
    agent.answer(generous);
    expect(agent.summary()).toMatchObject({
      smartLicenseClientState: 'Authorized',
      licensingState: 'InCompliance',
      authorizationSuccessful: true,
      nextAuthDate: new Date(now + 30 * DAY).toISOString(),
      authorizationDeadline: new Date(now + 90 * DAY).toISOString(),
      latestFailureReason: null,
    });
    expect(agent.names()).toContain('authorized');
  });

  test('out of compliance: Out Of Compliance, the next one in 12 hours, the deadline in 90 days', () => {
    const agent = make();
    const now = agent.wallMs;
    agent.answer(short);
    expect(agent.summary()).toMatchObject({
      smartLicenseClientState: 'Out Of Compliance',
      licensingState: 'OutOfCompliance',
      authorizationSuccessful: true,
      nextAuthDate: new Date(now + 12 * HOUR).toISOString(),
      authorizationDeadline: new Date(now + 90 * DAY).toISOString(),
    });
    expect(agent.names()).toContain('out-of-compliance');
  });

  test('refused for another reason: unchanged, not successful, the reason shown, tried again', () => {
    const agent = make();
    const { authorization } = agent.state;
    agent.answer(refusing('invalid-tag'));
    expect(agent.summary()).toMatchObject({
      smartLicenseClientState: state,
      authorizationSuccessful: false,
      latestFailureReason: { category: 'invalid-tag' },
    });
    expect(agent.state.authorization).toEqual(authorization);
    const sent = agent.requests.length;
    agent.pass(12 * HOUR);
    expect(agent.requests.length).toBeGreaterThan(sent);
  });

  test('not registered there: Un-Identified, failed, the evaluation goes on', () => {
    const agent = make();
    const { remainingMs } = agent.state.evaluation;
    const keyId = agent.state.identity?.keyId;
    agent.answer(refusing('not-registered'));
    expect(agent.summary()).toMatchObject({
      smartLicenseClientState: 'Un-Identified',
      licensingState: 'Eval',
      registrationStatus: 'failed',
      registrationSuccessful: false,
      registrationExpiryDate: null,
      nextAuthDate: null,
      latestFailureReason: { category: 'not-registered' },
    });
    expect(agent.forgotten).toContain(keyId);
    expect(agent.row().nextContact).toBeNull();
    const sent = agent.requests.length;
    agent.pass(DAY);
    expect(agent.requests).toHaveLength(sent);
    expect(agent.summary().evaluationPeriodHours).toBe(remainingMs / HOUR - 24);
  });

  test('no answer: unchanged, not successful; again after 15 min, 30 min, 1 h, 2 h … at most 12 h', () => {
    const agent = make();
    agent.configure({ licenseCount: 55 });
    agent.server = silent;
    agent.answer(silent);
    expect(agent.summary()).toMatchObject({ smartLicenseClientState: state, authorizationSuccessful: false });
    const first = agent.state.failures.authorization?.tries ?? 0;
    const waits = Array.from({ length: 9 }, () => {
      const at = agent.row().nextContact?.at ?? 0;
      const wait = at - agent.wallMs;
      agent.pass(wait);
      return wait / MINUTE;
    });
    const all = [15, 30, 60, 120, 240, 480, 720, 720, 720, 720, 720, 720];
    if (first === 1) expect(waits).toEqual(all.slice(0, 9));
    else expect(waits).toEqual(Array(9).fill(720));
  });
});

test('the 12 hours of a retry are spread by 10 % too', () => {
  const agent = registered();
  agent.server = silent;
  agent.jitter = 0;
  agent.answer(silent);
  agent.pass(3 * DAY);
  const { lastAttemptAt, nextContact } = agent.row();
  expect((nextContact?.at ?? 0) - (lastAttemptAt ?? 0)).toBe(0.9 * 12 * HOUR);
});

test.each([
  ['Authorized', authorized],
  ['Out Of Compliance', outOfCompliance],
])('%s: 90 days without an answered authorization expire it, and the retries go on', (_, make) => {
  const agent = make();
  agent.server = silent;
  agent.pass(90 * DAY - 1);
  expect(agent.summary().calls.verdict).toBe('allowed');
  agent.pass(1);
  expect(agent.summary()).toMatchObject({
    smartLicenseClientState: 'Authorization Expired',
    licensingState: 'AuthorizationExpired',
    calls: { verdict: 'blocked', until: null },
  });
  expect(agent.row().blockedSince).toBe(START + 90 * DAY);
  expect(agent.names().filter((name) => name === 'authorization-expired')).toHaveLength(1);
  const sent = agent.requests.length;
  agent.pass(2 * DAY);
  expect(agent.requests.length).toBeGreaterThanOrEqual(sent + 3);
  agent.server = generous;
  agent.pass(DAY);
  expect(agent.clientState()).toBe('Authorized');
  expect(agent.row().blockedSince).toBeNull();
});

test('authorizations happen every 30 days while the server answers', () => {
  const agent = authorized();
  agent.server = generous;
  agent.pass(150 * DAY);
  expect(agent.requests.filter(({ operation }) => operation === 'authorization')).toHaveLength(1 + 5);
  expect(agent.clientState()).toBe('Authorized');
});

test('the server’s dates win', () => {
  const agent = registered();
  agent.answer(dated({ nextAt: START + 5 * DAY, deadline: START + 20 * DAY }));
  expect(agent.state.nextAuthorizationAt).toBe(START + 5 * DAY);
  expect(agent.row().until).toBe(START + 20 * DAY);
});

test('the next one is never after the deadline', () => {
  const agent = registered();
  agent.answer(dated({ nextAt: null, deadline: START + 20 * DAY }));
  expect(agent.state.nextAuthorizationAt).toBe(START + 20 * DAY);
});

test('what the server last said of the entitlements goes into the next request', () => {
  const agent = registered();
  agent.answer(dated({ nextAt: null, deadline: null }));
  agent.take(AUTHORIZE);
  expect(agent.requests.at(-1)).toMatchObject({ identity: { entitlementVersion: 7 } });
});

test('authorize now: at once, even while the next try is far; refused while one is on its way, and unregistered', () => {
  const agent = authorized();
  agent.take(AUTHORIZE);
  expect(agent.state.request?.operation).toBe('authorization');
  expect(agent.refusal(AUTHORIZE)?.code).toBe('in-progress');
  agent.answer(silent);
  agent.take(AUTHORIZE);
  expect(agent.state.request?.operation).toBe('authorization');
  agent.answer(refusing('not-registered'));
  expect(agent.refusal(AUTHORIZE)?.code).toBe('not-registered');
});

test('a wait that the server asks for replaces a shorter delay, and not a longer one', () => {
  const busy =
    (retryAfterMs: number): Script =>
    (_, now) => ({ kind: 'no-answer', failure: { category: 'server-refused', text: 'busy', at: now }, retryAfterMs });
  const agent = registered();
  agent.answer(busy(3 * HOUR));
  expect(agent.state.nextAuthorizationAt).toBe(START + 3 * HOUR);
  agent.pass(3 * HOUR);
  agent.answer(busy(1_000));
  expect(agent.state.nextAuthorizationAt).toBe(START + 3.5 * HOUR);
});
