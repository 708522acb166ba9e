// Account administration over REST: the shapes that clients of the documented account APIs read, and the errors that they meet.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type House, openHouse } from './house.ts';
import { type HttpAnswer, type Json, send, type WireAgent } from './wire-agent.ts';

// Keys and certificates are made for real, and other tests may be doing the same.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let house: House;
let bearer: string;
let agent: WireAgent;
beforeAll(async () => {
  house = await openHouse();
  bearer = (await token('/oauth/token', form({}))).json.access_token;
  agent = house.agent();
  await agent.register();
  await agent.authorize(40);
});
afterAll(() => house.dispose());

const form = (more: Record<string, string>): string =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'me',
    client_secret: house.simulator.controlSecret,
    ...more,
  }).toString();

async function token(
  path: string,
  body: string,
  headers: Record<string, string> = { 'Content-Type': 'application/x-www-form-urlencoded' },
) {
  const answer = await send(`${house.simulator.https}${path}`, { body, headers, ca: house.simulator.tlsCaPem });
  return { ...answer, json: JSON.parse(answer.body) as Json };
}

async function call(method: string, path: string, body?: Json, key = bearer): Promise<HttpAnswer & { json: Json }> {
  const headers: Record<string, string> = key === '' ? {} : { Authorization: `Bearer ${key}` };
  const answer = await send(`${house.simulator.http}${path}`, {
    method,
    headers,
    body: body === undefined ? '' : JSON.stringify(body),
  });
  return { ...answer, json: JSON.parse(answer.body) };
}

const TOKENS = '/api/v1/accounts/Simulator/virtual-accounts/Default/tokens';
const LICENCES = '/api/v1/accounts/Simulator/licenses';
const DEVICES = '/licensing/v2/accounts/Simulator/devices';
const REMOVE = '/api/v1/accounts/Simulator/virtual-accounts/Default/devices/remove';

describe('access tokens', () => {
  it.each(['/oauth/token', '/backend/oauth/token'])(
    '%s gives one for client credentials, in every way that clients send them',
    async (path) => {
      const good = { access_token: expect.stringMatching(/^\w{40,}$/), token_type: 'Bearer', expires_in: 3599 };
      expect((await token(path, form({}))).json).toEqual(good);
      const json = JSON.stringify({
        grant_type: 'client_credentials',
        client_id: 'me',
        client_secret: house.simulator.controlSecret,
      });
      expect((await token(path, json, { 'Content-Type': 'application/json' })).json).toEqual(good);
      expect((await token(`${path}?${form({})}`, '')).json).toEqual(good);
      const basic = Buffer.from(`me:${house.simulator.controlSecret}`).toString('base64');
      expect((await token(path, 'grant_type=client_credentials', { Authorization: `Basic ${basic}` })).json).toEqual(good);
    },
  );

  it('refuses another secret and another grant', async () => {
    expect(await token('/oauth/token', form({ client_secret: 'wrong' }))).toMatchObject({
      status: 401,
      json: { error: 'invalid_client' },
    });
    expect(await token('/oauth/token', form({ client_id: '' }))).toMatchObject({ status: 401 });
    expect(await token('/oauth/token', form({ grant_type: 'password' }))).toMatchObject({
      status: 400,
      json: { error: 'unsupported_grant_type' },
    });
  });

  it('end after an hour', async () => {
    const { access_token: short } = (await token('/oauth/token', form({}))).json;
    expect((await call('GET', TOKENS, undefined, short)).status).toBe(200);
    house.time.pass(3_599_000);
    expect((await call('GET', TOKENS, undefined, short)).status).toBe(401);
    bearer = (await token('/oauth/token', form({}))).json.access_token;
  });
});

describe('errors', () => {
  it.each([
    ['GET', TOKENS],
    ['POST', TOKENS],
    ['POST', LICENCES],
    ['GET', DEVICES],
    ['POST', REMOVE],
  ])('%s %s: 401 without a good token, the control’s secret included', async (method, path) => {
    for (const key of ['', 'wrong', house.simulator.controlSecret]) {
      expect(await call(method, path, method === 'GET' ? undefined : {}, key)).toMatchObject({
        status: 401,
        json: { status: 'FAILED' },
      });
    }
  });

  it('403 for another account, 404 for an unknown virtual account or path, 405, 400', async () => {
    expect((await call('GET', TOKENS.replace('Simulator', 'Other'))).status).toBe(403);
    expect((await call('POST', LICENCES.replace('Simulator', 'Other'), {})).status).toBe(403);
    expect((await call('GET', TOKENS.replace('Default', 'Other'))).status).toBe(404);
    const unknown = await send(`${house.simulator.http}/api/v1/accounts/Simulator/other`, { method: 'GET' });
    expect(unknown.status).toBe(404);
    expect(await call('GET', LICENCES)).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    expect((await call('POST', TOKENS, { expiresAfterDays: 'soon' })).status).toBe(400);
    expect((await call('GET', `${DEVICES}?limit=x`)).status).toBe(400);
  });

  it('FAILED under 200 for a virtual account that is not there', async () => {
    const licences = await call('POST', LICENCES, { virtualAccounts: ['Default', 'None'], limit: 10, offset: 0 });
    expect(licences).toMatchObject({
      status: 200,
      json: { status: 'FAILED', statusMessage: expect.stringContaining('None'), licenses: [] },
    });
    expect(await call('GET', `${DEVICES}?virtualAccountName=None`)).toMatchObject({ status: 200, json: { status: 'FAILED' } });
  });

  it('429 with Retry-After for a client that is in too much of a hurry', async () => {
    let answer = await call('GET', TOKENS);
    for (let calls = 0; calls < 200 && answer.status === 200; calls += 1) answer = await call('GET', TOKENS);
    expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '1' }, json: { status: 'FAILED' } });
    house.time.pass(10_000);
    expect((await call('GET', TOKENS)).status).toBe(200);
  });
});

