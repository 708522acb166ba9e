// The simulator's own control over HTTP.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type House, openHouse } from './house.ts';
import { type Json, send } from './wire-agent.ts';

// Keys and certificates are made for real, and other tests may be doing the same.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

const PATHS: [string, string][] = [
  ['GET', '/simulator/state'],
  ['GET', '/simulator/faults'],
  ['PUT', '/simulator/faults'],
  ['DELETE', '/simulator/faults'],
  ['GET', '/simulator/requests'],
  ['DELETE', '/simulator/instances/x'],
  ['PUT', '/simulator/accounts/Simulator/virtual-accounts/Default'],
  ['POST', '/simulator/accounts/Simulator/virtual-accounts/Default/tokens'],
  ['GET', '/simulator'],
  ['GET', '/simulator/other'],
];

describe('who may ask', () => {
  it.each(PATHS)('%s %s: only with the secret', async (method, path) => {
    for (const secret of ['', 'wrong', `${house.simulator.controlSecret}x`, house.simulator.token]) {
      const answer = await house.control(method, path, undefined, secret);
      expect(answer).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
      expect(answer.body).not.toContain(house.simulator.token);
    }
  });

  it('over HTTPS as well', async () => {
    const headers = { Authorization: `Bearer ${house.simulator.controlSecret}` };
    const { status } = await send(`${house.simulator.https}/simulator/state`, {
      method: 'GET',
      headers,
      ca: house.simulator.tlsCaPem,
    });
    expect(status).toBe(200);
  });
});

describe('state', () => {
  it('shows accounts, quantities, tokens, and instances with last contact and counts; no keys', async () => {
    const agent = house.agent();
    await agent.register();
    house.time.pass(60_000);
    await agent.authorize(12);
    const { json, body } = await house.control('GET', '/simulator/state');
    expect(json.accounts).toEqual([
      {
        account: 'Simulator',
        virtualAccounts: [{ name: 'Default', purchased: 100, inUse: 12, available: 88, instances: 1 }],
      },
    ]);
    expect(json.tokens).toEqual([
      expect.objectContaining({ token: house.simulator.token, virtualAccount: 'Default', usesLeft: null }),
    ]);
    expect(json.instances).toEqual([
      expect.objectContaining({
        productId: 'CUSP',
        serial: agent.serial,
        productInstanceIdentifier: agent.identifier,
        idCertSerialNumber: agent.idSerial,
        hostname: 'proxy-1',
        lastContactAt: house.time.now(),
        contacts: 2,
        licences: 12,
        compliance: 'in',
        entitlementVersion: 1,
      }),
    ]);
    expect(json.serverTime).toBe(house.time.now());
    expect(body).not.toMatch(/PRIVATE KEY|PUBLIC KEY/);
    await agent.deregister();
    expect((await house.control('GET', '/simulator/state')).json.instances).toEqual([]);
  });
});

describe('accounts and tokens', () => {
  it('sets a quantity, opens an account, and refuses what is no quantity', async () => {
    const path = '/simulator/accounts/Another%20Account/virtual-accounts/B%C3%BCro%2F1';
    expect((await house.control('PUT', path, { purchased: 7 })).json).toEqual({
      account: 'Another Account',
      virtualAccount: 'Büro/1',
      purchased: 7,
    });
    expect(house.simulator.control.accounts()).toContainEqual({
      account: 'Another Account',
      virtualAccounts: [expect.objectContaining({ name: 'Büro/1', purchased: 7 })],
    });
    for (const body of [{ purchased: -1 }, { purchased: 1.5 }, { purchased: '7' }, {}, { purchased: 1, more: 1 }, '[]', '{']) {
      expect((await house.control('PUT', path, body)).status).toBe(400);
    }
    expect(house.simulator.control.accounts().at(-1)?.virtualAccounts[0]?.purchased).toBe(7);
  });

  it('makes tokens with uses and an expiry, also without a body; 404 for an account that is not there', async () => {
    const path = '/simulator/accounts/Simulator/virtual-accounts/Default/tokens';
    const plain = await house.control('POST', path);
    expect(plain.json).toEqual({
      token: expect.stringMatching(/^[\w-]{20,}$/),
      uses: null,
      expiresAt: house.time.now() + 30 * 86_400_000,
    });
    const { json } = await house.control('POST', path, { uses: 2, expiresAfterDays: 0.5 });
    expect(json).toMatchObject({ uses: 2, expiresAt: house.time.now() + 43_200_000 });
    expect(json.token).not.toBe(plain.json.token);
    expect((await house.control('POST', path, { uses: -1 })).status).toBe(400);
    expect((await house.control('POST', '/simulator/accounts/Simulator/virtual-accounts/None/tokens', {})).status).toBe(404);
    const [one, two, three] = [house.agent(), house.agent(), house.agent()];
    expect((await one.register({ id_token: json.token })).response.status_code).toBe('OK');
    expect((await two.register({ id_token: json.token })).response.status_code).toBe('OK');
    expect((await three.register({ id_token: json.token })).data.error_code).toBe('TOKEN_INVALID');
  });
});

