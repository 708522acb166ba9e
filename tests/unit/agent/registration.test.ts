// Registering: the rows of licensing-rules.md, section 4, that begin in Un-Identified, and registering again.
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/durations.ts';
import { granted } from '../../builders/licence-answers.ts';
import {
  authorized,
  configurationOf,
  generous,
  refusing,
  registered,
  START,
  SteppedAgent,
  silent,
  unidentified,
} from '../../builders/stepped-agent.ts';

const register = (force = false) => ({ kind: 'register', force, actor: 'administrator' }) as const;
const poll = () => ({ kind: 'poll', pollId: 'poll 1', retryAfterMs: 5_000 }) as const;

test('enable: Un-Identified, and the evaluation starts', () => {
  const agent = new SteppedAgent();
  expect(agent.clientState()).toBe('Un-Configured');
  agent.configure(configurationOf());
  expect(agent.clientState()).toBe('Un-Identified');
  expect(agent.news()).toEqual(['configuration-changed', 'enabled', 'evaluation-started']);
  expect(agent.state.evaluation.counting).toBe(true);
});

test('register with a token: in progress, one request with a key of its own', () => {
  const agent = unidentified();
  agent.take(register());
  expect(agent.summary()).toMatchObject({
    smartLicenseClientState: 'Un-Identified',
    registrationStatus: 'in-progress',
    registrationSuccessful: null,
  });
  expect(agent.requests).toHaveLength(1);
  expect(agent.requests[0]).toMatchObject({ operation: 'registration', force: false, hostname: 'proxy-1', poll: null });
  expect(agent.news()).toEqual(['registration-requested']);
  expect(agent.events).toEqual([]);
});

test('a second registration while one is running is refused: registration in progress', () => {
  const agent = unidentified();
  agent.take(register());
  expect(agent.refusal(register())).toMatchObject({
    code: 'in-progress',
    message: expect.stringMatching(/^Registration in progress/),
  });
  agent.answer(poll);
  expect(agent.refusal(register(true))?.code).toBe('in-progress');
  expect(agent.requests).toHaveLength(1);
});

test('a registration needs smart licensing to be enabled', () => {
  expect(new SteppedAgent().refusal(register())?.code).toBe('not-enabled');
});

test('answer registered: identity, dates and accounts are stored, the token is forgotten, authorization follows at once', () => {
  const agent = unidentified();
  agent.take(register());
  const { keyId } = agent.requests[0] as { keyId: string };
  agent.answer(generous);
  expect(agent.clientState()).toBe('Registered');
  expect(agent.state.identity).toMatchObject({
    keyId,
    issuedAt: START,
    expiresAt: START + 365 * DAY,
    renewAt: START + 180 * DAY,
    virtualAccount: 'Sales',
  });
  expect(agent.row().account).toBe('Sales');
  expect(agent.summary()).toMatchObject({
    registrationSuccessful: true,
    registrationStatus: 'complete',
    authorizationSuccessful: null,
  });
  expect(agent.forgotten).toEqual(['token']);
  expect(agent.news()).toEqual(['registration-requested', 'registered', 'authorization-requested', 'evaluation-stopped']);
  expect(agent.requests.at(-1)).toMatchObject({
    operation: 'authorization',
    entitlements: [{ tag: 'entitlement', licences: 10, requestedAt: START }],
  });
});

for (const category of ['token-invalid', 'token-expired', 'already-registered', 'version-too-high', 'server-refused'] as const)
  test(`answer refused (${category}): failed, reason shown, key and token forgotten, never tried again by itself`, () => {
    const agent = unidentified();
    agent.take(register());
    const { keyId } = agent.requests[0] as { keyId: string };
    agent.answer(refusing(category));
    expect(agent.summary()).toMatchObject({
      smartLicenseClientState: 'Un-Identified',
      registrationStatus: 'failed',
      registrationSuccessful: false,
      latestFailureReason: { category, text: `refused: ${category}` },
    });
    if (category === 'already-registered') expect(agent.summary().latestFailureReason?.nextStep).toMatch(/force/);
    expect(agent.forgotten.sort()).toEqual([keyId, 'token']);
    expect(agent.row().failure?.retryAt).toBeNull();
    agent.pass(30 * DAY);
    expect(agent.requests).toHaveLength(1);
  });

