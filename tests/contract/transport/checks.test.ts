// Answers that are wrong in one place: each check has its own failure, they come in the order of the protocol, and nothing of such
// an answer is ever believed.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Identity } from '../../../main/agent/agent-state.ts';
import { certificateRequest } from '../../../main/services/transport/certificate-request.ts';
import { chainOfThree, issue, MIDDLE, rsaKey } from '../../builders/certificates.ts';
import {
  authorization,
  deregistration,
  identityOf,
  outcomeOf,
  registration,
  renewal,
  transportWorld,
  type World,
} from '../../builders/exchanges.ts';
import { type Authority, type Change, decimalSerial, LicencePeer, type Reply } from '../../fakes/licence-peer.ts';

const DAY = 86_400_000;
let now = MIDDLE;
let authority: Authority;
let stranger: Authority;
let peer: LicencePeer;
let world: World;
let identity: Identity;
let url: string;

beforeAll(async () => {
  authority = await chainOfThree('Licensing');
  stranger = await chainOfThree('Stranger');
  peer = await LicencePeer.start(authority, () => now);
  world = transportWorld({ signerRoots: [authority.root.pem] }, () => now);
  url = peer.url();
  identity = identityOf(await world.server.exchange(registration({ url })));
});
afterAll(async () => {
  world.server.dispose();
  await peer.stop();
});
beforeEach(() => {
  now = MIDDLE;
});

const header = (change: Record<string, unknown>) => (reply: Reply) => ({ ...reply, header: { ...reply.header, ...change } });
const data = (change: Record<string, unknown>) => (reply: Reply) => ({
  ...reply,
  response_data: { ...reply.response_data, ...change },
});
const without = (field: string) => (reply: Reply) => {
  const { [field]: _, ...rest } = reply.response_data;
  return { ...reply, response_data: rest };
};
const failed =
  (error_code: string, text = 'said so') =>
  (reply: Reply) => ({
    ...reply,
    status_code: 'FAILED',
    status_message: text,
    response_data: { ...reply.response_data, error_code },
  });
const toRegistration = async (...changes: Change[]) => {
  peer.next(...changes);
  return world.server.exchange(registration({ url }));
};
const toAuthorization = async (...changes: Change[]) => {
  peer.next(...changes);
  return world.server.exchange(authorization({ url }, identity));
};
const toRenewal = async (...changes: Change[]) => {
  peer.next(...changes);
  return world.server.exchange(renewal({ url }, identity));
};

describe('what is no answer at all', () => {
  it.each([
    ['no JSON', '<html>hello</html>'],
    ['another JSON', '{"a":1}'],
    ['nothing', ''],
    ['a list', '[]'],
    ['an envelope around no JSON', JSON.stringify({ signature: { type: 'SHA-256', key: '1', value: 'AA==' }, response: 'x' })],
    [
      'an envelope around another thing',
      JSON.stringify({ signature: { type: 'SHA-256', key: '1', value: 'AA==' }, response: '{}' }),
    ],
  ])('%s', async (_, body) => {
    expect(outcomeOf(await toAuthorization({ body: () => body }))).toBe('no-answer unreadable-answer');
  });

  it('a status that is not in the dialect', async () => {
    const answer = await toAuthorization({ reply: (reply) => ({ ...reply, status_code: 'MAYBE' }) });
    expect(outcomeOf(answer)).toBe('no-answer unreadable-answer');
  });

  it('text that is not UTF-8', async () => {
    const raw: Change['raw'] = (_, response) => response.end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
    expect(outcomeOf(await toAuthorization({ raw }))).toBe('no-answer unreadable-answer');
  });
});

