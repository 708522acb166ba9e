// Giving a registration back: deregister, disable, remove, and what the server may still hold.
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../../shared/durations.ts';
import {
  authorized,
  configurationOf,
  generous,
  refusing,
  registered,
  SteppedAgent,
  silent,
  unidentified,
} from '../../builders/stepped-agent.ts';

const DEREGISTER = { kind: 'deregister' } as const;
const REMOVE = { kind: 'remove', actor: 'administrator' } as const;
const CLEAR = { kind: 'clear-mark', actor: 'administrator' } as const;
const register = { kind: 'register', force: false, actor: 'administrator' } as const;

describe.each([
  [
    'Registered',
    () => {
      const agent = registered();
      agent.answer(silent);
      return agent;
    },
  ],
  ['Authorized', authorized],
  [
    'Authorization Expired',
    () => {
      const agent = authorized();
      agent.wait(91 * DAY);
      agent.take({ kind: 'due' });
      agent.answer(silent);
      return agent;
    },
  ],
])('deregister from %s', (state, make) => {
  test('the server answers: Un-Identified, certificate and entitlements dropped, the evaluation goes on', () => {
    const agent = make();
    expect(agent.clientState()).toBe(state);
    const keyId = agent.state.identity?.keyId;
    agent.take(DEREGISTER);
    expect(agent.clientState()).toBe(state);
    agent.answer(generous);
    expect(agent.summary()).toMatchObject({
      smartLicenseClientState: 'Un-Identified',
      registrationStatus: 'none',
      registrationSuccessful: null,
      authorizationSuccessful: null,
      registrationExpiryDate: null,
      nextAuthDate: null,
      authorizationDeadline: null,
      latestFailureReason: null,
      mayStillHoldLicences: false,
    });
    expect(agent.forgotten).toContain(keyId);
    expect(agent.names().slice(-2)).toEqual(['deregistered', 'evaluation-started']);
    agent.pass(HOUR);
    expect(agent.summary().evaluationPeriodHours).toBe(2159);
  });

  test.each([
    ['does not answer', silent],
    ['refuses', refusing('server-refused')],
  ])('the server %s: removed here all the same, and marked', (_, script) => {
    const agent = make();
    agent.take(DEREGISTER);
    agent.answer(script);
    expect(agent.summary()).toMatchObject({
      smartLicenseClientState: 'Un-Identified',
      mayStillHoldLicences: true,
      registrationStatus: 'none',
    });
    expect(agent.names()).toContain('deregistration-failed');
    expect(agent.row()).toMatchObject({ mayStillHoldLicences: true, failure: { operation: 'deregistration', retryAt: null } });
    agent.take(CLEAR);
    expect(agent.summary().mayStillHoldLicences).toBe(false);
    const { worthStoring } = agent.take(CLEAR);
    expect(worthStoring).toBe(false);
  });

  test('“not registered” is an answer too', () => {
    const agent = make();
    agent.take(DEREGISTER);
    agent.answer(refusing('not-registered'));
    expect(agent.summary()).toMatchObject({
      smartLicenseClientState: 'Un-Identified',
      mayStillHoldLicences: false,
      latestFailureReason: null,
    });
    expect(agent.names()).toContain('deregistered');
  });
});

test('deregister: refused twice, and unregistered; other operations wait for it in vain', () => {
  const agent = authorized();
  agent.take(DEREGISTER);
  for (const event of [DEREGISTER, { kind: 'authorize' }, { kind: 'renew' }, REMOVE, { ...register, force: true }] as const)
    expect(agent.refusal(event)?.code).toBe('in-progress');
  expect(agent.refusal(agent.configuring({ licenseCount: 55 }))?.code).toBe('in-progress');
  agent.answer(generous);
  expect(agent.refusal(DEREGISTER)?.code).toBe('not-registered');
});

test('deregister waits for the request that is on its way', () => {
  const agent = registered();
  agent.take(DEREGISTER);
  expect(agent.state.request?.operation).toBe('authorization');
  agent.answer(generous);
  expect(agent.state.request?.operation).toBe('deregistration');
});

