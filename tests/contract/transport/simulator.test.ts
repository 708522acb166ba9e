// The product's own client against the product's own licence server, over both carriers and both schemes: the whole life of a
// registration, every fault that can be switched on, and the lost answer that must do no harm.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identity } from '../../../main/agent/agent-state.ts';
import { LicenceServer } from '../../../main/services/transport/licence-server.ts';
import { signerRoots } from '../../../main/services/transport/trust.ts';
import type { Fault } from '../../../shared/model/simulator-fault.ts';
import {
  authorization,
  deregistration,
  identityOf,
  outcomeOf,
  registration,
  renewal,
  SecretsInMemory,
} from '../../builders/exchanges.ts';
import { unhurried } from '../../fakes/unhurried-pace.ts';
import { type House, openHouse } from '../simulator/house.ts';

let house: House;
let server: LicenceServer;
const secrets = new SecretsInMemory();
const TAGS = {
  softwareTag: 'regid.2026-11.example.cusp-license-manager.CUSP,1.0',
  entitlementTag: 'regid.2026-11.example.cusp-license-manager.CUSP-CPS5,1.0',
};
beforeAll(async () => {
  house = await openHouse();
  const { signerCaPem, tlsCaPem } = house.simulator;
  server = new LicenceServer({
    pace: unhurried(),
    secrets,
    trust: { rootsFor: async () => ({ signerRoots: [], tlsRoots: [tlsCaPem], simulatorRoot: signerCaPem }) },
    clock: { now: () => ({ wallMs: house.time.now(), steadyMs: 0, runId: 'r' }) },
    systemProxy: null,
    refusal: () => null,
  });
});
afterAll(async () => {
  server.dispose();
  await house.dispose();
});

type Way = readonly [transport: 'http' | 'call-home', scheme: 'http' | 'https', path: string];
const WAYS: [Way, Way, Way, Way] = [
  ['http', 'http', '/SmartTransport'],
  ['http', 'https', '/licservice/license'],
  ['call-home', 'http', '/its/service/oddce/services/DDCEService'],
  ['call-home', 'https', '/Transportgateway/services/DeviceRequestHandler'],
];
type Where = { url: string; transport: 'http' | 'call-home' };

/** An instance of its own, speaking over one way. */
let instances = 0;
function instanceAt(way: Way) {
  instances += 1;
  const instanceId = `i${instances}`;
  const where: Where & { instanceId: string } = { url: `${house.simulator[way[1]]}${way[2]}`, transport: way[0], instanceId };
  const sudi = { productId: 'CUSP', serial: instances.toString(16).toUpperCase().padStart(32, '0') };
  secrets.kept.set(`${instanceId} token`, house.simulator.token);
  const { softwareTag } = TAGS;
  return {
    serial: sudi.serial,
    register: (more: object = {}, poll: string | null = null) =>
      server.exchange({ ...registration(where, poll), softwareTag, sudi, ...more } as never),
    authorize: (identity: Identity, licences = 5, poll: string | null = null) => {
      const entitlements = [{ tag: TAGS.entitlementTag, licences, requestedAt: house.time.now() }];
      return server.exchange({ ...authorization(where, identity, licences, poll), softwareTag, entitlements, sudi } as never);
    },
    renew: (identity: Identity, keyId = 'k2') => server.exchange({ ...renewal(where, identity, keyId), sudi }),
    deregister: (identity: Identity) => server.exchange({ ...deregistration(where, identity), sudi }),
  };
}

describe.each(WAYS)('%s over %s', (...way) => {
  it('registers, authorizes, renews, goes out of compliance and back, deregisters', async () => {
    const one = instanceAt(way);
    const identity = identityOf(await one.register());
    expect(identity).toMatchObject({ smartAccount: 'Simulator', virtualAccount: 'Default' });
    expect(await one.authorize(identity)).toMatchObject({ kind: 'authorized', compliance: 'in' });
    await house.simulator.control.setPurchased('Simulator', 'Default', 1);
    expect(await one.authorize(identity)).toMatchObject({ kind: 'authorized', compliance: 'out' });
    await house.simulator.control.setPurchased('Simulator', 'Default', 100);
    const renewed = identityOf(await one.renew(identity));
    expect(outcomeOf(await one.authorize(renewed))).toBe('authorized');
    expect(outcomeOf(await one.authorize(identity))).toBe('refused server-refused');
    expect(outcomeOf(await one.deregister(renewed))).toBe('deregistered');
    expect(outcomeOf(await one.authorize(renewed))).toBe('refused not-registered');
    expect(outcomeOf(await one.deregister(renewed))).toBe('deregistered');
  });

  it('tells refused tokens apart, and a second registration from a repeated one', async () => {
    const one = instanceAt(way);
    const key = `i${instances} token`;
    secrets.kept.set(key, 'nobody-knows-this-one');
    expect(outcomeOf(await one.register())).toBe('refused token-invalid');
    const { token } = await house.simulator.control.createToken({ account: 'Simulator', virtualAccount: 'Default', uses: 1 });
    secrets.kept.set(key, token);
    expect(outcomeOf(await one.register())).toBe('registered');
    expect(outcomeOf(await one.register())).toBe('registered');
    secrets.kept.set(key, house.simulator.token);
    expect(outcomeOf(await one.register({ keyId: 'another' }))).toBe('refused already-registered');
    expect(outcomeOf(await one.register({ keyId: 'another', force: true }))).toBe('registered');
    const other = instanceAt(way);
    secrets.kept.set(`i${instances} token`, token);
    expect(outcomeOf(await other.register())).toBe('refused token-invalid');
  });
});

