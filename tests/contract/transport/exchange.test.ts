// The four operations and the poll over real sockets, both carriers, HTTP and HTTPS: what goes out, what is stored before it, and
// what an answer means.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chainOfThree, type Issued, issue, MIDDLE, readCsr } from '../../builders/certificates.ts';
import {
  authorization,
  deregistration,
  identityOf,
  outcomeOf,
  registration,
  renewal,
  SERIAL,
  TOKEN,
  transportWorld,
  type World,
} from '../../builders/exchanges.ts';
import { type Authority, LicencePeer, signedBy } from '../../fakes/licence-peer.ts';

const DAY = 86_400_000;
const now = () => MIDDLE;
let authority: Authority;
let tlsRoot: Issued;
let tlsServer: Issued;
beforeAll(async () => {
  authority = await chainOfThree('Licensing');
  tlsRoot = await issue({ subject: [{ CN: 'TLS Root' }], ca: true, from: Date.now() - DAY, to: Date.now() + DAY });
  const served = { subject: [{ CN: 'server' }], issuer: tlsRoot, dns: ['localhost'], ip: ['127.0.0.1'] };
  tlsServer = await issue({ ...served, from: Date.now() - DAY, to: Date.now() + DAY });
});

const ways = [
  { transport: 'http', secure: false, path: '/SmartTransport' },
  { transport: 'http', secure: true, path: '/licservice/license' },
  { transport: 'call-home', secure: false, path: '/its/service/oddce/services/DDCEService' },
  { transport: 'call-home', secure: true, path: '/Transportgateway/services/DeviceRequestHandler' },
] as const;

describe.each(ways)('carrier $transport, TLS $secure', ({ transport, secure, path }) => {
  let peer: LicencePeer;
  let world: World;
  let where: { url: string; transport: 'http' | 'call-home' };
  beforeEach(async () => {
    peer = await LicencePeer.start(authority, now, secure ? { key: tlsServer.keyPem, cert: tlsServer.pem } : null);
    world = transportWorld({ signerRoots: [authority.root.pem], tlsRoots: [tlsRoot.pem] }, now);
    where = { url: peer.url(path), transport };
    return async () => {
      world.server.dispose();
      await peer.stop();
    };
  });

  it('registers, authorizes, renews, authorizes again under the new identity and deregisters', async () => {
    const registered = await world.server.exchange(registration(where));
    expect(registered).toMatchObject({
      kind: 'registered',
      retryAfterMs: null,
      expiresAt: MIDDLE + 360 * DAY,
      renewAt: MIDDLE + 180 * DAY,
      certificateExpiresAt: MIDDLE + 365 * DAY,
      identity: { keyId: 'k1', smartAccount: 'Smart', virtualAccount: 'Virtual', entitlementVersion: 0 },
    });
    const identity = identityOf(registered);
    const authorized = await world.server.exchange(authorization(where, identity));
    expect(authorized).toEqual({
      kind: 'authorized',
      retryAfterMs: null,
      compliance: 'in',
      entitlementVersion: 1,
      nextAt: MIDDLE + 30 * DAY,
      deadline: MIDDLE + 90 * DAY,
    });
    const renewed = identityOf(await world.server.exchange(renewal(where, identity)));
    expect(renewed.keyId).toBe('k2');
    expect(renewed.certificateSerial).not.toBe(identity.certificateSerial);
    expect(outcomeOf(await world.server.exchange(authorization(where, renewed)))).toBe('authorized');
    expect(await world.server.exchange(deregistration(where, renewed))).toEqual({ kind: 'deregistered', retryAfterMs: null });
    expect(peer.received.map(({ header }) => header.request_type)).toEqual([
      'REGISTRATION',
      'AUTHORIZATION',
      'ID_CERT_RENEW',
      'AUTHORIZATION',
      'DEREGISTRATION',
    ]);
    expect(peer.connections.opened).toBe(1);
  });

  it('sends the header in its order, and the body of a registration', async () => {
    await world.server.exchange(registration(where));
    const [received] = peer.received;
    expect(received?.path).toBe(path);
    expect(Object.keys(received?.header)).toEqual([
      'version',
      'locale',
      'sudi',
      'timestamp',
      'nonce',
      'request_type',
      'agent_actions',
      'connect_info',
      'product_instance_identifier',
      'id_cert_serial_number',
      'signing_cert_serial_number',
    ]);
    const sudi = { suvi: null, uuid: null, host_identifier: null, mac_address: null };
    expect(received?.header).toMatchObject({
      version: '1.1',
      locale: 'en_US.UTF-8',
      sudi: { ...sudi, udi_pid: 'CUSP', udi_serial_number: SERIAL, udi_vid: null },
      timestamp: MIDDLE,
      request_type: 'REGISTRATION',
      product_instance_identifier: '',
      id_cert_serial_number: '',
      signing_cert_serial_number: '',
    });
    expect(received?.header.nonce).toMatch(/^\d{1,20}$/);
    expect(Object.keys(received?.body)).toEqual([
      'sudi',
      'timestamp',
      'nonce',
      'product_instance_identifier',
      'id_token',
      'force',
      'software_tag_identifier',
      'hostname',
      'csr',
    ]);
    expect(received?.body).toMatchObject({ id_token: TOKEN, force: false, hostname: 'proxy-1', nonce: received?.header.nonce });
    expect(received?.envelope.credential).toBeNull();
    expect(readCsr(received?.body.csr).subject).toBe(`CN=${SERIAL}`);
  });

  it('keeps what a hostile server name or message says byte for byte', async () => {
    const odd = 'a&b<c>"d\' ]]> \r\n\t \u0085\u2028\ufffe \ud83d\ude00';
    peer.next({
      reply: (reply) => ({ ...reply, response_data: { ...reply.response_data, smart_account: odd } }),
    });
    expect(await world.server.exchange(registration(where))).toMatchObject({
      kind: 'registered',
      identity: { smartAccount: odd },
    });
  });
});

