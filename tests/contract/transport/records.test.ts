// Records of exchanges: what happened and how long it took, and not one secret of it, whatever the server repeats.
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { ExchangeRecords } from '../../../main/services/transport/exchange-record.ts';
import type { ExchangeRecord } from '../../../shared/model/diagnostics.ts';
import { chainOfThree, type Issued, issue, MIDDLE } from '../../builders/certificates.ts';
import { authorization, identityOf, registration, TOKEN, transportWorld, type World } from '../../builders/exchanges.ts';
import { type Authority, LicencePeer } from '../../fakes/licence-peer.ts';

const DAY = 86_400_000;
let authority: Authority;
let tlsRoot: Issued;
let served: Issued;
let peer: LicencePeer;
let world: World;
let records: ExchangeRecords;
beforeAll(async () => {
  authority = await chainOfThree();
  const valid = { from: Date.now() - DAY, to: Date.now() + DAY };
  tlsRoot = await issue({ subject: [{ CN: 'TLS Root' }], ca: true, ...valid });
  served = await issue({ subject: [{ CN: 's' }], issuer: tlsRoot, dns: ['localhost'], ...valid });
});
beforeEach(async () => {
  peer = await LicencePeer.start(authority, () => MIDDLE, { key: served.keyPem, cert: served.pem });
  records = new ExchangeRecords();
  const roots = { signerRoots: [authority.root.pem], tlsRoots: [tlsRoot.pem] };
  world = transportWorld(roots, () => MIDDLE, { recorder: records });
  return async () => {
    world.server.dispose();
    await peer.stop();
  };
});
const url = () => peer.url('/SmartTransport', 'localhost');
const last = (): ExchangeRecord => {
  const record = records.of('i1').at(-1);
  if (record === undefined) throw new Error('nothing recorded');
  return record;
};
const secretsOf = () => {
  const [received] = peer.received;
  const key = (world.secrets.kept.get('i1 key:k1') ?? '').split('\n')[3] ?? 'no key';
  return [TOKEN, key, received?.header.nonce, received?.envelope.signature.value, received?.body.csr.split('\n')[2]];
};

it('both messages, timings and sizes, without their secrets', async () => {
  const answer = await world.server.exchange(registration({ url: url() }));
  const record = last();
  expect(record).toMatchObject({
    at: MIDDLE,
    operation: 'registration',
    poll: false,
    carrier: 'http',
    status: 200,
    outcome: 'registered',
  });
  expect(record.requestBytes).toBe(Buffer.byteLength(peer.received[0]?.raw ?? ''));
  expect(record.responseBytes).toBeGreaterThan(1_000);
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = record.timings;
  for (const part of [dnsMs, connectMs, tlsMs, firstByteMs]) expect(part).toBeGreaterThan(0);
  expect((dnsMs ?? 0) + (connectMs ?? 0) + (tlsMs ?? 0)).toBeLessThan(firstByteMs ?? 0);
  expect(firstByteMs).toBeLessThanOrEqual(totalMs);
  expect(JSON.parse(record.request ?? '')).toMatchObject({
    signature: { value: '(hidden)' },
    request: {
      header: { request_type: 'REGISTRATION' },
      request_data: { id_token: '(hidden)', csr: '(hidden)', hostname: 'proxy-1' },
    },
  });
  expect(record.response).toContain('"smart_account": "Smart"');
  for (const secret of secretsOf()) expect(JSON.stringify(record)).not.toContain(secret);
  await world.server.exchange(authorization({ url: url() }, identityOf(answer)));
  expect(last().timings).toMatchObject({ dnsMs: null, connectMs: null, tlsMs: null });
});

it('an answer that repeats a secret, as JSON, as text or in its message', async () => {
  const echo = { status_code: 'FAILED', status_message: `unknown token ${TOKEN}` };
  peer.next(
    {
      reply: (reply) => ({
        ...reply,
        ...echo,
        response_data: { ...reply.response_data, error_code: 'TOKEN_INVALID', you: TOKEN },
      }),
    },
    { raw: (_, response) => response.writeHead(500).end(`<h1>token ${TOKEN} is bad</h1>`) },
    { body: () => `token=${TOKEN}` },
  );
  peer.next({ raw: (_, response) => response.writeHead(302, { Location: `/login?token=${TOKEN}` }).end() });
  for (const _ of [1, 2, 3, 4]) {
    const answer = await world.server.exchange(registration({ url: url() }));
    expect(JSON.stringify(answer)).not.toContain(TOKEN);
  }
  expect(records.of('i1')).toHaveLength(4);
  expect(records.of('i1')[0]?.failure).toEqual({ category: 'token-invalid', text: 'unknown token (hidden)' });
  expect(records.of('i1')[1]).toMatchObject({ status: 500, response: '<h1>token (hidden) is bad</h1>' });
  expect(JSON.stringify(records.of('i1'))).not.toContain(TOKEN);
});

it('what never got out', async () => {
  world.secrets.kept.delete('i1 token');
  await world.server.exchange(registration({ url: url() }));
  expect(last()).toMatchObject({ outcome: 'refused', request: null, response: null, status: null, requestBytes: null });
});

it('keeps the last 50 of each instance', () => {
  const entry = (at: number, instanceId: string) => ({ at, instanceId }) as ExchangeRecord;
  for (let at = 1; at <= 60; at += 1) records.record(entry(at, 'a'));
  records.record(entry(1, 'b'));
  expect(records.of('a').map(({ at }) => at)).toEqual(Array.from({ length: 50 }, (_, index) => index + 11));
  expect(records.of('b')).toHaveLength(1);
  records.forget('a');
  expect(records.of('a')).toEqual([]);
});