describe('signature and signer', () => {
  it.each<[string, () => Change]>([
    ['the answer was changed after it was signed', () => ({ envelope: (json) => json.replace('done', 'gone') })],
    ['the signature is of another text', () => ({ signature: (value) => `${value.slice(0, 4)}AAAA${value.slice(8)}` })],
    ['the signature is no base64', () => ({ signature: () => '!' })],
    ['it is signed by another authority', () => ({ signer: stranger.leaf })],
    ['it names a signer that it was not signed by', () => ({ envelope: (json) => json.replace(/"key":"\d+"/, '"key":"2"') })],
    ['its header names another signer', () => ({ reply: header({ signing_cert_serial_number: '2' }) })],
    ['it brings no signer', () => ({ reply: without('signing_cert') })],
    ['it brings a signer under another number', () => ({ reply: data({ signing_cert_serial_number: '99' }) })],
    ['it brings a chain with a missing link', () => ({ reply: data({ sub_ca_certs: [] }) })],
    [
      'it brings the root of its own along',
      () => ({
        signer: stranger.leaf,
        reply: data({ sub_ca_certs: [stranger.issuing.pem, stranger.root.pem] }),
      }),
    ],
    [
      'it brings certificates that are none',
      () => ({ reply: data({ sub_ca_certs: ['-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----'] }) }),
    ],
    ['its signer was not valid yet at the answer’s own time', () => ({ reply: header({ timestamp: MIDDLE - 366 * DAY }) })],
    ['its signer was not valid any more at the answer’s own time', () => ({ reply: header({ timestamp: MIDDLE + 366 * DAY }) })],
  ])('bad-signature in an answer to a registration: %s', async (_, change) => {
    expect(outcomeOf(await toRegistration(change()))).toBe('no-answer bad-signature');
  });

  it('judges the chain by the answer’s own time, not by the clock of this computer', async () => {
    now = MIDDLE + 400 * DAY;
    const answer = await toAuthorization({ reply: header({ timestamp: MIDDLE }) });
    now = MIDDLE;
    expect(outcomeOf(answer)).toBe('authorized');
  });

  it('believes an unknown signer of the trusted root only in an answer to a registration or its poll', async () => {
    const next = await issue({ subject: [{ CN: 'Next Signer' }], issuer: authority.issuing, serial: '77' });
    expect(outcomeOf(await toAuthorization({ signer: next, reply: data({ signing_cert: next.pem }) }))).toBe(
      'no-answer bad-signature',
    );
    expect(outcomeOf(await toRegistration({ signer: next }))).toBe('registered');
    peer.next({ signer: next, reply: failed('TOKEN_EXPIRED') });
    expect(outcomeOf(await world.server.exchange(registration({ url }, 'p1')))).toBe('refused token-expired');
  });

  it('checks a refused registration like any other answer', async () => {
    expect(outcomeOf(await toRegistration({ reply: failed('TOKEN_INVALID') }))).toBe('refused token-invalid');
    expect(outcomeOf(await toRegistration({ reply: failed('TOKEN_INVALID'), signer: stranger.leaf }))).toBe(
      'no-answer bad-signature',
    );
  });

  it('takes the next signer from a renewal and believes both from then on', async () => {
    const next = await issue({ subject: [{ CN: 'Next Signer' }], issuer: authority.issuing, serial: '78' });
    const brought = { signing_cert: next.pem, signing_cert_serial_number: decimalSerial(next) };
    const renewed = identityOf(await toRenewal({ reply: data(brought) }));
    const ask = (change: Change) => {
      peer.next(change);
      return world.server.exchange(authorization({ url }, renewed));
    };
    expect(outcomeOf(await ask({ signer: next }))).toBe('authorized');
    expect(outcomeOf(await ask({}))).toBe('authorized');
    expect(peer.received.at(-1)?.header.signing_cert_serial_number).toBe('120');
  });

  it('takes no signer from a renewal that leads to another root', async () => {
    const brought = {
      signing_cert: stranger.leaf.pem,
      signing_cert_serial_number: decimalSerial(stranger.leaf),
      sub_ca_certs: [authority.issuing.pem, stranger.issuing.pem],
    };
    expect(outcomeOf(await toRenewal({ reply: data(brought) }))).toBe('no-answer bad-signature');
  });

  it('finds a renewal whose chain cannot be read to be bad, not unknown', async () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----';
    expect(outcomeOf(await toRenewal({ reply: data({ sub_ca_certs: [authority.issuing.pem, broken] }) }))).toBe(
      'no-answer bad-signature',
    );
  });

  it('takes serial numbers as numbers of any length', async () => {
    const long = await issue({ subject: [{ CN: 'Long' }], issuer: authority.issuing, serial: '7f'.repeat(19) });
    const answer = await toRegistration({ signer: long });
    expect(outcomeOf(answer)).toBe('registered');
    expect(identityOf(answer).signers[0]?.serial).toBe(BigInt(`0x${'7f'.repeat(19)}`).toString());
  });
});

