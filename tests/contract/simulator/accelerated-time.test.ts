// A demonstration: the server takes its time from the requests. At a million times real time two requests are days apart, an hour
// is a century, and nothing may break.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UNBOUNDED } from '../../../main/simulator/authority/certificate.ts';
import { type House, openHouse, START } from './house.ts';
import { newKey, type WireAgent } from './wire-agent.ts';

// Keys and certificates are made for real, and other tests may be doing the same.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

const DAY = 86_400_000;
const YEAR = 365 * DAY;
let house: House;
beforeAll(async () => {
  house = await openHouse({ clock: 'requests' });
});
afterAll(() => house.dispose());

const at = (agent: WireAgent, time: number): WireAgent => {
  agent.time = () => time;
  return agent;
};

describe('the server’s time', () => {
  it('is the newest of the requests and never goes back; no request is refused for its time', async () => {
    const [fast, slow] = [house.agent(), house.agent()];
    expect((await at(fast, START + 10 * YEAR).register()).header.timestamp).toBe(START + 10 * YEAR);
    const behind = await at(slow, START + 9 * YEAR).register();
    expect(behind.response.status_code).toBe('OK');
    expect(behind.header.timestamp).toBe(START + 10 * YEAR);
    expect(house.simulator.control.state().serverTime).toBe(START + 10 * YEAR);
  });

  it('is not moved by a request that is not believed', async () => {
    const agent = house.agent();
    await at(agent, START + 10 * YEAR).register();
    const far = START + 900 * YEAR;
    const said = await at(agent, far).say('AUTHORIZATION', agent.authorizationBody(1), { key: newKey() });
    expect(said.data.error_code).toBe('OTHER');
    expect(house.simulator.control.state().serverTime).toBe(START + 10 * YEAR);
  });

  it('a token that was made before the first request lives as long as was said from then on', async () => {
    const own = await openHouse({ clock: 'requests' });
    try {
      const order = { account: 'Simulator', virtualAccount: 'Default', expiresAfterDays: 30 };
      const { token } = await own.simulator.control.createToken(order);
      const first = START + 40 * YEAR;
      expect((await at(own.agent(), first).register({ id_token: token })).response.status_code).toBe('OK');
      expect((await at(own.agent(), first + 29 * DAY).register({ id_token: token })).response.status_code).toBe('OK');
      expect((await at(own.agent(), first + 31 * DAY).register({ id_token: token })).data.error_code).toBe('TOKEN_EXPIRED');
      expect((await at(own.agent(), first + 500 * YEAR).register()).response.status_code).toBe('OK');
    } finally {
      await own.dispose();
    }
  });
});

describe('years on end', () => {
  it('an instance that authorizes every 30 days and renews every 180 is answered under trusted signers for 12 years', async () => {
    const agent = house.agent();
    let now = START + 20 * YEAR;
    await at(agent, now).register();
    let version = 0;
    let renewAt = now + 180 * DAY;
    for (const end = now + 12 * YEAR; now < end; now += 30 * DAY) {
      at(agent, now);
      if (now >= renewAt) {
        const renewed = await agent.renew();
        expect(renewed.signatureIsGood).toBe(true);
        agent.adopt(renewed);
        renewAt = renewed.data.next_renew_time;
      }
      const said = await agent.authorize(1, { entitlement_version: version });
      expect(said).toMatchObject({
        signatureIsGood: true,
        response: { status_code: 'OK' },
        data: { compliance_status: 'In Compliance' },
      });
      version = said.data.entitlement_version;
    }
  });

  it('the printed token and the roots hold to the end of all dates', async () => {
    const agent = at(house.agent(), UNBOUNDED.to - 3 * YEAR);
    const said = await agent.register();
    expect(said).toMatchObject({ signatureIsGood: true, response: { status_code: 'OK' } });
    expect((await agent.authorize(1)).signatureIsGood).toBe(true);
  });
});
