// The life of a product instance at the simulator, over real sockets, both carriers, HTTP and HTTPS.
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { certificatesIn, rootOf } from '../../../main/services/transport/chain.ts';
import { serialToDecimal } from '../../../main/services/transport/serial.ts';
import { type House, openHouse } from './house.ts';
import { newKey, PATHS, send } from './wire-agent.ts';

const DAY = 86_400_000;
// Keys and certificates are made for real, and other tests may be doing the same.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

describe.each([
  { way: 'HTTP', secure: false, soap: false },
  { way: 'HTTPS', secure: true, soap: false },
  { way: 'Call Home', secure: false, soap: true },
  { way: 'Call Home over TLS', secure: true, soap: true },
])('over $way', ({ secure, soap }) => {
  it('registers, authorizes, renews and deregisters', async () => {
    const agent = house.agent({ secure, soap });
    const registered = await agent.register();
    expect(registered.response).toMatchObject({ status_code: 'OK', retry_time_seconds: 0 });
    expect(registered.signatureIsGood).toBe(true);
    expect(registered.http.headers['content-type']).toBe(soap ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8');
    expect(registered.data).toMatchObject({
      smart_account: 'Simulator',
      virtual_account: 'Default',
      export_control_allowed: true,
    });
    expect(registered.data.expire_time - house.time.now()).toBe(365 * DAY);
    expect(registered.data.next_renew_time - house.time.now()).toBe(180 * DAY);

    const authorized = await agent.authorize(10);
    expect(authorized.signatureIsGood).toBe(true);
    expect(authorized.data).toMatchObject({ compliance_status: 'In Compliance', entitlement_version: 1 });
    expect(authorized.data.entitlements).toEqual([
      expect.objectContaining({ version: '1.0', requested_count: 10, enforce_mode: 'authorized' }),
    ]);
    expect(authorized.data.next_auth_time - house.time.now()).toBe(30 * DAY);
    expect(authorized.data.auth_expire_time - house.time.now()).toBe(90 * DAY);

    const renewed = await agent.renew();
    expect(renewed.response.status_code).toBe('OK');
    expect(renewed.signatureIsGood).toBe(true);
    agent.adopt(renewed);
    expect((await agent.authorize(0, { entitlement_version: 1 })).response.status_code).toBe('OK');
    expect((await agent.deregister()).response).toMatchObject({ status_code: 'OK', response_data: '{}' });
    const gone = await agent.authorize(10);
    expect(gone.data.error_code).toBe('NOT_REGISTERED');
    expect(gone.signatureIsGood).toBe(true);
  });
});

describe('the header of an answer', () => {
  it('echoes the request in the order of the protocol, with the server’s time and signer', async () => {
    const agent = house.agent();
    await agent.register();
    const envelope = agent.envelope('AUTHORIZATION', agent.authorizationBody(0));
    const asked = JSON.parse(JSON.parse(envelope).request).header;
    const { header } = agent.read(await agent.post(envelope));
    expect(Object.keys(header)).toEqual(Object.keys(asked));
    expect(header).toEqual({ ...asked, timestamp: house.time.now(), signing_cert_serial_number: agent.signerSerial });
  });
});

describe('certificates', () => {
  it('the identity certificate is for the CSR’s key, under the root of the licensing, with the serial that is said', async () => {
    const agent = house.agent();
    const { data } = await agent.register();
    const certificate = new X509Certificate(data.id_cert);
    const [root] = certificatesIn(house.simulator.signerCaPem);
    expect(serialToDecimal(certificate.serialNumber)).toBe(data.id_cert_serial_number);
    expect(certificate.checkPrivateKey((await import('node:crypto')).createPrivateKey(agent.key))).toBe(true);
    expect(Date.parse(certificate.validTo)).toBe(data.expire_time);
    expect(
      rootOf(certificate, data.sub_ca_certs.flatMap(certificatesIn), root === undefined ? [] : [root], house.time.now()),
    ).not.toBeNull();
    expect(root?.subject).toBe('CN=Licence Simulator Root\nO=Simulator');
    expect(certificate.subject).toBe(`CN=${agent.serial}`);
  });

  it('HTTPS is for localhost and the loopback addresses, under its own root and no other', async () => {
    const { port } = new URL(house.simulator.https);
    for (const host of ['localhost', '127.0.0.1']) {
      const answer = await send(`https://${host}:${port}/nothing`, { method: 'GET', ca: house.simulator.tlsCaPem });
      expect(answer.status).toBe(404);
    }
    await expect(send(`https://localhost:${port}/nothing`, { ca: house.simulator.signerCaPem })).rejects.toThrow(/certificate/);
  });
});

describe('registrations', () => {
  it('answers a lost registration again, and uses the token up once', async () => {
    const { json } = await house.control('POST', '/simulator/accounts/Simulator/virtual-accounts/Default/tokens', { uses: 1 });
    const agent = house.agent();
    const body = await agent.registrationBody({ id_token: json.token });
    const first = await agent.say('REGISTRATION', body);
    const second = await agent.say('REGISTRATION', body);
    expect(second.data).toEqual(first.data);
    agent.adopt(second);
    expect((await agent.authorize(1)).response.status_code).toBe('OK');
    const other = await house.agent().register({ id_token: json.token });
    expect(other.data.error_code).toBe('TOKEN_INVALID');
  });

  it('a registration by force brings a new identifier, and the old one is unknown from then on', async () => {
    const agent = house.agent();
    await agent.register();
    const before = { identifier: agent.identifier, key: agent.key, idSerial: agent.idSerial };
    agent.key = newKey();
    expect((await agent.register()).data.error_code).toBe('ALREADY_REGISTERED');
    expect(agent.identifier).toBe(before.identifier);
    expect((await agent.register({ force: true })).response.status_code).toBe('OK');
    expect(agent.identifier).not.toBe(before.identifier);
    expect((await agent.authorize(1)).response.status_code).toBe('OK');
    Object.assign(agent, before);
    expect((await agent.authorize(1)).data.error_code).toBe('NOT_REGISTERED');
  });

  it('a refusal can be verified too: it brings the signer', async () => {
    const refused = await house.agent().register({ id_token: 'wrong' });
    expect(refused.response.status_code).toBe('FAILED');
    expect(refused.data).toMatchObject({ error_code: 'TOKEN_INVALID', signing_cert: expect.any(String) });
    expect(refused.signatureIsGood).toBe(true);
  });
});

describe('renewals', () => {
  it('take the old certificate until the new one was used, and bring the next signer', async () => {
    const agent = house.agent();
    await agent.register();
    const old = { key: agent.key, idSerial: agent.idSerial, signerSerial: agent.signerSerial };
    const key = newKey();
    const renewed = await agent.renew(key);
    expect(renewed.data.signing_cert_serial_number).not.toBe(old.signerSerial);
    expect(renewed.header.signing_cert_serial_number).toBe(old.signerSerial);
    expect((await agent.authorize(1)).response.status_code).toBe('OK');
    agent.key = key;
    agent.adopt(renewed);
    const next = await agent.authorize(1);
    expect(next.response.status_code).toBe('OK');
    expect(next.header.signing_cert_serial_number).toBe(renewed.data.signing_cert_serial_number);
    expect(next.signatureIsGood).toBe(true);
    Object.assign(agent, old);
    const late = await agent.authorize(1);
    expect(late.data.error_code).toBe('OTHER');
    expect(late.signatureIsGood).toBe(true);
  });
});

describe('compliance', () => {
  it('is decided over the sum of the virtual account, and recovers', async () => {
    await house.control('PUT', '/simulator/accounts/Simulator/virtual-accounts/Branch', { purchased: 10 });
    const { json } = await house.control('POST', '/simulator/accounts/Simulator/virtual-accounts/Branch/tokens', {});
    const [one, two] = [house.agent(), house.agent()];
    await one.register({ id_token: json.token });
    expect((await two.register({ id_token: json.token })).data.virtual_account).toBe('Branch');
    expect((await one.authorize(10)).data.compliance_status).toBe('In Compliance');
    const over = await two.authorize(1);
    expect(over.data).toMatchObject({
      compliance_status: 'Out Of Compliance',
      entitlements: [{ enforce_mode: 'outOfCompliance' }],
    });
    expect(over.data.next_auth_time - house.time.now()).toBe(DAY / 2);
    expect((await one.authorize(9)).data.compliance_status).toBe('In Compliance');
    await house.control('PUT', '/simulator/accounts/Simulator/virtual-accounts/Branch', { purchased: 9 });
    expect((await two.authorize(0)).data.compliance_status).toBe('In Compliance');
    expect((await two.authorize(1)).data.compliance_status).toBe('Out Of Compliance');
    expect((await one.deregister()).response.status_code).toBe('OK');
    expect((await two.authorize(9)).data.compliance_status).toBe('In Compliance');
    expect((await two.authorize(0, { entitlements: [] })).data.entitlements).toEqual([]);
  });
});

describe('paths and HTTP', () => {
  const post = (path: string, body: string, method = 'POST') => send(`${house.simulator.http}${path}`, { method, body });

  it('takes both JSON paths and both SOAP paths', async () => {
    for (const path of ['/licservice/license', '/SmartTransport', '/its/service/oddce/services/DDCEService', PATHS.soap]) {
      expect((await post(path, 'nonsense')).status).toBe(400);
      expect(await post(path, '', 'GET')).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    }
    expect((await post('/other', '{}')).status).toBe(404);
    expect((await post('/SmartTransport/', '{}')).status).toBe(404);
  });

  it('refuses what is over 1 MiB with 413, and takes what is just under', async () => {
    expect((await post('/SmartTransport', 'x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    expect((await post('/SmartTransport', 'x'.repeat(1024 * 1024))).status).toBe(400);
    expect((await post('/SmartTransport', 'x'.repeat(5 * 1024 * 1024))).status).toBe(413);
  });

  it('400 for what does not parse at any layer, also bytes that are no UTF-8', async () => {
    const agent = house.agent();
    const body = await agent.registrationBody();
    const broken = [
      '{"request":',
      agent.envelope('REGISTRATION', body, { changes: { envelope: (envelope) => ({ ...envelope, request: '{' }) } }),
      agent.envelope('REGISTRATION', body, { changes: { request: (request) => ({ ...request, request_data: '{' }) } }),
    ];
    for (const text of broken) expect((await post('/SmartTransport', text)).status).toBe(400);
    const bytes = await send(`${house.simulator.http}/SmartTransport`, { body: Buffer.from([0x22, 0xff, 0x22]) });
    expect(bytes.status).toBe(400);
    expect((await post(PATHS.soap, '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).status).toBe(400);
  });
});
