// Every switchable fault, seen from the other end of a real socket.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { callHomeCarrier } from '../../../main/services/transport/carrier-call-home.ts';
import { FAULTS } from '../../../shared/model/fault-names.ts';
import type { Fault } from '../../../shared/model/simulator-fault.ts';
import { type House, openHouse } from './house.ts';
import { type Json, newKey, PATHS, type WireAgent } from './wire-agent.ts';

// Keys and certificates are made for real, and other tests may be doing the same.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let house: House;
let agent: WireAgent;
let soap: WireAgent;
beforeAll(async () => {
  house = await openHouse();
  agent = house.agent();
  soap = house.agent({ soap: true });
  await agent.register();
  await soap.register();
});
afterEach(() => house.simulator.control.faults.clear());
afterAll(() => house.dispose());

const post = (faults: Fault[]) => house.simulator.control.faults.put(faults);
const ask = (who: WireAgent = agent) => who.post(who.envelope('AUTHORIZATION', who.authorizationBody(1)));
const counts = (serial: string) => house.simulator.control.state().instances.find((one) => one.serial === serial);

describe.each([{ secure: false }, { secure: true }])('connections ($secure)', ({ secure }) => {
  it('reset: cut before the first byte', async () => {
    post([{ fault: 'reset', times: 1 }]);
    await expect(agent.post(agent.envelope('AUTHORIZATION', agent.authorizationBody(1)), { secure })).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    expect((await ask()).status).toBe(200);
  });

  it('reset-half: cut after the head and half of the body', async () => {
    for (let round = 0; round < 10; round += 1) {
      post([{ fault: 'reset-half', times: 1 }]);
      const asked = agent.post(agent.envelope('AUTHORIZATION', agent.authorizationBody(1)), { secure });
      await expect(asked).rejects.toMatchObject({ message: 'aborted' });
    }
  });
});

/** A request over a bare socket, whose bytes are looked at as they come. */
async function bare(envelope: string): Promise<{ socket: Socket; text: () => string }> {
  const { port } = new URL(house.simulator.http);
  const socket = connect(Number(port), '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    text += chunk;
  });
  await once(socket, 'connect');
  const bytes = Buffer.byteLength(envelope);
  socket.write(`POST ${PATHS.json} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${bytes}\r\n\r\n${envelope}`);
  return { socket, text: () => text };
}

describe('time', () => {
  it('no-answer: nothing comes, however long one waits', async () => {
    post([{ fault: 'no-answer', times: 1 }]);
    const { socket, text } = await bare(agent.envelope('AUTHORIZATION', agent.authorizationBody(1)));
    // By the time that the next request is answered, an answer to this one would have come.
    expect((await ask()).status).toBe(200);
    house.time.pass(120_000);
    expect((await ask()).status).toBe(200);
    expect(text()).toBe('');
    expect(socket.readyState).toBe('open');
    socket.destroy();
  });

  it('slow-answer: a byte a second, so that only the whole exchange’s limit ends it', async () => {
    post([{ fault: 'slow-answer', times: 1 }]);
    const { socket, text } = await bare(agent.envelope('AUTHORIZATION', agent.authorizationBody(1)));
    const body = () => text().split('\r\n\r\n')[1] ?? '';
    while (body().length < 1) await once(socket, 'data');
    expect(body()).toBe('{');
    for (let length = 2; length <= 5; length += 1) {
      house.time.pass(1_000);
      while (body().length < length) await once(socket, 'data');
      expect(body()).toHaveLength(length);
    }
    socket.destroy();
  });
});

describe('HTTP', () => {
  it('500, 502 and 503, with and without a wait', async () => {
    post([
      { fault: 'http-500', times: 1 },
      { fault: 'http-502', times: 1 },
      { fault: 'http-503', times: 1 },
      { fault: 'http-503', times: 1, retryAfterSeconds: 120 },
    ]);
    const answers = [await ask(), await ask(), await ask(), await ask()];
    expect(answers.map(({ status }) => status)).toEqual([500, 502, 503, 503]);
    expect(answers.map(({ headers }) => headers['retry-after'])).toEqual([undefined, undefined, undefined, '120']);
    expect(house.simulator.control.faults.get()).toEqual([]);
  });

  it('redirect: to a place where the request would be answered', async () => {
    post([{ fault: 'redirect', times: 1 }]);
    const { status, headers } = await ask();
    expect(status).toBe(307);
    expect(headers.location).toBe(`${house.simulator.http}${PATHS.json}?moved`);
  });

  it('oversized: a true answer of over 1 MiB', async () => {
    post([{ fault: 'oversized' }]);
    for (const who of [agent, soap]) {
      const answer = await ask(who);
      expect(Buffer.byteLength(answer.body)).toBeGreaterThan(1024 * 1024);
      expect(who.read(answer).signatureIsGood).toBe(true);
    }
  });
});