describe('instances', () => {
  it('removes one by its serial, and its licences are free again', async () => {
    const agent = house.agent();
    await agent.register();
    await agent.authorize(30);
    const inUse = () => house.simulator.control.accounts()[0]?.virtualAccounts[0]?.inUse;
    const before = inUse() ?? 0;
    expect((await house.control('DELETE', `/simulator/instances/${agent.serial}`)).json).toEqual({ removed: agent.serial });
    expect(inUse()).toBe(before - 30);
    expect((await agent.authorize(30)).data.error_code).toBe('NOT_REGISTERED');
    expect((await house.control('DELETE', `/simulator/instances/${agent.serial}`)).status).toBe(404);
  });
});

describe('faults', () => {
  it('are put, listed with what is left of them, and cleared', async () => {
    const faults = [
      { fault: 'http-500', times: 2 },
      { fault: 'poll', serial: 'x', requestType: 'REGISTRATION', times: 3, takesEffect: true, retryAfterSeconds: 9 },
    ];
    expect((await house.control('PUT', '/simulator/faults', faults)).json).toEqual(faults);
    await send(`${house.simulator.http}/SmartTransport`, { body: '{}' });
    expect((await house.control('GET', '/simulator/faults')).json).toEqual([{ fault: 'http-500', times: 1 }, faults[1]]);
    expect((await house.control('DELETE', '/simulator/faults')).json).toEqual([]);
    expect((await house.control('GET', '/simulator/faults')).json).toEqual([]);
  });

  it('refuses what it does not know and keeps those that are posted', async () => {
    await house.control('PUT', '/simulator/faults', [{ fault: 'reset' }]);
    for (const wrong of [
      [{ fault: 'earthquake' }],
      [{ fault: 'reset', times: 0 }],
      [{ fault: 'reset', when: 1 }],
      { fault: 'reset' },
    ]) {
      expect((await house.control('PUT', '/simulator/faults', wrong)).status).toBe(400);
    }
    expect((await house.control('GET', '/simulator/faults')).json).toEqual([{ fault: 'reset' }]);
    expect(await house.control('POST', '/simulator/faults', [])).toMatchObject({
      status: 405,
      headers: { allow: 'GET, PUT, DELETE' },
    });
    await house.control('DELETE', '/simulator/faults');
  });
});

describe('requests', () => {
  it('shows what was received and answered, oldest first, with no token in it', async () => {
    const agent = house.agent({ soap: true, secure: true });
    await agent.register();
    await agent.authorize(3);
    await agent.register({ id_token: 'another-secret-token' });
    await send(`${house.simulator.http}/SmartTransport`, { body: 'nonsense' });
    const { json, body } = await house.control('GET', '/simulator/requests?limit=4');
    expect(json.map((one: Json) => [one.requestType, one.httpStatus, one.status, one.errorCode])).toEqual([
      ['REGISTRATION', 200, 'OK', null],
      ['AUTHORIZATION', 200, 'OK', null],
      ['REGISTRATION', 200, 'FAILED', 'TOKEN_INVALID'],
      [null, 400, null, null],
    ]);
    expect(json[0]).toMatchObject({
      carrier: 'call-home',
      secure: true,
      serial: agent.serial,
      body: { id_token: '(hidden)', force: false },
    });
    expect(json[1]).toMatchObject({ body: { entitlements: [{ requested_count: 3 }] } });
    expect(body).not.toContain(house.simulator.token);
    expect(body).not.toContain('another-secret-token');
    expect((await house.control('GET', '/simulator/requests?limit=1')).json).toHaveLength(1);
    for (const limit of ['0', 'x', '1001']) {
      expect((await house.control('GET', `/simulator/requests?limit=${limit}`)).status).toBe(400);
    }
  });
});
