// Every refusal of the licence server, and that they come in the documented order: of two things that are wrong the earlier is said.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { certificateRequest } from '../../../main/services/transport/certificate-request.ts';
import { DEFAULT_ENTITLEMENT_TAG } from '../../../shared/model/instance.ts';
import { type House, openHouse } from './house.ts';
import { type Json, newKey, newNonce, type Said, type WireAgent } from './wire-agent.ts';

const HOUR = 3_600_000;
// Keys and certificates are made for real, and other tests may be doing the same.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let house: House;
/** Registered; tests that change its state take one of their own. */
let agent: WireAgent;
const strangersKey = newKey();
beforeAll(async () => {
  house = await openHouse();
  agent = house.agent();
  await agent.register();
});
afterAll(() => house.dispose());

const codeOf = ({ response, data }: Said): string => (response.status_code === 'FAILED' ? data.error_code : response.status_code);
const header = (change: Json) => ({ changes: { header: (plain: Json) => ({ ...plain, ...change }) } });
const say = (how: Parameters<WireAgent['envelope']>[2], body: Json = agent.authorizationBody(1)) =>
  agent.say('AUTHORIZATION', body, how);

describe('version', () => {
  it('above 1.1 is too high, also where everything else is wrong', async () => {
    for (const version of ['1.2', '2.0', '1.10', '10.0']) {
      expect(codeOf(await say({ ...header({ version, nonce: 'no number' }), key: strangersKey }))).toBe('VERSION_TOO_HIGH');
    }
  });

  it('brings the signer in an answer to a registration', async () => {
    const one = house.agent();
    const said = await one.say('REGISTRATION', await one.registrationBody(), header({ version: '2.0' }));
    expect(said.response.status_code).toBe('VERSION_TOO_HIGH');
    expect(said.signatureIsGood).toBe(true);
  });

  it('1.0 and 1.1 are taken', async () => {
    expect(codeOf(await say(header({ version: '1.0' })))).toBe('OK');
    expect(codeOf(await say(header({ version: '1.1' })))).toBe('OK');
  });
});

describe('form', () => {
  const broken: [string, Parameters<WireAgent['envelope']>[2], Json?][] = [
    ['no version at all', header({ version: 'one' })],
    ['a nonce that is no number', header({ nonce: '0x12' })],
    ['a nonce over 64 bits', header({ nonce: '18446744073709551616' })],
    ['a time that is no integer', header({ timestamp: 1.5 })],
    ['a time that is text', header({ timestamp: '1' })],
    ['an unknown request type', header({ request_type: 'HELLO' })],
    ['agent actions', header({ agent_actions: [] })],
    [
      'an empty product id',
      header({
        sudi: {
          suvi: null,
          uuid: null,
          host_identifier: null,
          mac_address: null,
          udi_pid: '',
          udi_serial_number: 'x',
          udi_vid: null,
        },
      }),
    ],
    ['a serial that is no number', header({ id_cert_serial_number: '0f' })],
    ['fields out of order', { changes: { header: ({ locale, ...rest }: Json) => ({ ...rest, locale }) } }],
    [
      'a field of sudi missing',
      { changes: { header: (plain: Json) => ({ ...plain, sudi: { udi_pid: 'CUSP', udi_serial_number: 'x' } }) } },
    ],
    [
      'a nonce of the request that is not the header’s',
      { changes: { request: (request: Json) => ({ ...request, nonce: '1' }) } },
    ],
    ['a body of another time', { changes: { body: (body: Json) => ({ ...body, timestamp: 1 }) } }],
    ['a body without sudi', { changes: { body: ({ sudi: _sudi, ...body }: Json) => body } }],
    ['no body', { changes: { request: ({ request_data: _data, ...request }: Json) => request } }],
    ['a body that is a list', { changes: { request: (request: Json) => ({ ...request, request_data: '[]' }) } }],
    [
      'another kind of signature',
      { changes: { envelope: (envelope: Json) => ({ ...envelope, signature: { ...envelope.signature, type: 'MD5' } }) } },
    ],
    ['no signature', { changes: { envelope: (envelope: Json) => ({ ...envelope, signature: null }) } }],
    ['no request', { changes: { envelope: (envelope: Json) => ({ ...envelope, request: 7 }) } }],
    [
      'half a licence',
      {},
      { entitlements: [{ tag: DEFAULT_ENTITLEMENT_TAG, version: '1.0', requested_count: 0.5, requested_date: 1 }] },
    ],
    [
      'a licence less than none',
      {},
      { entitlements: [{ tag: DEFAULT_ENTITLEMENT_TAG, version: '1.0', requested_count: -1, requested_date: 1 }] },
    ],
    [
      'another entitlement version field',
      {},
      { entitlements: [{ tag: DEFAULT_ENTITLEMENT_TAG, version: '2.0', requested_count: 1, requested_date: 1 }] },
    ],
    ['no entitlements', {}, { entitlements: undefined }],
    ['an entitlement version that was never given', {}, { entitlement_version: 1_000 }],
  ];
  it.each(broken)('%s is OTHER', async (_what, how, more = {}) => {
    const said = await say(how, agent.authorizationBody(1, more));
    expect(codeOf(said)).toBe('OTHER');
    expect(said.response.status_message).not.toBe('');
  });

  it('a registration that carries an identity is OTHER', async () => {
    const one = house.agent();
    const said = await one.say('REGISTRATION', await one.registrationBody(), header({ product_instance_identifier: 'x' }));
    expect(codeOf(said)).toBe('OTHER');
    expect(said.signatureIsGood).toBe(true);
  });

  it('a CSR for another subject, of another size or spoilt is OTHER', async () => {
    const one = house.agent();
    const good = await certificateRequest(one.key, one.serial);
    const long = newKey(3072);
    const wrong = [
      await certificateRequest(one.key, 'somebody else'),
      await certificateRequest(long, one.serial),
      good.replace(/[A-Za-z](?=[^\n]*\n-----END)/, (char) => (char === 'A' ? 'B' : 'A')),
      'no request at all',
    ];
    for (const csr of wrong) expect(codeOf(await one.register({ csr }))).toBe('OTHER');
    expect(codeOf(await one.register({ csr: good }))).toBe('OK');
  });

  it('comes before an unknown instance', async () => {
    expect(codeOf(await say(header({ nonce: '-1', product_instance_identifier: 'unknown' })))).toBe('OTHER');
  });
});