describe('unreadable answers', () => {
  it('not-json: over Call Home inside a message that is in order', async () => {
    post([{ fault: 'not-json' }]);
    const plain = await ask();
    expect(plain.status).toBe(200);
    expect(() => JSON.parse(plain.body)).toThrow();
    const inside = callHomeCarrier.decodeResponse((await ask(soap)).body);
    expect(() => JSON.parse(inside)).toThrow();
  });

  it('not-xml', async () => {
    post([{ fault: 'not-xml' }]);
    const answer = await ask(soap);
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' } });
    expect(() => callHomeCarrier.decodeResponse(answer.body)).toThrow(/not readable as XML/);
  });

  it('soap-fault', async () => {
    post([{ fault: 'soap-fault' }]);
    const answer = await ask(soap);
    expect(answer.status).toBe(500);
    expect(() => callHomeCarrier.decodeResponse(answer.body)).toThrow(/SOAP fault: The service cannot take the message/);
  });
});

describe('messages', () => {
  const told = async (fault: Fault['fault'], more: Partial<Fault> = {}) => {
    post([{ fault, ...more }]);
    return agent.read(await ask());
  };

  it('bad-signature, unknown-signer', async () => {
    const bad = await told('bad-signature');
    expect(bad.signatureIsGood).toBe(false);
    expect(bad.header.signing_cert_serial_number).toBe(agent.signerSerial);
    const unknown = await told('unknown-signer');
    expect(unknown.signatureIsGood).toBe(false);
    expect(unknown.header.signing_cert_serial_number).not.toBe(agent.signerSerial);
  });

  it('unknown-signer of a registration brings a certificate of its own that leads to no trusted root', async () => {
    post([{ fault: 'unknown-signer', times: 1 }]);
    const one = house.agent();
    const said = await one.say('REGISTRATION', await one.registrationBody());
    expect(said.data.signing_cert_serial_number).toBe(said.header.signing_cert_serial_number);
    expect(said.signatureIsGood).toBe(false);
  });

  it('wrong-nonce, wrong-instance, wrong-type: signed all the same', async () => {
    const nonce = await told('wrong-nonce');
    const instance = await told('wrong-instance');
    const type = await told('wrong-type');
    for (const said of [nonce, instance, type]) expect(said.signatureIsGood).toBe(true);
    expect(instance.header.product_instance_identifier).not.toBe(agent.identifier);
    expect(type.header.request_type).toBe('DEREGISTRATION');
    const envelope = agent.envelope('AUTHORIZATION', agent.authorizationBody(1));
    post([{ fault: 'wrong-nonce' }]);
    const asked = JSON.parse(JSON.parse(envelope).request).nonce;
    expect(agent.read(await agent.post(envelope)).header.nonce).not.toBe(asked);
  });

  it('version-too-high, clock-skew, server-busy', async () => {
    expect((await told('version-too-high')).response.status_code).toBe('VERSION_TOO_HIGH');
    expect((await told('clock-skew')).data).toEqual({ error_code: 'CLOCK_SKEW' });
    const busy = await told('server-busy', { retryAfterSeconds: 77 });
    expect(busy.data).toEqual({ error_code: 'SERVER_BUSY' });
    expect(busy.response.retry_time_seconds).toBe(77);
    expect(busy.signatureIsGood).toBe(true);
  });
});

describe('whom a fault strikes', () => {
  it('one instance, one request type, n times', async () => {
    const other = house.agent();
    await other.register();
    post([{ fault: 'http-500', serial: agent.serial, requestType: 'AUTHORIZATION', times: 2 }]);
    expect((await ask(other)).status).toBe(200);
    expect((await agent.renew()).response.status_code).toBe('OK');
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([500, 500, 200]);
  });

  it('until it is cleared', async () => {
    post([{ fault: 'http-500' }]);
    for (let round = 0; round < 5; round += 1) expect((await ask()).status).toBe(500);
    house.simulator.control.faults.clear();
    expect((await ask()).status).toBe(200);
  });
});