describe('tokens', () => {
  it('a new one registers an instance, and is listed', async () => {
    const made = await call('POST', TOKENS, { description: 'for the lab', expiresAfterDays: 7, exportControlled: 'Not Allowed' });
    expect(made).toMatchObject({
      status: 200,
      json: { status: 'COMPLETED', tokenInfo: { description: 'for the lab', exportControlled: 'Not Allowed' } },
    });
    const text = made.json.tokenInfo.token;
    expect(Date.parse(made.json.tokenInfo.expirationDate)).toBe(house.time.now() + 7 * 86_400_000);
    const one = house.agent();
    const said = await one.register({ id_token: text });
    expect(said.data).toMatchObject({ export_control_allowed: false });
    await one.deregister();
    const { json } = await call('GET', TOKENS);
    expect(json.tokens.map((each: Json) => each.token)).toEqual([house.simulator.token, text]);
  });
});

describe('licences', () => {
  it('in the names of the public clients, with what is in use', async () => {
    const { json } = await call('POST', LICENCES, { virtualAccounts: ['Default'], limit: 50, offset: 0 });
    expect(json).toMatchObject({ status: 'COMPLETED', statusMessage: expect.any(String) });
    expect(json.licenses).toEqual([
      {
        license: expect.any(String),
        virtualAccount: 'Default',
        quantity: 100,
        inUse: 40,
        available: 60,
        reserved: 0,
        pendingQuantity: 0,
        billingType: expect.any(String),
        isPortable: false,
        status: 'In Compliance',
        licenseDetails: [
          {
            licenseType: 'PERPETUAL',
            quantity: 100,
            startDate: expect.any(String),
            endDate: null,
            subscriptionId: null,
            status: 'ACTIVE',
          },
        ],
      },
    ]);
    expect((await call('POST', LICENCES, { limit: 50, offset: 1 })).json.licenses).toEqual([]);
    await house.simulator.control.setPurchased('Simulator', 'Default', 39);
    const short = (await call('POST', LICENCES, {})).json.licenses[0];
    expect(short).toMatchObject({ quantity: 39, available: -1, status: 'Out Of Compliance' });
    await house.simulator.control.setPurchased('Simulator', 'Default', 100);
  });
});

describe('devices', () => {
  it('lists page by page, and removes', async () => {
    const second = house.agent();
    await second.register();
    const all = (await call('GET', `${DEVICES}?virtualAccountName=Default&limit=10&offset=0`)).json;
    expect(all).toMatchObject({ status: 'COMPLETED', totalRecords: 2 });
    expect(all.devices[0]).toEqual({
      instanceName: 'proxy-1',
      productTagName: 'regid.2026-11.example.cusp-license-manager.CUSP,1.0',
      sudi: { udiPid: 'CUSP', udiSerialNumber: agent.serial },
    });
    const page = (await call('GET', `${DEVICES}?virtualAccountName=Default&limit=1&offset=1`)).json;
    expect(page.totalRecords).toBe(2);
    expect(page.devices.map((device: Json) => device.sudi.udiSerialNumber)).toEqual([second.serial]);

    const removal = { sudi: { udiPid: 'CUSP', udiSerialNumber: second.serial }, productTagName: 'x' };
    const removed = await call('POST', REMOVE, { productInstanceRemoveRequests: [removal] });
    expect(removed).toMatchObject({
      status: 200,
      json: { status: 'COMPLETED', productInstancesRemoveStatus: [{ status: 'COMPLETED' }] },
    });
    expect((await second.authorize(1)).data.error_code).toBe('NOT_REGISTERED');
    const again = await call('POST', REMOVE, { productInstanceRemoveRequests: [removal] });
    expect(again).toMatchObject({ status: 200, json: { status: 'FAILED' } });
    expect((await call('POST', REMOVE, {})).json.status).toBe('FAILED');
  });
});
