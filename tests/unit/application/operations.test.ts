// One operation now, and which licence servers are spoken to at all.
import { beforeEach, describe, expect, test } from 'vitest';
import { serverRefusal } from '../../../main/services/application/server-guard.ts';
import { failureOf, refusedAnswer } from '../../builders/licence-answers.ts';
import { CISCO, LOOPBACK, READY, SERVER, Setting, START, WAIT } from './setting.ts';

let setting: Setting;
beforeEach(() => {
  setting = new Setting();
});

describe('operations', () => {
  test.each([
    ['instances.authorize', 'authorization'],
    ['instances.renewId', 'renewal'],
    ['instances.deregister', 'deregistration'],
  ] as const)('%s waits for the answer, and says what came of it', async (channel, operation) => {
    const id = await setting.registered();
    setting.grant();
    const { row } = await setting.call(channel, { id, waitMs: WAIT });
    expect(setting.server.received.map((request) => request.operation)).toContain(operation);
    expect(row.inFlight).toBeNull();
    expect(row.registrationStatus).toBe(channel === 'instances.deregister' ? 'none' : 'complete');
  });

  test.each([
    ['instances.authorize', 'authorization'],
    ['instances.renewId', 'renewal'],
    ['instances.deregister', 'deregistration'],
  ] as const)('%s that the licence server refuses is a failed operation with its failure', async (channel, operation) => {
    const id = await setting.registered();
    const failure = failureOf('server-refused', `No ${operation}.`, START);
    setting.server.script = () => refusedAnswer(failure);
    const error = await setting.refusal(channel, { id, waitMs: WAIT });
    expect(error).toMatchObject({ code: 'operation-failed', message: failure.text, failure });
  });

  test('not told to wait, the reply comes as soon as the wish is stored', async () => {
    const id = await setting.registered();
    const { row } = await setting.call('instances.authorize', { id });
    expect(row.inFlight).toBe('authorization');
  });

  test.each(['instances.authorize', 'instances.renewId', 'instances.deregister'] as const)(
    '%s needs a registration',
    async (channel) => {
      const id = await setting.configured();
      expect((await setting.refusal(channel, { id })).code).toBe('not-registered');
      expect(setting.server.received).toEqual([]);
    },
  );
});

describe('registering', () => {
  test('by a cleaned token', async () => {
    const id = await setting.configured();
    const asked = setting.nextRequest();
    await setting.call('instances.register', { id, token: ' ab\nc ' });
    expect(await asked).toMatchObject({ operation: 'registration', hostname: 'proxy-1' });
    expect(setting.secrets.kept.get(`${id} token`)).toBe('abc');
  });

  test.each([
    ['', 'missing'],
    [' \n', 'missing'],
    ['a!', 'characters'],
    ['a'.repeat(256), 'too-long'],
  ])('a token %j is refused: %s', async (token, rule) => {
    const id = await setting.configured();
    const error = await setting.refusal('instances.register', { id, token });
    expect(error).toMatchObject({ code: 'invalid-input', problems: [{ field: 'token', rule }] });
    expect([...setting.secrets.kept]).toEqual([]);
  });

  test.each([
    ['smart licensing is disabled', { enabled: false }, 'not-enabled'],
    ['there is no licence count', { licenseCount: undefined }, 'invalid-input'],
    ['there is no licence server', { serverUrl: undefined }, 'invalid-input'],
  ] as const)('%s: refused, and the token is not kept', async (_title, change, code) => {
    const id = await setting.configured(change);
    expect((await setting.refusal('instances.register', { id, token: 'abc' })).code).toBe(code);
    expect([...setting.secrets.kept]).toEqual([]);
  });

  test('again without force: refused, and the token is not kept', async () => {
    const id = await setting.registered();
    const before = setting.kept();
    expect((await setting.refusal('instances.register', { id, token: 'second' })).code).toBe('already-registered');
    expect(setting.kept()).toEqual(before);
  });
});

describe('which licence servers are spoken to', () => {
  test.each([
    ['https://cisco.com/', false],
    ['https://tools.cisco.com/its', false],
    ['https://TOOLS.CISCO.COM./its', false],
    ['https://user.tools.cisco.com:8443/', false],
    ['https://%63isco.com/', false],
    ['https://notcisco.com/', true],
    ['https://cisco.com.example/', true],
    ['https://ssm.example/cisco.com', true],
  ])('%s without having been switched on: %s', (url, isAllowed) => {
    expect(serverRefusal(url, false, false) === null).toBe(isAllowed);
    expect(serverRefusal(url, true, false)).toBeNull();
  });

  test.each([
    ['http://localhost:8080/', true],
    ['http://LOCALHOST./', true],
    ['http://127.0.0.1/', true],
    ['http://127.1/', true],
    ['http://0x7f.0.0.1/', true],
    ['http://[::1]:80/', true],
    ['http://localhost.example/', false],
    ['http://127.0.0.1.example/', false],
    ['http://128.0.0.1/', false],
    ['http://0.0.0.0/', false],
    ['http://[::2]/', false],
    ['http://127.0.0.1@ssm.example/', false],
    [CISCO, false],
  ])('%s in a demonstration: %s', (url, isAllowed) => {
    for (const liveServerAllowed of [false, true]) expect(serverRefusal(url, liveServerAllowed, true) === null).toBe(isAllowed);
  });

  test('a live server may be configured, but not registered at before it was switched on', async () => {
    const id = await setting.configured({ serverUrl: CISCO });
    const before = setting.kept();
    expect((await setting.refusal('instances.register', { id, token: 'abc' })).code).toBe('server-not-allowed');
    expect((await setting.refusal('instances.configure', { id, change: { token: 'abc' } })).code).toBe('server-not-allowed');
    expect(setting.kept()).toEqual(before);
    expect(setting.server.received).toEqual([]);

    const asked = setting.nextRequest();
    await setting.call('instances.configure', { id, change: { token: 'abc', allowUnverifiedLiveServer: true } });
    expect((await asked).route).toMatchObject({ url: CISCO, liveServerAllowed: true });
  });

  test('a live server that was switched off again is asked for nothing more', async () => {
    const id = await setting.registered({ serverUrl: CISCO, allowUnverifiedLiveServer: true });
    await setting.call('instances.edit', { id, liveServerAllowed: false });
    for (const channel of ['instances.authorize', 'instances.renewId', 'instances.deregister'] as const)
      expect((await setting.refusal(channel, { id })).code).toBe('server-not-allowed');
    expect(setting.server.received).toEqual([]);
  });

  test('a demonstration is not even configured for a server that is not on this computer', async () => {
    setting.demonstration = true;
    const id = await setting.add();
    const before = setting.kept();
    for (const serverUrl of [SERVER, CISCO]) {
      const change = { ...READY, serverUrl, allowUnverifiedLiveServer: true };
      expect((await setting.refusal('instances.configure', { id, change })).code).toBe('server-not-allowed');
    }
    expect(setting.kept()).toEqual(before);
    const change = { ...READY, serverUrl: LOOPBACK };
    expect((await setting.call('instances.configure', { id, change })).configuration.serverUrl).toBe(LOOPBACK);
  });
});