describe('whether the request takes effect', () => {
  // `poll` has its own tests below: it is no lost answer.
  const lost = FAULTS.filter((fault) => fault !== 'poll');

  it.each(lost)('%s: not by itself, and first if wanted', async (fault) => {
    await agent.authorize(1);
    const before = counts(agent.serial)?.entitlementVersion ?? 0;
    const envelope = () => agent.envelope('AUTHORIZATION', agent.authorizationBody(7));
    const finish = async () => {
      if (fault !== 'no-answer' && fault !== 'slow-answer') return agent.post(envelope()).catch(() => undefined);
      const { socket } = await bare(envelope());
      while (house.simulator.control.faults.get().length > 0) await house.control('GET', '/simulator/state');
      return socket;
    };
    post([{ fault, times: 1 }]);
    const first = await finish();
    expect(counts(agent.serial)).toMatchObject({ licences: 1, entitlementVersion: before });
    post([{ fault, times: 1, takesEffect: true }]);
    const second = await finish();
    while (counts(agent.serial)?.entitlementVersion === before) await house.control('GET', '/simulator/state');
    expect(counts(agent.serial)).toMatchObject({ licences: 7, entitlementVersion: before + 1 });
    for (const one of [first, second]) if (one !== undefined && 'destroy' in one) one.destroy();
  });

  it('a registration that took effect and was lost is answered at its repeat', async () => {
    const one = house.agent();
    const body = await one.registrationBody();
    post([{ fault: 'reset', times: 1, takesEffect: true, requestType: 'REGISTRATION' }]);
    await expect(one.say('REGISTRATION', body)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(counts(one.serial)).toBeDefined();
    one.adopt(await one.say('REGISTRATION', body));
    expect((await one.authorize(1)).response.status_code).toBe('OK');
  });

  it('a request without effect may be repeated byte for byte', async () => {
    const envelope = agent.envelope('AUTHORIZATION', agent.authorizationBody(1));
    post([{ fault: 'server-busy', times: 1 }]);
    expect(agent.read(await agent.post(envelope)).data.error_code).toBe('SERVER_BUSY');
    expect(agent.read(await agent.post(envelope)).response.status_code).toBe('OK');
  });
});

describe('poll', () => {
  it('a registration is answered after so many polls, each counted for itself, and again if asked again', async () => {
    post([{ fault: 'poll', times: 2, requestType: 'REGISTRATION', retryAfterSeconds: 5 }]);
    for (const one of [house.agent(), house.agent({ soap: true })]) {
      const begun = await one.register();
      expect(begun.response).toMatchObject({ status_code: 'OK_POLL', retry_time_seconds: 5 });
      expect(begun.data).toMatchObject({ poll_id: expect.any(String), signing_cert: expect.any(String) });
      expect(counts(one.serial)).toBeUndefined();
      const still = await one.poll(begun.data.poll_id, 'REGISTRATION');
      expect(still.response.status_code).toBe('OK_POLL');
      expect(still.data.poll_id).toBe(begun.data.poll_id);
      const answered = await one.poll(begun.data.poll_id, 'REGISTRATION');
      expect(answered.response.status_code).toBe('OK');
      expect(answered.header.request_type).toBe('POLL');
      const again = await one.poll(begun.data.poll_id, 'REGISTRATION');
      expect(again.data).toEqual(answered.data);
      expect(again.signatureIsGood).toBe(true);
      one.adopt(again);
      expect((await one.authorize(1)).response.status_code).toBe('OK');
    }
  });

  it('goes on until the fault is cleared where no number is said', async () => {
    post([{ fault: 'poll' }]);
    const begun = await agent.authorize(4);
    for (let round = 0; round < 4; round += 1) {
      expect((await agent.poll(begun.data.poll_id, 'AUTHORIZATION')).response.status_code).toBe('OK_POLL');
    }
    house.simulator.control.faults.clear();
    const answered = await agent.poll(begun.data.poll_id, 'AUTHORIZATION');
    expect(answered.data).toMatchObject({ compliance_status: 'In Compliance', entitlements: [{ requested_count: 4 }] });
    expect(counts(agent.serial)).toMatchObject({ licences: 4 });
  });

  it('takes effect first if wanted', async () => {
    post([{ fault: 'poll', times: 1, takesEffect: true }]);
    const begun = await agent.authorize(6);
    expect(counts(agent.serial)).toMatchObject({ licences: 6 });
    expect((await agent.poll(begun.data.poll_id, 'AUTHORIZATION')).response.status_code).toBe('OK');
  });

  it('the awaited answer may be a refusal; another instance’s poll and another action are unknown', async () => {
    post([{ fault: 'poll', times: 1 }]);
    const one = house.agent();
    const begun = await one.register({ id_token: 'wrong' });
    const thief = house.agent();
    expect((await thief.poll(begun.data.poll_id, 'REGISTRATION')).data.error_code).toBe('OTHER');
    one.key = newKey();
    expect((await one.poll(begun.data.poll_id, 'REGISTRATION')).data.error_code).toBe('OTHER');
    const held = await agent.authorize(1);
    expect((await agent.poll(held.data.poll_id, 'DEREGISTRATION')).data.error_code).toBe('OTHER');
    expect((await agent.poll(held.data.poll_id, 'AUTHORIZATION')).response.status_code).toBe('OK');
    const refused: Json = await soap.register({ id_token: 'wrong', force: true });
    expect((await soap.poll(refused.data.poll_id, 'REGISTRATION')).data.error_code).toBe('TOKEN_INVALID');
  });

  it('is no way around the checks: what cannot be believed is refused at once', async () => {
    post([{ fault: 'poll' }]);
    const said = await agent.say('AUTHORIZATION', agent.authorizationBody(1), { key: newKey() });
    expect(said.data.error_code).toBe('OTHER');
  });
});