describe('unknown instance', () => {
  it('of an unknown identifier, none, or of another UDI', async () => {
    expect(codeOf(await say(header({ product_instance_identifier: 'unknown' })))).toBe('NOT_REGISTERED');
    expect(codeOf(await say(header({ product_instance_identifier: '' })))).toBe('NOT_REGISTERED');
    const thief = house.agent();
    Object.assign(thief, { identifier: agent.identifier, idSerial: agent.idSerial, key: agent.key });
    expect(codeOf(await thief.authorize(1))).toBe('NOT_REGISTERED');
    const other = house.agent();
    expect(codeOf(await other.deregister())).toBe('NOT_REGISTERED');
  });

  it('comes before the signature', async () => {
    expect(codeOf(await say({ ...header({ product_instance_identifier: 'unknown' }), key: strangersKey }))).toBe(
      'NOT_REGISTERED',
    );
  });
});

describe('signature', () => {
  it('by another key, or over a request that was made again', async () => {
    expect(codeOf(await say({ key: strangersKey }))).toBe('OTHER');
    const spaced = { changes: { envelope: (envelope: Json) => ({ ...envelope, request: `${envelope.request} ` }) } };
    expect(codeOf(await say(spaced))).toBe('OTHER');
    const one = house.agent();
    expect(codeOf(await one.say('REGISTRATION', await one.registrationBody(), { key: strangersKey }))).toBe('OTHER');
  });

  it('of an identity certificate that the instance never had', async () => {
    expect(codeOf(await say(header({ id_cert_serial_number: '7' })))).toBe('OTHER');
  });

  it('takes a serial with zeros before it for the same', async () => {
    expect(codeOf(await say(header({ id_cert_serial_number: `00${agent.idSerial}` })))).toBe('OK');
  });

  it('comes before the time', async () => {
    const said = await say({ ...header({ timestamp: 0 }), key: strangersKey });
    expect(codeOf(said)).toBe('OTHER');
    expect(said.response.status_message).toMatch(/signature/);
  });
});

describe('time', () => {
  it('over an hour off is CLOCK_SKEW in both directions, an hour is not', async () => {
    const now = house.time.now();
    expect(codeOf(await say(header({ timestamp: now + HOUR + 1 })))).toBe('CLOCK_SKEW');
    expect(codeOf(await say(header({ timestamp: now - HOUR - 1 })))).toBe('CLOCK_SKEW');
    expect(codeOf(await say(header({ timestamp: now + HOUR })))).toBe('OK');
    expect(codeOf(await say(header({ timestamp: now - HOUR })))).toBe('OK');
  });

  it('comes before the nonce, which a refused request has not used', async () => {
    const nonce = newNonce();
    expect(codeOf(await say(header({ timestamp: 0, nonce })))).toBe('CLOCK_SKEW');
    expect(codeOf(await say(header({ nonce })))).toBe('OK');
    expect(codeOf(await say(header({ nonce })))).toBe('OTHER');
    expect(codeOf(await say(header({ timestamp: 0, nonce })))).toBe('CLOCK_SKEW');
  });
});