describe('faults, each in its own category; afterwards it works again', () => {
  const cases: [Fault['fault'], string, string?][] = [
    ['reset', 'no-answer connection-refused'],
    ['reset-half', 'no-answer unreadable-answer'],
    ['http-500', 'no-answer http-status'],
    ['http-502', 'no-answer http-status'],
    ['http-503', 'no-answer http-status'],
    ['redirect', 'no-answer redirected'],
    ['not-json', 'no-answer unreadable-answer'],
    ['not-xml', 'no-answer unreadable-answer'],
    ['oversized', 'no-answer answer-too-large'],
    ['bad-signature', 'no-answer bad-signature'],
    ['unknown-signer', 'no-answer bad-signature'],
    ['wrong-nonce', 'no-answer wrong-nonce'],
    ['wrong-instance', 'no-answer wrong-instance'],
    ['wrong-type', 'no-answer unreadable-answer'],
    ['version-too-high', 'refused version-too-high'],
    ['clock-skew', 'refused clock-skew'],
    ['soap-fault', 'no-answer unreadable-answer'],
    ['server-busy', 'no-answer server-refused'],
    ['poll', 'poll'],
  ];
  const applies = (fault: string, transport: string) =>
    !((fault === 'not-json' && transport === 'call-home') || (['not-xml', 'soap-fault'].includes(fault) && transport === 'http'));
  const both = cases.flatMap(([fault, outcome]) => [[fault, WAYS[1], outcome] as const, [fault, WAYS[3], outcome] as const]);
  it.each(both.filter(([fault, way]) => applies(fault, way[0])))('%s over %s: %s', async (fault, way, outcome) => {
    const one = instanceAt(way);
    const identity = identityOf(await one.register());
    house.simulator.control.faults.put([{ fault, serial: one.serial, times: 1 }]);
    const answer = await one.authorize(identity);
    house.simulator.control.faults.clear();
    expect(outcomeOf(answer)).toBe(outcome);
    expect(outcomeOf(await one.authorize(identity))).toBe('authorized');
    expect(outcomeOf(await one.deregister(identity))).toBe('deregistered');
  });

  it('http-503 says how long to wait', async () => {
    const one = instanceAt(WAYS[0]);
    const identity = identityOf(await one.register());
    house.simulator.control.faults.put([{ fault: 'http-503', serial: one.serial, times: 1, retryAfterSeconds: 3_600 }]);
    expect(await one.authorize(identity)).toMatchObject({ retryAfterMs: 3_600_000, failure: { facts: { status: 503 } } });
  });

  it.each(WAYS)('%s over %s: a lost answer to a registration does no harm', async (...way) => {
    const one = instanceAt(way);
    const key = `i${instances} token`;
    const { token } = await house.simulator.control.createToken({ account: 'Simulator', virtualAccount: 'Default', uses: 1 });
    secrets.kept.set(key, token);
    house.simulator.control.faults.put([{ fault: 'reset', serial: one.serial, times: 1, takesEffect: true }]);
    expect(outcomeOf(await one.register())).toBe('no-answer connection-refused');
    const identity = identityOf(await one.register());
    expect(outcomeOf(await one.authorize(identity))).toBe('authorized');
  });

  it.each(WAYS)('%s over %s: a registration and an authorization that are polled for', async (...way) => {
    const one = instanceAt(way);
    house.simulator.control.faults.put([{ fault: 'poll', serial: one.serial, times: 1 }]);
    const first = await one.register();
    if (first.kind !== 'poll') throw new Error(JSON.stringify(first));
    house.simulator.control.faults.clear();
    let answer = await one.register({}, first.pollId);
    for (let polls = 0; answer.kind === 'poll' && polls < 3; polls += 1) answer = await one.register({}, answer.pollId);
    const identity = identityOf(answer);
    house.simulator.control.faults.put([{ fault: 'poll', serial: one.serial, times: 1 }]);
    const waiting = await one.authorize(identity);
    if (waiting.kind !== 'poll') throw new Error(JSON.stringify(waiting));
    house.simulator.control.faults.clear();
    let authorized = await one.authorize(identity, 5, waiting.pollId);
    for (let polls = 0; authorized.kind === 'poll' && polls < 3; polls += 1)
      authorized = await one.authorize(identity, 5, authorized.pollId);
    expect(outcomeOf(authorized)).toBe('authorized');
  });
});

it('an expired token', async () => {
  const { token } = await house.simulator.control.createToken({
    account: 'Simulator',
    virtualAccount: 'Default',
    expiresAfterDays: 1,
  });
  const one = instanceAt(WAYS[0]);
  secrets.kept.set(`i${instances} token`, token);
  house.time.pass(2 * 86_400_000);
  expect(outcomeOf(await one.register())).toBe('refused token-expired');
});

it('counts the root of the simulator for no name under cisco.com', () => {
  const { signerCaPem } = house.simulator;
  expect(signerRoots('tools.cisco.com', [signerCaPem], signerCaPem)).toEqual([]);
  expect(signerRoots('127.0.0.1', [], signerCaPem)).toHaveLength(1);
});
