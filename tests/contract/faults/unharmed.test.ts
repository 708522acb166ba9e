// A whole host in a process of its own, at debug level, over the simulator in another: every fault that can be switched on, over both
// carriers and both schemes, ends in its own category, leaves the registration as it was, and is gone with its cause. Afterwards
// no secret stands in a log, in an output, or in clear in the folder.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectToHost, type HostClient } from '../../../main/services/host/host-socket-client.ts';
import { realClock } from '../../../main/services/time/real-time.ts';
import type { AppFailure } from '../../../shared/app-failure.ts';
import type { FailureCategory } from '../../../shared/model/failure.ts';
import { FAULTS, type FaultName } from '../../../shared/model/fault-names.ts';
import type { Fault } from '../../../shared/model/simulator-fault.ts';
import { TestProxy } from '../../fakes/test-proxy.ts';
import { type Addresses, type Running, simulator, Terminal } from '../cli/terminal.ts';

type Carrier = 'http' | 'call-home';
const CATEGORY: Record<Exclude<FaultName, 'poll'>, FailureCategory> = {
  'no-answer': 'timeout',
  'slow-answer': 'timeout',
  reset: 'connection-refused',
  'reset-half': 'unreadable-answer',
  'http-500': 'http-status',
  'http-502': 'http-status',
  'http-503': 'http-status',
  redirect: 'redirected',
  'not-json': 'unreadable-answer',
  'not-xml': 'unreadable-answer',
  oversized: 'answer-too-large',
  'bad-signature': 'bad-signature',
  'unknown-signer': 'bad-signature',
  'wrong-nonce': 'wrong-nonce',
  'wrong-instance': 'wrong-instance',
  'wrong-type': 'unreadable-answer',
  'version-too-high': 'version-too-high',
  'clock-skew': 'clock-skew',
  'soap-fault': 'unreadable-answer',
  'server-busy': 'server-refused',
};
const STRUCK = Object.keys(CATEGORY) as (keyof typeof CATEGORY)[];
const PATHS: Record<Carrier, string> = {
  http: '/SmartTransport',
  'call-home': '/Transportgateway/services/DeviceRequestHandler',
};
const WAYS = [
  ['http', 'http'],
  ['http', 'https'],
  ['call-home', 'http'],
  ['call-home', 'https'],
] as const;
const named = (origin: string) => origin.replace('127.0.0.1', 'localhost');
const LOGIN = { user: 'tester', password: 'planted-proxy-password' };

let terminal: Terminal;
let at: Addresses;
let host: HostClient;
let hosting: Running;
let proxy: TestProxy;
const level = process.env.CUSP_LICENSE_LOG;
beforeAll(async () => {
  process.env.CUSP_LICENSE_LOG = 'debug';
  terminal = await Terminal.open('--demo');
  ({ at } = await simulator(terminal));
  hosting = terminal.start('run');
  await hosting.said(/Hosting/);
  const connected = await connectToHost(terminal.folder, realClock());
  if (connected === null) throw new Error('No host');
  host = connected;
  // By name, so that the certificate is checked against one.
  at = { ...at, http: named(at.http), https: named(at.https) };
  await host.call('trust.add', { url: at.https, kind: 'tls', pem: await readFile(at.tlsCa, 'utf8') });
  proxy = await TestProxy.start({ login: LOGIN });
});
afterAll(async () => {
  if (level === undefined) delete process.env.CUSP_LICENSE_LOG;
  else process.env.CUSP_LICENSE_LOG = level;
  host.dispose();
  await proxy.stop();
  await terminal.dispose();
});

const faults = async (method: string, body?: Fault[]): Promise<Fault[]> => {
  const headers = { authorization: `Bearer ${at.control}`, 'content-type': 'application/json' };
  const response = await fetch(`${at.http}/simulator/faults`, { method, headers, body: body ? JSON.stringify(body) : null });
  expect(response.status).toBe(200);
  return response.json() as Promise<Fault[]>;
};

/** A registered and authorized instance of its own. */
async function instance(name: string, carrier: Carrier, scheme: 'http' | 'https', throughProxy = false) {
  const { id } = await host.call('instances.add', { name, maxCallRate: 100 });
  const serverUrl = `${at[scheme]}${PATHS[carrier]}`;
  const manual = { kind: 'manual', host: '127.0.0.1', port: proxy.port, user: LOGIN.user, password: LOGIN.password } as const;
  const change = { enabled: true, licenseCount: 5, serverUrl, transport: carrier, token: at.token };
  await host.call('instances.configure', {
    id,
    change: throughProxy ? { ...change, proxy: manual } : change,
    waitMs: 60_000,
  });
  const look = async () => (await host.call('instances.detail', { id })).summary;
  await expect.poll(async () => (await look()).smartLicenseClientState, { timeout: 60_000 }).toBe('Authorized');
  const authorize = (): Promise<string> =>
    host.call('instances.authorize', { id, waitMs: 120_000 }).then(
      () => 'done',
      ({ error }: AppFailure) => error.failure?.category ?? error.code,
    );
  return { id, look, authorize };
}