describe('nonce', () => {
  it('is remembered over all instances, and a replay changes nothing', async () => {
    const nonce = newNonce();
    const envelope = agent.envelope('AUTHORIZATION', agent.authorizationBody(2), header({ nonce }));
    expect(codeOf(agent.read(await agent.post(envelope)))).toBe('OK');
    expect(codeOf(agent.read(await agent.post(envelope)))).toBe('OTHER');
    const other = house.agent();
    const body = await other.registrationBody();
    const said = await other.say('REGISTRATION', body, header({ nonce }));
    expect(codeOf(said)).toBe('OTHER');
    expect(said.response.status_message).toMatch(/nonce/);
  });

  it('comes before the token', async () => {
    const nonce = newNonce();
    const one = house.agent();
    await one.say('REGISTRATION', await one.registrationBody({ id_token: 'wrong' }), header({ nonce }));
    const said = await one.say('REGISTRATION', await one.registrationBody({ id_token: 'wrong' }), header({ nonce }));
    expect(codeOf(said)).toBe('OTHER');
  });
});

describe('token, tag, registered UDI', () => {
  const order = (more: Json) => house.control('POST', '/simulator/accounts/Simulator/virtual-accounts/Default/tokens', more);

  it('unknown, empty and used up are TOKEN_INVALID, over is TOKEN_EXPIRED', async () => {
    const one = house.agent();
    expect(codeOf(await one.register({ id_token: '' }))).toBe('TOKEN_INVALID');
    expect(codeOf(await one.register({ id_token: 'dG9rZW4' }))).toBe('TOKEN_INVALID');
    const usedUp = (await order({ uses: 0 })).json.token;
    expect(codeOf(await one.register({ id_token: usedUp }))).toBe('TOKEN_INVALID');
    const over = (await order({ expiresAfterDays: -1 })).json.token;
    expect(codeOf(await one.register({ id_token: over }))).toBe('TOKEN_EXPIRED');
    const short = (await order({ expiresAfterDays: 1 })).json.token;
    house.time.pass(24 * HOUR);
    expect(codeOf(await one.register({ id_token: short }))).toBe('TOKEN_EXPIRED');
  });

  it('a refused registration uses no token up', async () => {
    const one = house.agent();
    const { token } = (await order({ uses: 1 })).json;
    expect(codeOf(await one.register({ id_token: token, software_tag_identifier: 'unknown,1.0' }))).toBe('INVALID_TAG');
    expect(codeOf(await one.register({ id_token: token }))).toBe('OK');
  });

  it('the token comes before the tag, the tag before the registered UDI', async () => {
    const one = house.agent();
    await one.register();
    one.key = newKey();
    const tag = { software_tag_identifier: 'unknown,1.0' };
    expect(codeOf(await one.register({ ...tag, id_token: 'wrong' }))).toBe('TOKEN_INVALID');
    expect(codeOf(await one.register(tag))).toBe('INVALID_TAG');
    expect(codeOf(await one.register())).toBe('ALREADY_REGISTERED');
    expect(codeOf(await one.register({ force: true }))).toBe('OK');
  });

  it('the repeat of a lost registration is recognised before its token is judged', async () => {
    const one = house.agent();
    const { token } = (await order({ uses: 1, expiresAfterDays: 1 })).json;
    expect(codeOf(await one.register({ id_token: token }))).toBe('OK');
    const { identifier } = one;
    house.time.pass(48 * HOUR);
    expect(codeOf(await one.register({ id_token: token }))).toBe('OK');
    expect(one.identifier).toBe(identifier);
    expect(codeOf(await one.authorize(1))).toBe('OK');
  });

  it('an unknown tag of an authorization is INVALID_TAG and leaves the counts as they were', async () => {
    const one = house.agent();
    await one.register();
    await one.authorize(3);
    const wrong = { entitlements: one.entitlements(5, 'unknown,1.0') };
    expect(codeOf(await one.authorize(0, wrong))).toBe('INVALID_TAG');
    expect(codeOf(await one.authorize(0, { software_tag_identifier: 'unknown,1.0' }))).toBe('INVALID_TAG');
    const { json } = await house.control('GET', '/simulator/state');
    expect(json.instances.find((each: Json) => each.serial === one.serial)).toMatchObject({ licences: 3 });
  });
});

describe('polls', () => {
  it('an unknown poll is OTHER, for a registration too', async () => {
    expect(codeOf(await agent.poll('unknown', 'AUTHORIZATION'))).toBe('OTHER');
    const said = await house.agent().poll('unknown', 'REGISTRATION');
    expect(codeOf(said)).toBe('OTHER');
    expect(said.signatureIsGood).toBe(true);
  });
});
