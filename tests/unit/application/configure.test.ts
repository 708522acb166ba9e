// The form's Update: every field is checked first, then all of it changes or nothing; secrets and trust belong to it.
import { setImmediate } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HOUR } from '../../../shared/durations.ts';
import type { ConfigurationChange } from '../../../shared/model/configuration.ts';
import { chainOfThree, type Issued } from '../../builders/certificates.ts';
import { failureOf, noAnswer, refusedAnswer } from '../../builders/licence-answers.ts';
import { READY, SERVER, Setting, START, WAIT } from './setting.ts';

const OTHER = 'https://other.example/SmartTransport';
const PROXY = { kind: 'manual', host: 'proxy.example', port: 3128, user: 'admin', password: 'hunter-2', tls: false } as const;
const { password: _, ...PROXY_AGAIN } = PROXY;

let setting: Setting;
let root: Issued;
let other: Issued;
beforeAll(async () => {
  root = (await chainOfThree('One')).root;
  other = (await chainOfThree('Other')).root;
});
beforeEach(() => {
  setting = new Setting();
});
const configure = (id: string, change: ConfigurationChange, more: { baseRevision?: number; waitMs?: number } = {}) =>
  setting.call('instances.configure', { id, change, ...more });
const refused = (id: string, change: ConfigurationChange) => setting.refusal('instances.configure', { id, change });
const secret = (id: string, name: string) => setting.secrets.kept.get(`${id} ${name}`);

describe('all or nothing', () => {
  test('everything that is said changes in one step; what is not said stays', async () => {
    const id = await setting.add();
    const { configuration, row } = await configure(id, { ...READY, serverUrl: ` ${SERVER}\n`, proxy: PROXY });
    const { password: kept, ...proxy } = PROXY;
    expect(configuration).toEqual({ ...READY, serverUrl: SERVER, proxy: { ...proxy, hasPassword: true } });
    expect(row.revision).toBe(2);
    expect(setting.store.agents.get(id)).toMatchObject({ revision: 2, agent: { configuration } });
    expect(secret(id, 'proxy-password')).toBe(kept);
    expect((await configure(id, { licenseCount: 50 })).configuration).toEqual({ ...configuration, licenseCount: 50 });
    expect(secret(id, 'proxy-password')).toBe(kept);
  });

  test('every field that is wrong is named at once, and nothing at all changes', async () => {
    const id = await setting.configured();
    const before = setting.kept();
    const error = await refused(id, {
      enabled: false,
      licenseCount: 7,
      serverUrl: 'ftp://x',
      token: 'a!b',
      proxy: { ...PROXY, host: '300.1.1.1', port: 0, user: 'a:b' },
      signerCaPem: 'nothing',
      tlsCaPem: '-----BEGIN PRIVATE KEY-----\n',
    });
    expect(error.code).toBe('invalid-input');
    expect(error.problems?.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      'license-count multiple',
      'server-url scheme',
      'proxy-address host',
      'proxy-port range',
      'proxy-user colon',
      'ca-file no-certificate',
      'ca-file private-key',
      'token characters',
    ]);
    expect(JSON.stringify(error)).not.toContain('a!b');
    expect(setting.kept()).toEqual(before);
  });

  test('the count is held against the instance’s own maximum', async () => {
    const id = await setting.add('proxy-1', 103);
    const error = await refused(id, { licenseCount: 105 });
    expect(error.problems).toMatchObject([{ field: 'license-count', rule: 'maximum', values: { down: 100 } }]);
    expect((await configure(id, { licenseCount: 100 })).configuration.licenseCount).toBe(100);
  });

  test('a form that was filled in over an older revision is refused', async () => {
    const id = await setting.configured();
    const { row } = await setting.call('instances.detail', { id });
    await configure(id, { licenseCount: 50 }, { baseRevision: row.revision });
    const before = setting.kept();
    const late = { id, change: { licenseCount: 10, token: 'abc' }, baseRevision: row.revision };
    expect((await setting.refusal('instances.configure', late)).code).toBe('stale');
    expect(setting.kept()).toEqual(before);
  });

  test.each([
    ['full', 'store-full'],
    ['unavailable', 'store-unavailable'],
    ['stale', 'stale'],
  ] as const)('a store that says %s: the secrets and the trusted certificates are as they were', async (reason, code) => {
    const id = await setting.configured({ proxy: PROXY, signerCaPem: root.pem });
    const before = setting.kept();
    setting.store.refuses = reason;
    const change = { token: 'abc', licenseCount: 50, proxy: { ...PROXY, password: 'other' }, signerCaPem: other.pem };
    expect((await refused(id, change)).code).toBe(code);
    expect(setting.kept()).toEqual(before);
    expect((await setting.call('instances.detail', { id })).configuration.licenseCount).toBe(100);
  });
});