for (const category of [
  'connection-refused',
  'dns',
  'proxy-unreachable',
  'tls-untrusted',
  'timeout',
  'http-status',
  'unreadable-answer',
  'bad-signature',
  'server-refused',
] as const)
  test(`no answer (${category}): tried again every 15 minutes with the same key, the token is kept`, () => {
    const agent = unidentified();
    agent.server = (_, now) => ({ kind: 'no-answer', failure: { category, text: category, at: now }, retryAfterMs: null });
    agent.take(register());
    expect(agent.summary()).toMatchObject({
      registrationStatus: 'retry',
      registrationSuccessful: false,
      latestFailureReason: { category },
    });
    agent.pass(15 * MINUTE - 1);
    expect(agent.requests).toHaveLength(1);
    agent.pass(1);
    expect(agent.requests).toHaveLength(2);
    agent.pass(2 * HOUR);
    expect(agent.requests).toHaveLength(10);
    expect(new Set(agent.requests.map((request) => 'keyId' in request && request.keyId)).size).toBe(1);
    expect(agent.forgotten).toEqual([]);
    expect(agent.row().failure).toMatchObject({ tries: 10, since: START, operation: 'registration' });
  });

test('the retry is spread by plus or minus 10 %', () => {
  for (const [jitter, minutes] of [
    [0, 13.5],
    [0.999_999_999, 16.5],
  ] as const) {
    const agent = unidentified();
    agent.jitter = jitter;
    agent.take(register());
    agent.answer(silent);
    expect(agent.row().nextContact?.at).toBeCloseTo(START + minutes * MINUTE, -1);
  }
});

test('a failing way to the server is told once, and its return once', () => {
  const agent = unidentified();
  agent.take(register());
  agent.answer(silent);
  agent.pass(15 * MINUTE);
  agent.answer(silent);
  agent.pass(15 * MINUTE);
  agent.answer(generous);
  expect(agent.news()).toEqual([
    'registration-requested',
    'communication-failure',
    'registration-failed',
    'communication-restored',
    'registered',
    'authorization-requested',
    'evaluation-stopped',
  ]);
});

test('a new token during the retries replaces the attempt, with a new key', () => {
  const agent = unidentified();
  agent.take(register());
  const { keyId } = agent.requests[0] as { keyId: string };
  agent.answer(silent);
  agent.take(register());
  expect(agent.forgotten).toEqual([keyId]);
  expect(agent.requests.at(-1)).not.toMatchObject({ keyId });
  expect(agent.summary()).toMatchObject({ registrationStatus: 'in-progress', latestFailureReason: null });
});

test('registered already: refused without force', () => {
  const agent = authorized();
  const before = agent.agent;
  expect(agent.refusal(register())).toMatchObject({ code: 'already-registered', message: expect.stringMatching(/force/) });
  expect(agent.agent).toBe(before);
});

test('with force: the old registration holds until the answer, success replaces it and forgets its key', () => {
  const agent = authorized();
  const old = agent.state.identity;
  agent.take(register(true));
  expect(agent.requests.at(-1)).toMatchObject({ operation: 'registration', force: true });
  expect(agent.summary()).toMatchObject({ smartLicenseClientState: 'Authorized', registrationStatus: 'complete' });
  agent.forgotten = [];
  agent.answer(generous);
  expect(agent.clientState()).toBe('Registered');
  expect(agent.state.identity?.keyId).not.toBe(old?.keyId);
  expect(agent.forgotten).toEqual([old?.keyId, 'token']);
});

test('with force: a refusal keeps the old registration and shows the reason', () => {
  const agent = authorized();
  const { identity } = agent.state;
  agent.take(register(true));
  agent.answer(refusing('token-invalid'));
  expect(agent.state.identity).toBe(identity);
  expect(agent.summary()).toMatchObject({
    smartLicenseClientState: 'Authorized',
    registrationStatus: 'complete',
    registrationSuccessful: false,
    latestFailureReason: { category: 'token-invalid' },
  });
});

test('with force, while an authorization is on its way: it waits for its turn', () => {
  const agent = registered();
  agent.take(register(true));
  expect(agent.state.request?.operation).toBe('authorization');
  agent.answer(generous);
  expect(agent.state.request?.operation).toBe('registration');
});

test('with force: what the server was still at work on for the old registration is not asked for under the new one', () => {
  const agent = registered();
  agent.answer(poll);
  agent.take(register(true));
  agent.answer(generous);
  expect(agent.requests.at(-1)).toMatchObject({ operation: 'authorization', poll: null });
});

test('a late answer, to a request that is no longer in flight, changes nothing', () => {
  const agent = unidentified();
  agent.take(register());
  const late = agent.requests[0];
  agent.answer(refusing('token-invalid'));
  const { state } = agent;
  if (late === undefined) throw new Error('no request');
  const { worthStoring } = agent.take({ kind: 'answer', requestId: late.requestId, answer: granted(late, agent.wallMs) });
  expect(worthStoring).toBe(false);
  expect(agent.state).toEqual(state);
});