describe('keys and signatures', () => {
  let peer: LicencePeer;
  let world: World;
  beforeEach(async () => {
    peer = await LicencePeer.start(authority, now);
    world = transportWorld({ signerRoots: [authority.root.pem] }, now);
    return async () => {
      world.server.dispose();
      await peer.stop();
    };
  });
  const csrKey = (csr: string) => readCsr(csr).publicKeyPem;

  it('signs a registration and its poll with the new key, whose CSR stays the same on every try', async () => {
    peer.next({ raw: (request) => request.socket.destroy() });
    await world.server.exchange(registration({ url: peer.url() }));
    await world.server.exchange(registration({ url: peer.url() }));
    peer.next({ reply: (reply) => ({ ...reply, status_code: 'OK_POLL' }) });
    await world.server.exchange(registration({ url: peer.url() }, 'poll-7'));
    const [first, second, poll] = peer.received;
    expect(first?.body.csr).toBe(second?.body.csr);
    expect(first?.header.nonce).not.toBe(second?.header.nonce);
    for (const received of [first, second, poll]) expect(received && signedBy(received, csrKey(first?.body.csr))).toBe(true);
    expect(poll?.header).toMatchObject({ request_type: 'POLL', product_instance_identifier: '', id_cert_serial_number: '' });
    expect(poll?.body).toMatchObject({ poll_id: 'poll-7', action: 'REGISTRATION' });
    expect(poll?.body.id_token).toBeUndefined();
  });

  it('keeps the key before anything is sent', async () => {
    let kept: string | undefined;
    peer.next({
      raw: (request) => {
        kept = world.secrets.kept.get('i1 key:k1');
        request.socket.destroy();
      },
    });
    await world.server.exchange(registration({ url: peer.url() }));
    expect(kept).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  });

  it('signs a renewal with the key of the identity that is renewed, and brings the new key', async () => {
    const identity = identityOf(await world.server.exchange(registration({ url: peer.url() })));
    await world.server.exchange(renewal({ url: peer.url() }, identity));
    const [first, second] = peer.received;
    expect(second && signedBy(second, csrKey(first?.body.csr))).toBe(true);
    expect(csrKey(second?.body.csr)).not.toBe(csrKey(first?.body.csr));
    expect(second?.header).toMatchObject({
      product_instance_identifier: identity.productInstanceIdentifier,
      id_cert_serial_number: identity.certificateSerial,
      signing_cert_serial_number: identity.signers[0]?.serial,
    });
  });

  it('says so when the token is not kept any more, without sending anything', async () => {
    world.secrets.kept.delete('i1 token');
    const answer = await world.server.exchange(registration({ url: peer.url() }));
    expect(outcomeOf(answer)).toBe('refused token-invalid');
    expect(peer.received).toEqual([]);
  });

  it('says so when the key of the registration is lost, without sending anything', async () => {
    const identity = identityOf(await world.server.exchange(registration({ url: peer.url() })));
    world.secrets.kept.delete('i1 key:k1');
    const answer = await world.server.exchange(authorization({ url: peer.url() }, identity));
    expect(answer).toMatchObject({ kind: 'no-answer', failure: { text: expect.stringContaining('register again') } });
    expect(peer.received).toHaveLength(1);
  });

  it('sends nothing where the server is not allowed', async () => {
    const guarded = transportWorld({}, now, {
      refusal: () => ({ field: 'server-url', rule: 'live', message: 'not switched on' }),
    });
    expect(await guarded.server.exchange(registration({ url: peer.url() }))).toMatchObject({
      kind: 'refused',
      failure: { text: 'not switched on' },
    });
    guarded.server.dispose();
    expect(peer.connections.opened).toBe(0);
  });
});
