// Through proxies that others wrote: Debian's tinyproxy (which `npm test` installs there) and proxy-chain. Each carries both kinds
// of URL, asks for a login, and refuses; a refusal is gone as soon as the proxy takes it back.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestError, Server } from 'proxy-chain';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LicenceRequest } from '../../../main/agent/ports.ts';
import { chainOfThree, type Issued, issue, MIDDLE } from '../../builders/certificates.ts';
import { authorization, identityOf, outcomeOf, registration, transportWorld, type World } from '../../builders/exchanges.ts';
import { type Authority, LicencePeer } from '../../fakes/licence-peer.ts';
import { TestProxy } from '../../fakes/test-proxy.ts';

type Proxy = LicenceRequest['route']['proxy'];
const DAY = 86_400_000;
const LOGIN = { user: 'tester', password: 'secret-of-the-proxy' };
let authority: Authority;
let tlsRoot: Issued;
let served: Issued;
let peers: LicencePeer[];
let world: World;
const stops: (() => unknown)[] = [];

beforeAll(async () => {
  authority = await chainOfThree('Licensing');
  const valid = { from: Date.now() - DAY, to: Date.now() + DAY };
  tlsRoot = await issue({ subject: [{ CN: 'TLS Root' }], ca: true, ...valid });
  served = await issue({ subject: [{ CN: 's' }], issuer: tlsRoot, dns: ['localhost'], ip: ['127.0.0.1'], ...valid });
});
beforeEach(async () => {
  const plain = await LicencePeer.start(authority, () => MIDDLE);
  const secure = await LicencePeer.start(authority, () => MIDDLE, { key: served.keyPem, cert: served.pem });
  peers = [plain, secure];
  world = transportWorld({ signerRoots: [authority.root.pem], tlsRoots: [tlsRoot.pem] }, () => MIDDLE);
  world.secrets.kept.set('i1 proxy-password', LOGIN.password);
});
afterEach(async () => {
  world.server.dispose();
  for (const stop of stops.splice(0)) await stop();
  for (const peer of peers) await peer.stop();
});

const at = (port: number, login?: typeof LOGIN): Proxy => ({
  kind: 'manual',
  host: '127.0.0.1',
  port,
  user: login?.user ?? null,
  hasPassword: login !== undefined,
  tls: false,
});

/** A registration and an authorization at each peer, or the outcome of the registration that failed. */
async function lives(proxy: Proxy): Promise<string[]> {
  const outcomes: string[] = [];
  for (const peer of peers) {
    const answer = await world.server.exchange(registration({ url: peer.url(), proxy }));
    if (answer.kind !== 'registered') outcomes.push(outcomeOf(answer));
    else outcomes.push(outcomeOf(await world.server.exchange(authorization({ url: peer.url(), proxy }, identityOf(answer)))));
  }
  return outcomes;
}
const BOTH = (outcome: string) => [outcome, outcome];
/** In the absolute form nothing tells the proxy's status from the server's own. */
const REFUSED = ['no-answer http-status', 'no-answer proxy-refused'];

async function freePort(): Promise<number> {
  const proxy = await TestProxy.start();
  const { port } = proxy;
  await proxy.stop();
  return port;
}

const hasTinyproxy = spawnSync('tinyproxy', ['-v']).status === 0;
describe.skipIf(!hasTinyproxy)('tinyproxy', () => {
  const run = async (port: number, ...lines: string[]): Promise<ChildProcess> => {
    const folder = mkdtempSync(join(tmpdir(), 'tinyproxy-'));
    const file = join(folder, 'conf');
    writeFileSync(join(folder, 'filter'), '^nowhere\\.example$\n');
    const all = [`Port ${port}`, 'Listen 127.0.0.1', 'Allow 127.0.0.1', 'Timeout 60', 'LogLevel Info', ...lines];
    writeFileSync(file, `${all.join('\n').replaceAll('FOLDER', folder)}\n`);
    const child = spawn('tinyproxy', ['-d', '-c', file]);
    const ended = once(child, 'exit');
    stops.push(async () => {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    });
    await new Promise<void>((listens, fail) => {
      child.once('exit', () => fail(new Error('tinyproxy ended')));
      child.stdout.on('data', (chunk) => String(chunk).includes('Accepting connections') && listens());
    });
    return child;
  };

  it('carries http and https', async () => {
    const port = await freePort();
    await run(port);
    expect(await lives(at(port))).toEqual(BOTH('authorized'));
  });

  it('asks for a password', async () => {
    const port = await freePort();
    await run(port, `BasicAuth ${LOGIN.user} ${LOGIN.password}`);
    expect(await lives(at(port))).toEqual(BOTH('no-answer proxy-authentication'));
    expect(await lives(at(port, LOGIN))).toEqual(BOTH('authorized'));
  });

  it('refuses, until its filter lets the server through', async () => {
    const port = await freePort();
    const refusing = await run(port, 'FilterDefaultDeny Yes', 'Filter "FOLDER/filter"');
    expect(await lives(at(port))).toEqual(REFUSED);
    expect(peers.map(({ received }) => received.length)).toEqual([0, 0]);
    const ended = once(refusing, 'exit');
    refusing.kill();
    await ended;
    expect(await lives(at(port))).toEqual(BOTH('no-answer proxy-unreachable'));
    await run(port);
    expect(await lives(at(port))).toEqual(BOTH('authorized'));
  });
});

describe('proxy-chain', () => {
  type Prepare = NonNullable<ConstructorParameters<typeof Server>[0]>['prepareRequestFunction'];
  const run = async (prepareRequestFunction?: Prepare): Promise<Server> => {
    const server = new Server({ port: 0, host: '127.0.0.1', ...(prepareRequestFunction ? { prepareRequestFunction } : {}) });
    await server.listen();
    stops.push(() => server.close(true));
    return server;
  };

  it('carries http and https', async () => {
    expect(await lives(at((await run()).port))).toEqual(BOTH('authorized'));
  });

  it('asks for a password', async () => {
    const { port } = await run(({ username, password }) => ({
      requestAuthentication: username !== LOGIN.user || password !== LOGIN.password,
    }));
    expect(await lives(at(port))).toEqual(BOTH('no-answer proxy-authentication'));
    expect(await lives(at(port, LOGIN))).toEqual(BOTH('authorized'));
  });

  it('refuses, and hands on to a second proxy that does not', async () => {
    let upstream: string | null = null;
    const { port } = await run(() => {
      if (upstream === null) throw new RequestError('Not from here', 403);
      return { upstreamProxyUrl: upstream };
    });
    expect(await lives(at(port))).toEqual(REFUSED);
    upstream = `http://127.0.0.1:${(await run()).port}`;
    expect(await lives(at(port))).toEqual(BOTH('authorized'));
  });
});