describe('what an answer must repeat', () => {
  it('the nonce', async () => {
    expect(outcomeOf(await toAuthorization({ reply: header({ nonce: '1' }) }))).toBe('no-answer wrong-nonce');
  });
  it('the instance', async () => {
    const sudi = { udi_pid: 'CUSP', udi_serial_number: 'F'.repeat(32) };
    expect(outcomeOf(await toAuthorization({ reply: header({ sudi }) }))).toBe('no-answer wrong-instance');
    expect(outcomeOf(await toAuthorization({ reply: header({ product_instance_identifier: 'x' }) }))).toBe(
      'no-answer wrong-instance',
    );
  });
  it('the request type', async () => {
    expect(outcomeOf(await toAuthorization({ reply: header({ request_type: 'DEREGISTRATION' }) }))).toBe(
      'no-answer unreadable-answer',
    );
  });
  it('and these are looked at in this order, after the signature and before the status', async () => {
    const all = { nonce: '1', product_instance_identifier: 'x', request_type: 'POLL' };
    const refusedToo = (reply: Reply) => header(all)(failed('OTHER')(reply));
    expect(outcomeOf(await toAuthorization({ reply: refusedToo, signer: stranger.leaf }))).toBe('no-answer bad-signature');
    expect(outcomeOf(await toAuthorization({ reply: refusedToo }))).toBe('no-answer wrong-nonce');
    const { nonce: _, ...two } = all;
    expect(outcomeOf(await toAuthorization({ reply: (reply) => header(two)(failed('OTHER')(reply)) }))).toBe(
      'no-answer wrong-instance',
    );
    const type = { request_type: 'POLL' };
    expect(outcomeOf(await toAuthorization({ reply: (reply) => header(type)(failed('OTHER')(reply)) }))).toBe(
      'no-answer unreadable-answer',
    );
  });
});

describe('the identity certificate', () => {
  const identityFor = async (issuer = authority.issuing, key = rsaKey()) => {
    const csr = await certificateRequest(key.export({ type: 'pkcs8', format: 'pem' }).toString(), 'X');
    return peer.identity(csr, 'X', issuer);
  };
  it('must be for the key of the request', async () => {
    const other = await identityFor();
    expect(outcomeOf(await toRegistration({ reply: data(other) }))).toBe('no-answer bad-signature');
  });
  it('must carry the serial number that is said', async () => {
    expect(outcomeOf(await toRegistration({ reply: data({ id_cert_serial_number: '5' }) }))).toBe('no-answer bad-signature');
  });
  it('must lead to the root of the signer', async () => {
    const csr = peer.received.find(({ body }) => body.csr !== undefined)?.body.csr;
    const foreign = await peer.identity(csr, 'X', stranger.issuing);
    const sub_ca_certs = [authority.issuing.pem, stranger.issuing.pem];
    expect(outcomeOf(await toRegistration())).toBe('registered');
    expect(outcomeOf(await toRegistration({ reply: data({ ...foreign, sub_ca_certs }) }))).toBe('no-answer bad-signature');
  });
  it('must be a certificate', async () => {
    expect(outcomeOf(await toRegistration({ reply: data({ id_cert: 'none' }) }))).toBe('no-answer bad-signature');
  });
});

describe('what an OK must have', () => {
  it.each(['product_instance_identifier', 'id_cert', 'id_cert_serial_number'])('a registration: %s', async (field) => {
    expect(outcomeOf(await toRegistration({ reply: without(field) }))).toBe('no-answer unreadable-answer');
  });
  it.each(['entitlements', 'compliance_status', 'entitlement_version'])('an authorization: %s', async (field) => {
    expect(outcomeOf(await toAuthorization({ reply: without(field) }))).toBe('no-answer unreadable-answer');
  });
  it('but dates may be missing or no numbers: others stand in', async () => {
    const answer = await toAuthorization({
      reply: (reply) => data({ next_auth_time: 'soon' })(without('auth_expire_time')(reply)),
    });
    expect(answer).toMatchObject({ kind: 'authorized', nextAt: null, deadline: null });
  });
  it('and fields that are not known are nobody’s business', async () => {
    expect(
      outcomeOf(await toAuthorization({ reply: data({ extra: [1] }), envelope: (json) => json.replace('{', '{"x":1,') })),
    ).toBe('authorized');
  });
  it('out of compliance is an answer', async () => {
    expect(await toAuthorization({ reply: data({ compliance_status: 'Out Of Compliance' }) })).toMatchObject({
      compliance: 'out',
    });
  });
});