describe('a token', () => {
  test('is cleaned of white space, registers, and is in nothing that is shown or stored', async () => {
    const id = await setting.add();
    const asked = setting.nextRequest();
    const detail = await configure(id, { ...READY, token: ' se\u00a0cr\r\n et-TOKEN\t' });
    expect(await asked).toMatchObject({ operation: 'registration', force: false, route: { url: SERVER } });
    expect(secret(id, 'token')).toBe('secret-TOKEN');
    const shown = JSON.stringify([detail, [...setting.store.agents.values()], setting.store.history, setting.live.snapshot()]);
    expect(shown).not.toContain('TOKEN');
  });

  test('is forgotten once the registration has been answered, and the call has waited for that', async () => {
    const id = await setting.add();
    setting.grant();
    const { row } = await configure(id, { ...READY, token: 'abc' }, { waitMs: WAIT });
    expect(row.registrationStatus).toBe('complete');
    expect(secret(id, 'token')).toBeUndefined();
  });

  test('that the licence server refuses is a failed operation; the configuration holds', async () => {
    const id = await setting.add();
    setting.server.script = () => refusedAnswer(failureOf('token-expired', 'The token has expired.', START));
    const error = await setting.refusal('instances.configure', { id, change: { ...READY, token: 'abc' }, waitMs: WAIT });
    expect(error).toMatchObject({ code: 'operation-failed', failure: { category: 'token-expired' } });
    expect((await setting.call('instances.detail', { id })).configuration.serverUrl).toBe(SERVER);
  });

  test.each([
    ['a URL and a count are missing', {}, ['server-url', 'license-count']],
    ['a count is missing', { serverUrl: SERVER }, ['license-count']],
    ['only white space was entered', { serverUrl: SERVER, licenseCount: 5, token: ' \n' }, ['token']],
  ] as const)('%s: refused', async (_title, change, fields) => {
    const id = await setting.add();
    const before = setting.kept();
    const error = await refused(id, { enabled: true, token: 'abc', ...change });
    expect(error.problems?.map(({ field }) => field)).toEqual(fields);
    expect(setting.kept()).toEqual(before);
  });

  test('without Enable is refused, and taken back', async () => {
    const id = await setting.add();
    const before = setting.kept();
    expect((await refused(id, { ...READY, enabled: false, token: 'abc', signerCaPem: root.pem })).code).toBe('not-enabled');
    expect(setting.kept()).toEqual(before);
  });

  test('for an instance that is registered is refused without force, and all that came with it is taken back', async () => {
    const id = await setting.registered({ proxy: PROXY, tlsCaPem: root.pem });
    const before = setting.kept();
    const change = { token: 'second', proxy: { kind: 'none' } as const, tlsCaPem: `${root.pem}${other.pem}` };
    expect((await refused(id, change)).code).toBe('already-registered');
    expect(setting.kept()).toEqual(before);
    expect(setting.server.received).toEqual([]);

    const asked = setting.nextRequest();
    await configure(id, { ...change, force: true });
    expect(await asked).toMatchObject({ operation: 'registration', force: true, route: { proxy: { kind: 'none' } } });
    expect(secret(id, 'token')).toBe('second');
    expect(secret(id, 'proxy-password')).toBeUndefined();
  });

  test('during a registration is refused, and the token of the one that runs stays', async () => {
    const id = await setting.configured();
    const asked = setting.nextRequest();
    await setting.call('instances.register', { id, token: 'first' });
    await asked;
    expect((await refused(id, { token: 'second' })).code).toBe('in-progress');
    expect(secret(id, 'token')).toBe('first');
  });

  test('that is refused while an earlier one waits to be tried again leaves that one', async () => {
    const id = await setting.configured();
    setting.server.script = () => noAnswer(failureOf('timeout', 'No answer.', START));
    await setting.call('instances.register', { id, token: 'first' });
    await setting.fleet.idle();
    const before = setting.kept();
    setting.store.refuses = 'full';
    expect((await refused(id, { token: 'second' })).code).toBe('store-full');
    expect(setting.kept()).toEqual(before);
    expect(secret(id, 'token')).toBe('first');
  });

  test('that is refused since the waiting one was tried again and answered meanwhile leaves none behind', async () => {
    await setting.fleet.open();
    const id = await setting.configured();
    setting.server.script = () => noAnswer(failureOf('timeout', 'No answer.', START));
    await setting.call('instances.register', { id, token: 'first' });
    await setting.fleet.idle();
    expect(secret(id, 'token')).toBe('first');
    const put = setting.secrets.put.bind(setting.secrets);
    setting.secrets.put = async (instanceId, name, value) => {
      setting.secrets.put = put;
      await put(instanceId, name, value);
      // The retry is due, and the licence server answers it, between the new token and the refusal.
      setting.grant();
      setting.time.pass(HOUR);
      setting.alarms.ring(setting.time.wallMs());
      await setImmediate();
      await setting.fleet.idle();
    };
    expect((await refused(id, { token: 'second' })).code).toBe('already-registered');
    expect(secret(id, 'token')).toBeUndefined();
  });

  test('that is refused while another one waits for a deregistration leaves that one', async () => {
    const id = await setting.registered();
    const asked = setting.nextRequest();
    await configure(id, { serverUrl: OTHER, deregisterAndSwitch: true, token: 'second' });
    await asked;
    expect((await refused(id, { token: 'third' })).code).toBe('in-progress');
    expect(secret(id, 'token')).toBe('second');
    setting.answer();
    await setting.fleet.idle();
    expect((await setting.call('instances.detail', { id })).row.registrationStatus).toBe('complete');
  });

  test('that cannot be kept: nothing changes', async () => {
    const id = await setting.configured({ proxy: PROXY });
    const before = setting.kept();
    const put = setting.secrets.put.bind(setting.secrets);
    setting.secrets.put = (instanceId, name, value) =>
      name === 'token' ? Promise.reject(new Error('disk full')) : put(instanceId, name, value);
    const change = { licenseCount: 50, token: 'abc', proxy: { ...PROXY, password: 'other' } };
    await expect(configure(id, change)).rejects.toThrow('disk full');
    expect(setting.kept()).toEqual(before);
  });
});

