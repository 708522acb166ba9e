// The doctor from the command line down to the sockets: an instance of a fleet, the transport's own checks, the simulator.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Route } from '../../../main/agent/ports.ts';
import { ExchangeRecords } from '../../../main/services/transport/exchange-record.ts';
import { LicenceServer } from '../../../main/services/transport/licence-server.ts';
import type { CheckResult } from '../../../shared/model/diagnostics.ts';
import { registration, SecretsInMemory } from '../../builders/exchanges.ts';
import { FakeCliWorld } from '../../fakes/cli-world.ts';
import { unhurried } from '../../fakes/unhurried-pace.ts';
import { type House, openHouse } from '../simulator/house.ts';

const NAME = 'proxy-1';
let house: House;
let tlsRoots: string[];
const stops: (() => unknown)[] = [];
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A fleet with one instance that speaks to `serverUrl`; `kept`: its token. */
async function instanceAt(serverUrl: string | null, kept: string | null = null) {
  tlsRoots = [house.simulator.tlsCaPem];
  const world = new FakeCliWorld();
  const secrets = new SecretsInMemory();
  const records = new ExchangeRecords();
  const server = new LicenceServer({
    pace: unhurried(),
    secrets,
    trust: { rootsFor: async () => ({ signerRoots: [], tlsRoots, simulatorRoot: house.simulator.signerCaPem }) },
    clock: { now: () => ({ wallMs: house.time.now(), steadyMs: 0, runId: 'r' }) },
    systemProxy: null,
    refusal: () => null,
    recorder: records,
  });
  stops.push(() => server.dispose());
  world.fleet.demonstration = false;
  world.fleet.examine = (patient, signal) => server.examine(patient, () => Date.now(), signal);
  const { id } = await world.fleet.call('instances.add', { name: NAME, maxCallRate: 100 });
  if (serverUrl !== null) await world.fleet.call('instances.configure', { id, change: { serverUrl, transport: 'http' } });
  if (kept !== null) secrets.kept.set(`${id} token`, kept);
  const doctor = async () => {
    const { code, out, err } = await world.cli('doctor', NAME, '--json');
    expect(err).toBe('');
    const results = JSON.parse(out) as CheckResult[];
    const line = results.map(({ check, outcome }) => `${check} ${outcome}`).join(', ');
    return { code, line, of: (check: string) => results.find((result) => result.check === check) };
  };
  return { id, world, server, secrets, records, doctor };
}

const MEANT_WELL = 'url pass, dns pass, proxy skipped, tcp pass, tls pass, tls-name pass, clock pass, server pass, token pass';
const named = (origin: string) => origin.replace('127.0.0.1', 'localhost');

it('finds nothing wrong with the simulator, whose book it leaves as it is', async () => {
  const { doctor } = await instanceAt(`${named(house.simulator.https)}/SmartTransport`, house.simulator.token);
  const before = JSON.stringify(house.simulator.control.state());
  expect(await doctor()).toMatchObject({ code: 0, line: MEANT_WELL });
  expect(JSON.stringify(house.simulator.control.state())).toBe(before);
});

it('tls fails, with its fix, until the CA of the server is trusted', async () => {
  const { doctor } = await instanceAt(`${named(house.simulator.https)}/SmartTransport`, house.simulator.token);
  tlsRoots = [];
  const ill = await doctor();
  expect(ill.code).toBe(1);
  expect(ill.line).toBe(
    'url pass, dns pass, proxy skipped, tcp pass, tls fail, tls-name skipped, clock skipped, server skipped, token pass',
  );
  expect(ill.of('tls')?.fix).toMatch(/CA/);
  tlsRoots = [house.simulator.tlsCaPem];
  expect((await doctor()).code).toBe(0);
});

it('tls fails where what answers speaks no TLS', async () => {
  const plain = http.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => plain.once('listening', resolve));
  stops.push(() => plain.close());
  const { doctor } = await instanceAt(`https://localhost:${(plain.address() as AddressInfo).port}/SmartTransport`);
  const { code, line } = await doctor();
  expect(code).toBe(1);
  expect(line).toMatch(/^url pass, dns pass, proxy skipped, tcp pass, tls fail, /);
});

it('tcp fails once the server has stopped, and passes when it is back', async () => {
  const other = await openHouse();
  const { http: origin } = other.simulator;
  const { doctor } = await instanceAt(`${named(origin)}/SmartTransport`);
  expect((await doctor()).code).toBe(0);
  await other.simulator.dispose();
  const stopped = await doctor();
  expect(stopped.code).toBe(1);
  expect(stopped.line).toMatch(/^url pass, dns pass, proxy skipped, tcp fail, tls skipped, /);
  expect(stopped.of('tcp')?.fix).not.toBe('');
  await other.restart({ port: Number(new URL(origin).port) });
  stops.push(() => other.dispose());
  expect((await doctor()).code).toBe(0);
});

it('dns fails for a name that nobody has', async () => {
  const { doctor } = await instanceAt('https://licences.invalid/SmartTransport');
  const { code, line, of } = await doctor();
  expect(code).toBe(1);
  expect(line).toMatch(/^url pass, dns fail, proxy skipped, tcp skipped, /);
  expect(of('dns')?.fix).toContain('licences.invalid');
});

it('no URL: the first check says so, and the rest is skipped', async () => {
  const { doctor } = await instanceAt(null);
  const { code, line, of } = await doctor();
  expect(code).toBe(1);
  expect(of('url')).toMatchObject({ outcome: 'fail', fix: expect.stringContaining('Configuration') });
  expect(line).toBe(
    'url fail, dns skipped, proxy skipped, tcp skipped, tls skipped, tls-name skipped, clock skipped, server skipped, token skipped',
  );
});

it('what was said with the simulator is recorded in the contract’s shape, without the token', async () => {
  const url = `${named(house.simulator.https)}/SmartTransport`;
  const { world, server, secrets, records, id } = await instanceAt(url);
  const { token } = house.simulator;
  secrets.kept.set(`${id} token`, token);
  const route: Partial<Route> = { instanceId: id, url };
  const request = registration({ url, instanceId: id });
  const softwareTag = 'regid.2026-11.example.cusp-license-manager.CUSP,1.0';
  const answer = await server.exchange({ ...request, route: { ...request.route, ...route }, softwareTag } as typeof request);
  expect(answer.kind).toBe('registered');
  world.fleet.exchanges = [...records.of(id)];
  const shown = await world.fleet.call('diagnostics.exchanges', { id });
  expect(shown).toMatchObject([{ operation: 'registration', outcome: 'registered', status: 200, failure: null, url }]);
  expect(shown[0]?.timings.tlsMs).toBeGreaterThan(0);
  expect(JSON.stringify(shown)).not.toContain(token);
});