describe('what the server refuses', () => {
  it.each([
    ['TOKEN_INVALID', 'refused token-invalid'],
    ['TOKEN_EXPIRED', 'refused token-expired'],
    ['ALREADY_REGISTERED', 'refused already-registered'],
    ['NOT_REGISTERED', 'refused not-registered'],
    ['INVALID_TAG', 'refused invalid-tag'],
    ['CLOCK_SKEW', 'refused clock-skew'],
    ['OTHER', 'refused server-refused'],
    ['SOMETHING_NEW', 'refused server-refused'],
    ['SERVER_BUSY', 'no-answer server-refused'],
  ])('%s is %s, with the server’s own words', async (code, outcome) => {
    const answer = await toAuthorization({ reply: failed(code, 'Der Server sagt nein') });
    expect(outcomeOf(answer)).toBe(outcome);
    expect(answer).toMatchObject({ failure: { text: 'Der Server sagt nein', at: MIDDLE } });
  });

  it('a version that is too high', async () => {
    const answer = await toAuthorization({
      reply: (reply) => ({ ...reply, status_code: 'VERSION_TOO_HIGH', response_data: {} }),
    });
    expect(outcomeOf(answer)).toBe('refused version-too-high');
  });

  it('a deregistration of what is not registered counts as answered', async () => {
    peer.next({ reply: failed('NOT_REGISTERED') });
    expect(outcomeOf(await world.server.exchange(deregistration({ url }, identity)))).toBe('deregistered');
    peer.next({ reply: failed('OTHER') });
    expect(outcomeOf(await world.server.exchange(deregistration({ url }, identity)))).toBe('refused server-refused');
  });

  it('says by how much the clocks differ', async () => {
    const answer = await toAuthorization({
      reply: (reply) => header({ timestamp: MIDDLE - 2 * 3_600_000 })(failed('CLOCK_SKEW')(reply)),
    });
    expect(answer).toMatchObject({ failure: { facts: { spanMs: 7_200_000 } } });
  });
});

describe('polls and waits', () => {
  it('a poll id and the wait that was asked for', async () => {
    const reply = (made: Reply) => ({ ...made, status_code: 'OK_POLL', retry_time_seconds: 7, response_data: { poll_id: 'p9' } });
    expect(await toAuthorization({ reply })).toEqual({ kind: 'poll', pollId: 'p9', retryAfterMs: 7_000 });
  });
  it.each([-1, 1e300, 'soon', null])('a wait of %j is none', async (retry_time_seconds) => {
    const reply = (made: Reply) => ({ ...made, retry_time_seconds }) as unknown as Reply;
    expect(await toAuthorization({ reply })).toMatchObject({ kind: 'authorized', retryAfterMs: null });
  });
  it('a poll of a registration brings the signer too', async () => {
    const reply = (made: Reply) => ({ ...made, status_code: 'OK_POLL', response_data: { ...made.response_data, poll_id: 'p9' } });
    expect(outcomeOf(await toRegistration({ reply }))).toBe('poll');
    expect(outcomeOf(await world.server.exchange(registration({ url }, 'p9')))).toBe('no-answer unreadable-answer');
  });
  it('a poll without an id cannot be read', async () => {
    const reply = (made: Reply) => ({ ...made, status_code: 'OK_POLL', response_data: {} });
    expect(outcomeOf(await toAuthorization({ reply }))).toBe('no-answer unreadable-answer');
  });
  it('the answer to a poll of an authorization', async () => {
    const answer = await world.server.exchange(authorization({ url }, identity, 10, 'p3'));
    expect(peer.received.at(-1)?.body).toMatchObject({ poll_id: 'p3', action: 'AUTHORIZATION' });
    expect(outcomeOf(answer)).toBe('authorized');
  });
});