test('disable: deregistered first, then Un-Configured; the balance of the evaluation is kept', () => {
  const agent = unidentified();
  agent.pass(10 * DAY);
  agent.take(register);
  agent.answer(generous);
  agent.answer(generous);
  agent.configure({ enabled: false });
  expect(agent.clientState()).toBe('Authorized');
  expect(agent.requests.at(-1)?.operation).toBe('deregistration');
  agent.answer(generous);
  expect(agent.summary()).toMatchObject({
    smartLicenseClientState: 'Un-Configured',
    licensingState: null,
    licensingAgentStatus: 'Disabled',
    evaluationPeriodHours: 1920,
  });
  expect(agent.names().slice(-3)).toEqual(['deregistered', 'configuration-changed', 'disabled']);
  agent.pass(50 * DAY);
  agent.configure({ enabled: true });
  expect(agent.summary()).toMatchObject({ licensingState: 'Eval', evaluationPeriodHours: 1920 });
});

test('disable without a registration: at once; a waiting retry is given up with its token', () => {
  const agent = unidentified();
  agent.take(register);
  agent.answer(silent);
  agent.configure({ enabled: false });
  expect(agent.clientState()).toBe('Un-Configured');
  expect(agent.forgotten).toContain('token');
  agent.pass(DAY);
  expect(agent.requests).toHaveLength(1);
  expect(agent.state.evaluation.counting).toBe(false);
});

test('disable while a registration is on its way: what it may bring is given back', () => {
  const agent = unidentified();
  agent.take(register);
  agent.configure({ enabled: false });
  expect(agent.clientState()).toBe('Un-Identified');
  agent.answer(generous);
  expect(agent.state.request?.operation).toBe('deregistration');
  agent.answer(generous);
  expect(agent.clientState()).toBe('Un-Configured');
});

test('remove: a registered one is deregistered first; not answered, it is removed all the same', () => {
  for (const script of [generous, silent]) {
    const agent = authorized();
    agent.take(REMOVE);
    expect(agent.removed).toBe(false);
    agent.answer(script);
    expect(agent.removed).toBe(true);
  }
});

test('remove without a registration: at once; and again after a crash before the store had removed it', () => {
  const agent = new SteppedAgent();
  agent.take(REMOVE);
  expect(agent.removed).toBe(true);
  agent.removed = false;
  agent.restart();
  expect(agent.removed).toBe(true);
});

test('another server while registered: refused, unless the caller agrees to a deregistration', () => {
  const agent = authorized();
  const serverUrl = 'https://other.example/SmartTransport';
  expect(agent.refusal(agent.configuring({ serverUrl }))?.code).toBe('needs-deregistration');
  agent.configure({ serverUrl }, { deregisterAndSwitch: true, register: { force: false } });
  expect(agent.requests.at(-1)).toMatchObject({ operation: 'deregistration', route: { url: configurationOf().serverUrl } });
  expect(agent.agent.configuration.serverUrl).toBe(configurationOf().serverUrl);
  agent.answer(generous);
  expect(agent.forgotten).not.toContain('token');
  expect(agent.requests.at(-1)).toMatchObject({ operation: 'registration', route: { url: serverUrl } });
  agent.answer(generous);
  agent.answer(generous);
  expect(agent.clientState()).toBe('Authorized');
  expect(agent.forgotten).toContain('token');
});

test('another server, agreed, without a token: Un-Identified under the new configuration, and no token is kept', () => {
  const agent = authorized();
  agent.forgotten = [];
  agent.configure({ serverUrl: 'https://other.example/SmartTransport' }, { deregisterAndSwitch: true });
  agent.answer(silent);
  expect(agent.summary()).toMatchObject({
    smartLicenseClientState: 'Un-Identified',
    mayStillHoldLicences: true,
    licenseServerAddress: 'https://other.example/SmartTransport',
  });
  expect(agent.forgotten).toContain('token');
});