describe('two changes at once', () => {
  test('neither takes back what the other one has changed', async () => {
    const id = await setting.configured({ proxy: PROXY });
    await Promise.all([
      configure(id, { licenseCount: 50, proxy: { ...PROXY, password: 'other' } }),
      configure(id, { transport: 'call-home', signerCaPem: root.pem }),
      setting.call('instances.edit', { id, account: 'Voice' }),
    ]);
    const { configuration, instance } = await setting.call('instances.detail', { id });
    expect(configuration).toMatchObject({ licenseCount: 50, transport: 'call-home', serverUrl: SERVER });
    expect(instance.account).toBe('Voice');
    expect(secret(id, 'proxy-password')).toBe('other');
  });

  test('two tokens: the first one registers, with its own token, and the second one is refused', async () => {
    const id = await setting.configured();
    const puts: string[] = [];
    const put = setting.secrets.put.bind(setting.secrets);
    setting.secrets.put = async (instanceId, name, value) => {
      puts.push(value);
      await setImmediate();
      await put(instanceId, name, value);
    };
    const first = setting.call('instances.register', { id, token: 'first' });
    const second = setting.refusal('instances.configure', { id, change: { token: 'second', licenseCount: 50 } });
    await first;
    expect((await second).code).toBe('in-progress');
    // At no time was there another one, that the request could have taken with it.
    expect(puts).toEqual(['first']);
    expect(secret(id, 'token')).toBe('first');
  });

  test('the one that is refused does not hold up the next', async () => {
    const id = await setting.configured();
    const outcomes = [refused(id, { licenseCount: 7 }), configure(id, { licenseCount: 50 }), configure(id, { enabled: false })];
    await Promise.all(outcomes);
    expect((await setting.call('instances.detail', { id })).configuration).toMatchObject({ licenseCount: 50, enabled: false });
  });
});