const applies = (fault: FaultName, carrier: Carrier): boolean =>
  carrier === 'http' ? fault !== 'not-xml' && fault !== 'soap-fault' : fault !== 'not-json';

it('every fault, over both carriers and both schemes, ends in its category, harms no registration, and is gone with its cause', async () => {
  const cases = WAYS.flatMap(([carrier, scheme]) =>
    STRUCK.filter((fault) => applies(fault, carrier)).map((fault) => ({
      fault,
      carrier,
      scheme,
      name: `${fault} ${carrier} ${scheme}`,
    })),
  );
  const fleet = await Promise.all(
    cases.map(async ({ fault, carrier, scheme, name }) => ({ fault, name, one: await instance(name, carrier, scheme) })),
  );
  const before = new Map(await Promise.all(fleet.map(async ({ name, one }) => [name, await one.look()] as const)));
  await faults(
    'PUT',
    fleet.map(({ fault, name }) => ({ fault, serial: before.get(name)?.productSerialNumber ?? '' })),
  );
  const outcomes = await Promise.all(fleet.map(async ({ name, one }) => [name, await one.authorize()]));
  expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(fleet.map(({ name, fault }) => [name, CATEGORY[fault]])));
  for (const { fault, name, one } of fleet) {
    const is = await one.look();
    const kept = { smartLicenseClientState: 'Authorized', licensingState: 'InCompliance', registrationSuccessful: true };
    expect([name, is]).toMatchObject([name, { ...kept, calls: { verdict: 'allowed' }, authorizationSuccessful: false }]);
    expect([name, is.registrationExpiryDate]).toEqual([name, before.get(name)?.registrationExpiryDate]);
    expect([name, is.latestFailureReason]).toMatchObject([name, { category: CATEGORY[fault] }]);
    expect(is.latestFailureReason?.text).not.toBe('');
  }
  await faults('DELETE');
  const again = await Promise.all(fleet.map(({ one }) => one.authorize()));
  expect(new Set(again)).toEqual(new Set(['done']));
  for (const { one } of fleet)
    expect(await one.look()).toMatchObject({ authorizationSuccessful: true, latestFailureReason: null });
}, 240_000);

it('no fault of the list is left out', () => {
  expect([...STRUCK, 'poll'].sort()).toEqual([...FAULTS].sort());
});

it('a registration is put off, asked for again, and comes', async () => {
  await faults('PUT', [{ fault: 'poll', times: 1, requestType: 'REGISTRATION', retryAfterSeconds: 1 }]);
  const one = await instance('put off', 'call-home', 'https');
  await faults('DELETE');
  expect(await one.look()).toMatchObject({ registrationSuccessful: true });
}, 60_000);

it('through a proxy with a login, too', async () => {
  const one = await instance('through a proxy', 'http', 'https', true);
  expect(await one.look()).toMatchObject({ smartLicenseClientState: 'Authorized' });
  await faults('PUT', [{ fault: 'http-503', retryAfterSeconds: 0 }]);
  expect(await one.authorize()).toBe('http-status');
  await faults('DELETE');
  expect(await one.authorize()).toBe('done');
  expect(proxy.seen).not.toContain(at.token);
  expect(proxy.seen).not.toMatch(/BEGIN (CERTIFICATE|PRIVATE KEY)|SmartTransport|id_token/);
}, 60_000);

it('no secret stands in a log, an output or, in clear, in the folder', async () => {
  const stopped = await hosting.stop();
  const files = (await readdir(terminal.folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      // The simulator's own folder is the licence server's.
      .filter((file) => !file.includes('/simulator/'))
      .map(async (file) => [file, (await readFile(file)).toString('latin1')] as const),
  );
  const log = texts.find(([file]) => file.endsWith('cusp-license-manager.log'))?.[1] ?? '';
  expect(log).toMatch(/ debug /i);
  expect(log.length).toBeGreaterThan(1_000);
  const base64 = Buffer.from(`${LOGIN.user}:${LOGIN.password}`).toString('base64');
  for (const [place, text] of [...texts, ['output', stopped.out + stopped.err] as const])
    for (const secret of [at.token, LOGIN.password, base64, 'PRIVATE KEY', at.control])
      expect([place, text.includes(secret)]).toEqual([place, false]);
}, 60_000);
