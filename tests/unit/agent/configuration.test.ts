// A changed configuration and description: what they set going, what is refused, what the history keeps of them.
import { expect, test } from 'vitest';
import { MINUTE } from '../../../shared/durations.ts';
import { authorized, generous, registered, SteppedAgent, short, silent, unidentified } from '../../builders/stepped-agent.ts';

const register = { kind: 'register', force: false, actor: 'administrator' } as const;
const withToken = { register: { force: false } };
const proxy = { kind: 'manual', host: '10.0.0.9', port: 3128, user: 'me', hasPassword: true, tls: false } as const;
const OTHER = 'https://other.example/SmartTransport';

test('the form’s Update with everything and a token: configured, enabled and registered', () => {
  const agent = new SteppedAgent();
  const all = { enabled: true, licenseCount: 25, serverUrl: OTHER, transport: 'http', proxy } as const;
  agent.configure(all, withToken);
  expect(agent.requests[0]).toMatchObject({ operation: 'registration', route: { url: OTHER, transport: 'http', proxy } });
  expect(agent.names()).toEqual(['configuration-changed', 'enabled', 'registration-requested', 'evaluation-started']);
  expect(agent.events[0]).toMatchObject({
    actor: 'administrator',
    detail: { 'licenseCount.from': null, 'licenseCount.to': 25, 'licenseServerUrl.to': OTHER, 'transportMode.from': 'call-home' },
  });
});

test('the history keeps no more of a proxy than its address and user', () => {
  const agent = unidentified();
  agent.configure({ proxy });
  expect(agent.events[0]?.detail).toEqual({ 'httpProxy.from': null, 'httpProxy.to': 'me@10.0.0.9:3128' });
});

test('the same configuration again is no change', () => {
  const agent = authorized();
  agent.configure();
  expect(agent.events).toEqual([]);
  expect(agent.state.request).toBeNull();
});

test('a count changed while registered is asked for at once', () => {
  const agent = authorized();
  agent.configure({ licenseCount: 75 });
  expect(agent.requests.at(-1)).toMatchObject({ operation: 'authorization', entitlements: [{ licences: 15 }] });
});

test('a count changed while an authorization is on its way is asked for right after its answer', () => {
  const agent = registered();
  agent.configure({ licenseCount: 75 });
  expect(agent.requests.at(-1)).toMatchObject({ entitlements: [{ licences: 10 }] });
  agent.answer(generous);
  expect(agent.requests.at(-1)).toMatchObject({ operation: 'authorization', entitlements: [{ licences: 15 }] });
  expect(agent.agent.lastGood).toBeNull();
  agent.answer(generous);
  expect(agent.state.request).toBeNull();
  expect(agent.agent.lastGood?.configuration.licenseCount).toBe(75);
});

test('a count changed while the server is at work on the old one', () => {
  const agent = registered();
  agent.answer(() => ({ kind: 'poll', pollId: 'p', retryAfterMs: MINUTE }));
  agent.configure({ licenseCount: 75 });
  agent.pass(MINUTE);
  expect(agent.requests.at(-1)).toMatchObject({ poll: 'p', entitlements: [{ licences: 10 }] });
  agent.answer(generous);
  expect(agent.events.findLast(({ event }) => event === 'authorized')?.detail).toEqual({ cps: 50 });
  expect(agent.requests.at(-1)).toMatchObject({ poll: null, entitlements: [{ licences: 15 }] });
});

test('the last good configuration is the last under which it was in compliance', () => {
  const agent = authorized();
  agent.configure({ licenseCount: 100 });
  agent.answer(short);
  expect(agent.agent.lastGood?.configuration.licenseCount).toBe(50);
});

test('another proxy needs nothing, and a way that was failing is tried at once', () => {
  const calm = authorized();
  calm.configure({ proxy });
  expect(calm.state.request).toBeNull();
  const failing = registered();
  failing.answer(silent);
  failing.configure({ proxy });
  expect(failing.requests.at(-1)).toMatchObject({ operation: 'authorization', route: { proxy } });
  const registering = unidentified();
  registering.take(register);
  registering.answer(silent);
  registering.configure({ proxy });
  expect(registering.requests).toHaveLength(2);
});

test('another server while a registration waits for its retry: the attempt ends, its token is for the old one', () => {
  const agent = unidentified();
  agent.take(register);
  agent.answer(silent);
  agent.configure({ serverUrl: OTHER });
  expect(agent.forgotten).toContain('token');
  expect(agent.summary()).toMatchObject({ registrationStatus: 'none', latestFailureReason: null });
  agent.pass(60 * MINUTE);
  expect(agent.requests).toHaveLength(1);
});

test('refused: a token while disabled, a token or another server during a registration, a token while registered', () => {
  const agent = new SteppedAgent();
  expect(agent.refusal(agent.configuring({ licenseCount: 50 }, withToken))?.code).toBe('not-enabled');
  expect(agent.refusal(agent.configuring({ enabled: true }, withToken))?.code).toBe('invalid-input');
  const running = unidentified();
  running.take(register);
  expect(running.refusal(running.configuring({}, withToken))?.code).toBe('in-progress');
  expect(running.refusal(running.configuring({ serverUrl: OTHER }))?.code).toBe('in-progress');
  const there = authorized();
  expect(there.refusal(there.configuring({ licenseCount: 55 }, withToken))?.code).toBe('already-registered');
  expect(there.agent.configuration.licenseCount).toBe(50);
});

test('“unverified live server” is told in the history', () => {
  const agent = unidentified();
  agent.configure({}, { liveServerAllowed: true });
  expect(agent.agent.instance.liveServerAllowed).toBe(true);
  expect(agent.events.map(({ detail }) => detail)).toEqual([{ 'liveServerAllowed.from': false, 'liveServerAllowed.to': true }]);
});

test('a description is changed with its history; the same one again is no change', () => {
  const agent = authorized();
  const change = { name: 'proxy-2', tags: ['a', 'b'] };
  agent.take({ kind: 'edit', change, actor: 'administrator' });
  expect(agent.agent.instance).toMatchObject(change);
  expect(agent.events[0]?.detail).toEqual({ 'name.from': 'proxy-1', 'name.to': 'proxy-2', 'tags.from': '', 'tags.to': 'a,b' });
  expect(agent.take({ kind: 'edit', change, actor: 'administrator' }).worthStoring).toBe(false);
});

test('refused: a maximum call rate below the count; another product while the server knows this one', () => {
  const agent = authorized();
  const edit = (change: object) => ({ kind: 'edit', change, actor: 'administrator' }) as const;
  expect(agent.refusal(edit({ maxCallRate: 49 }))).toMatchObject({
    code: 'invalid-input',
    problems: [{ field: 'max-call-rate' }],
  });
  expect(agent.refusal(edit({ maxCallRate: 50 }))).toBeUndefined();
  expect(agent.refusal(edit({ profile: 'CCCSP' }))?.code).toBe('needs-deregistration');
  const free = unidentified();
  expect(free.refusal(edit({ profile: 'CCCSP' }))).toBeUndefined();
  expect(free.summary().licenseUdi).toMatch(/^PID:CCCSP,SN:/);
});