describe('a password of a proxy', () => {
  test.each([
    ['left out, with the same proxy and user', PROXY_AGAIN, 'hunter-2'],
    ['left out, with TLS to the proxy', { ...PROXY_AGAIN, tls: true }, 'hunter-2'],
    ['given anew', { ...PROXY_AGAIN, password: 'other' }, 'other'],
    ['given as none', { ...PROXY_AGAIN, password: '' }, undefined],
    ['left out, for another host', { ...PROXY_AGAIN, host: 'other.example' }, undefined],
    ['left out, for another port', { ...PROXY_AGAIN, port: 8080 }, undefined],
    ['left out, for another user', { ...PROXY_AGAIN, user: 'operator' }, undefined],
    ['without a user', { ...PROXY, user: '' }, undefined],
    ['with no proxy', { kind: 'none' }, undefined],
    ['with the system’s proxy', { kind: 'system' }, undefined],
  ] as const)('%s', async (_title, proxy, kept) => {
    const id = await setting.configured({ proxy: PROXY });
    const { configuration } = await configure(id, { proxy });
    expect(secret(id, 'proxy-password')).toBe(kept);
    expect(configuration.proxy.kind === 'manual' && configuration.proxy.hasPassword).toBe(kept !== undefined);
    expect(JSON.stringify([setting.store.history, setting.live.snapshot()])).not.toContain('hunter-2');
  });

  test('that cannot be opened now is not lost by a change that is refused', async () => {
    const id = await setting.configured({ proxy: PROXY });
    const kept = new Map(setting.secrets.kept);
    setting.secrets.get = () => Promise.reject(new Error('the keystore is not there'));
    setting.secrets.put = () => Promise.reject(new Error('the keystore is not there'));
    await expect(configure(id, { proxy: { ...PROXY, password: 'other' } })).rejects.toThrow('keystore');
    expect(setting.secrets.kept).toEqual(kept);
  });

  test('an IPv6 proxy is kept without its brackets', async () => {
    const id = await setting.add();
    const { configuration } = await configure(id, { proxy: { ...PROXY, host: ' [2001:db8::1] ' } });
    expect(configuration.proxy).toMatchObject({ host: '2001:db8::1' });
  });
});

describe('trusted certificates', () => {
  test('are kept for the server of the new URL and no other', async () => {
    const id = await setting.add();
    await configure(id, { ...READY, signerCaPem: root.pem, tlsCaPem: other.pem });
    expect(await setting.trust.rootsFor(SERVER)).toEqual({
      signerRoots: [root.certificate.toString()],
      tlsRoots: [other.certificate.toString()],
    });
    expect(await setting.trust.rootsFor(OTHER)).toEqual({ signerRoots: [], tlsRoots: [] });
  });

  test('the second one is unreadable: the first is taken back and nothing has changed', async () => {
    const id = await setting.configured();
    const before = setting.kept();
    const tlsCaPem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    expect((await refused(id, { licenseCount: 50, signerCaPem: root.pem, tlsCaPem })).code).toBe('invalid-input');
    expect(setting.kept()).toEqual(before);
  });

  test('need a licence server', async () => {
    const id = await setting.add();
    expect((await refused(id, { signerCaPem: root.pem })).problems).toMatchObject([{ field: 'server-url' }]);
    expect(setting.trust.kept).toEqual([]);
  });
});

describe('a registered instance', () => {
  test('moves to another server only where that was agreed to, and gives its licences back at the old one first', async () => {
    const id = await setting.registered();
    const before = setting.kept();
    expect((await refused(id, { serverUrl: OTHER })).code).toBe('needs-deregistration');
    expect(setting.kept()).toEqual(before);

    setting.grant();
    const { configuration, row } = await configure(id, { serverUrl: OTHER, deregisterAndSwitch: true }, { waitMs: WAIT });
    expect(setting.server.received.map(({ operation, route }) => `${operation} ${route.url}`)).toEqual([
      `deregistration ${SERVER}`,
    ]);
    expect(configuration.serverUrl).toBe(OTHER);
    expect(row.registrationStatus).toBe('none');
  });

  test('moves and registers at the new server in one call', async () => {
    const id = await setting.registered();
    setting.grant();
    const change = { serverUrl: OTHER, deregisterAndSwitch: true, token: 'second' };
    const { row } = await configure(id, change, { waitMs: WAIT });
    expect(setting.server.received.slice(0, 2).map(({ operation, route }) => `${operation} ${route.url}`)).toEqual([
      `deregistration ${SERVER}`,
      `registration ${OTHER}`,
    ]);
    expect(row.registrationStatus).toBe('complete');
    expect(secret(id, 'token')).toBeUndefined();
  });

  test('is disabled even where the licence server does not take the deregistration', async () => {
    const id = await setting.registered();
    setting.server.script = () => refusedAnswer(failureOf('server-refused', 'No.', START));
    const { configuration, row } = await configure(id, { enabled: false }, { waitMs: WAIT });
    expect(configuration.enabled).toBe(false);
    expect(row.mayStillHoldLicences).toBe(true);
    expect((await setting.call('instances.clearMark', { id })).row.mayStillHoldLicences).toBe(false);
  });
});
