// The pre-flight checks over real sockets: which one fails for which fault, what is skipped after it, and that nothing but one GET
// ever reaches the server.
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Patient } from '../../../main/services/transport/doctor.ts';
import type { CheckResult } from '../../../shared/model/diagnostics.ts';
import { type Issued, issue, MIDDLE, type Plan } from '../../builders/certificates.ts';
import { transportWorld } from '../../builders/exchanges.ts';
import { type ProxyPlan, TestProxy } from '../../fakes/test-proxy.ts';
import { openHouse } from '../simulator/house.ts';

const DAY = 86_400_000;
const valid = { from: Date.now() - DAY, to: Date.now() + DAY };
let root: Issued;
const stops: (() => unknown)[] = [];
beforeAll(async () => {
  root = await issue({ subject: [{ CN: 'TLS Root' }], ca: true, ...valid });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Answers every request as told, and keeps what came. */
async function serve(answer: http.RequestListener, plan: Partial<Plan> | null = null): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const listener: http.RequestListener = (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    answer(request, response);
  };
  if (plan === null) {
    const server = http.createServer(listener).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    stops.push(() => server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/SmartTransport`, seen };
  }
  const https = await import('node:https');
  const served = await issue({ subject: [{ CN: 's' }], issuer: root, dns: ['localhost'], ...valid, ...plan });
  const server = https.createServer({ key: served.keyPem, cert: served.pem }, listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  stops.push(() => server.close());
  return { url: `https://localhost:${(server.address() as AddressInfo).port}/SmartTransport`, seen };
}
const no: http.RequestListener = (_, response) => response.writeHead(405).end();

type Route = Patient['route'];
async function examine(
  route: Partial<Route>,
  more: Partial<Parameters<typeof transportWorld>[2]> & {
    trusted?: Issued[];
    registered?: boolean;
    now?: number | null;
    token?: string | null;
    signal?: AbortSignal;
  } = {},
) {
  const {
    trusted = [root],
    registered = true,
    now = Date.now(),
    token = null,
    signal = new AbortController().signal,
    ...rest
  } = more;
  const world = transportWorld({ tlsRoots: trusted.map(({ pem }) => pem) }, () => MIDDLE, rest);
  if (token === null) world.secrets.kept.clear();
  else world.secrets.kept.set('i1 token', token);
  const complete: Route = {
    instanceId: 'i1',
    url: null,
    transport: 'http',
    proxy: { kind: 'none' },
    liveServerAllowed: false,
    ...route,
  };
  const results: CheckResult[] = [];
  for await (const result of world.server.examine({ route: complete, registered }, now === null ? null : () => now, signal))
    results.push(result);
  world.server.dispose();
  expect(results.map(({ check }) => check)).toEqual([
    'url',
    'dns',
    'proxy',
    'tcp',
    'tls',
    'tls-name',
    'clock',
    'server',
    'token',
  ]);
  for (const { outcome, fix } of results) expect(fix !== null && fix !== '').toBe(outcome === 'fail');
  return results;
}
/** `url+ dns+ proxy- tcp…`: pass, fail, skipped. */
const line = (results: CheckResult[]) =>
  results.map(({ check, outcome }) => `${check}${{ pass: '+', fail: '-', skipped: '.' }[outcome]}`).join(' ');
const of = (results: CheckResult[], check: string) => results.find((result) => result.check === check);
const manual = (port: number): Route['proxy'] => ({
  kind: 'manual',
  host: '127.0.0.1',
  port,
  user: null,
  hasPassword: false,
  tls: false,
});
const proxied = async (plan: ProxyPlan = {}) => {
  const proxy = await TestProxy.start(plan);
  stops.push(() => proxy.stop());
  return proxy;
};

describe('directly', () => {
  it('passes all of https', async () => {
    const { url, seen } = await serve(no, {});
    expect(line(await examine({ url }))).toBe('url+ dns+ proxy. tcp+ tls+ tls-name+ clock+ server+ token.');
    expect(seen).toEqual(['GET /SmartTransport']);
  });
  it('skips TLS of http', async () => {
    const { url } = await serve(no);
    expect(line(await examine({ url }))).toBe('url+ dns. proxy. tcp+ tls. tls-name. clock+ server+ token.');
  });
  it('a licence server of the dialect passes and is not changed by it', async () => {
    const house = await openHouse();
    stops.push(() => house.dispose());
    const before = house.simulator.control.state();
    for (const path of ['/SmartTransport', '/licservice/license'])
      expect(line(await examine({ url: `${house.simulator.http}${path}` }))).toBe(
        'url+ dns. proxy. tcp+ tls. tls-name. clock+ server+ token.',
      );
    expect(line(await examine({ url: `${house.simulator.http}/nowhere` }))).toContain('server-');
    expect(house.simulator.control.state()).toEqual(before);
  });
  it.each<[string, Partial<Route>, string]>([
    ['none', { url: null }, 'No License Server URL'],
    ['that is none', { url: 'ftp://a/' }, 'http'],
  ])('a URL %s', async (_, route, text) => {
    const results = await examine(route);
    expect(line(results)).toBe('url- dns. proxy. tcp. tls. tls-name. clock. server. token.');
    expect(of(results, 'url')?.detail).toContain(text);
  });
  it('a server that is not allowed is not spoken to', async () => {
    const { url, seen } = await serve(no);
    expect(
      line(await examine({ url }, { refusal: () => ({ field: 'server-url', rule: 'live', message: 'not switched on' }) })),
    ).toBe('url- dns. proxy. tcp. tls. tls-name. clock. server. token.');
    expect(seen).toEqual([]);
  });
  it('a path of the other transport mode', async () => {
    const { url } = await serve(no);
    const results = await examine({ url, transport: 'call-home' });
    expect(line(results)).toBe('url- dns. proxy. tcp+ tls. tls-name. clock+ server+ token.');
    expect(of(results, 'url')?.fix).toContain('HTTP');
  });
  it('a name that is not found', async () => {
    expect(line(await examine({ url: 'https://server.invalid/SmartTransport' }))).toBe(
      'url+ dns- proxy. tcp. tls. tls-name. clock. server. token.',
    );
  });
  it('a port where nobody listens', async () => {
    expect(line(await examine({ url: 'https://127.0.0.1:1/SmartTransport' }))).toBe(
      'url+ dns. proxy. tcp- tls. tls-name. clock. server. token.',
    );
  });
  it('an authority that is not trusted; a certificate that has ended; one for another name', async () => {
    const { url } = await serve(no, {});
    const untrusted = await examine({ url }, { trusted: [] });
    expect(line(untrusted)).toBe('url+ dns+ proxy. tcp+ tls- tls-name. clock. server. token.');
    const ended = await serve(no, { to: Date.now() - 1_000 });
    expect(line(await examine({ url: ended.url }))).toBe('url+ dns+ proxy. tcp+ tls- tls-name. clock. server. token.');
    const other = await serve(no, { dns: ['other.example'] });
    const misnamed = await examine({ url: other.url });
    expect(line(misnamed)).toBe('url+ dns+ proxy. tcp+ tls+ tls-name- clock. server. token.');
    expect(of(misnamed, 'tls-name')?.fix).toContain('other.example');
    expect(other.seen).toEqual([]);
  });
  it('a clock that is over an hour off, either way; one that is not known', async () => {
    const { url } = await serve(no);
    for (const off of [-2, 2]) {
      const results = await examine({ url }, { now: Date.now() + off * 3_600_000 });
      expect(line(results)).toBe('url+ dns. proxy. tcp+ tls. tls-name. clock- server+ token.');
      expect(of(results, 'clock')?.detail).toContain(off < 0 ? 'behind' : 'ahead');
    }
    expect(of(await examine({ url }, { now: null }), 'clock')?.outcome).toBe('skipped');
    const timeless = await serve((_, response) => {
      response.sendDate = false;
      response.writeHead(405).end();
    });
    expect(of(await examine({ url: timeless.url }), 'clock')?.outcome).toBe('skipped');
  });
  it.each([
    [200, '+'],
    [400, '+'],
    [405, '+'],
    [301, '-'],
    [401, '-'],
    [403, '-'],
    [404, '-'],
    [500, '-'],
    [503, '-'],
  ])('a server that answers %i: %s', async (status, mark) => {
    const { url } = await serve((_, response) => response.writeHead(status, { Location: '/elsewhere' }).end('page'));
    expect(line(await examine({ url }))).toBe(`url+ dns. proxy. tcp+ tls. tls-name. clock+ server${mark} token.`);
  });
  it('a server that hangs up', async () => {
    const { url } = await serve((request) => request.socket.destroy());
    expect(line(await examine({ url }))).toBe('url+ dns. proxy. tcp+ tls. tls-name. clock. server- token.');
  });
});

describe('through a proxy', () => {
  it('passes, and says who looked what up', async () => {
    const proxy = await proxied();
    const { url } = await serve(no, {});
    expect(line(await examine({ url, proxy: manual(proxy.port) }))).toBe(
      'url+ dns. proxy+ tcp. tls+ tls-name+ clock+ server+ token.',
    );
    const plain = await serve(no);
    expect(line(await examine({ url: plain.url, proxy: manual(proxy.port) }))).toBe(
      'url+ dns. proxy+ tcp. tls. tls-name. clock+ server+ token.',
    );
    expect(plain.seen).toEqual(['GET /SmartTransport']);
  });
  it('a proxy that is not there, refuses, or wants a password', async () => {
    const { url } = await serve(no, {});
    const gone = await examine({ url, proxy: manual(1) });
    expect(line(gone)).toBe('url+ dns. proxy- tcp. tls. tls-name. clock. server. token.');
    for (const [plan, fix] of [
      [{ refuse: 403 }, 'Allow localhost on the proxy'],
      [{ login: { user: 'a', password: 'b' } }, 'user name and password'],
    ] as const) {
      const proxy = await proxied(plan);
      const results = await examine({ url, proxy: manual(proxy.port) });
      expect(line(results)).toBe('url+ dns. proxy- tcp. tls. tls-name. clock. server. token.');
      expect(of(results, 'proxy')?.fix).toContain(fix);
    }
  });
  it('a password that an http proxy wants shows at the answer', async () => {
    const proxy = await proxied({ login: { user: 'a', password: 'b' } });
    const { url } = await serve(no);
    const results = await examine({ url, proxy: manual(proxy.port) });
    expect(of(results, 'server')).toMatchObject({ outcome: 'fail', fix: expect.stringContaining('user name and password') });
  });
  it('the system’s proxy without a desktop', async () => {
    const { url } = await serve(no);
    expect(line(await examine({ url, proxy: { kind: 'system' } }))).toBe(
      'url+ dns. proxy- tcp. tls. tls-name. clock. server. token.',
    );
  });
});

describe('the token', () => {
  it('is looked at here only, and never sent or said', async () => {
    const { url, seen } = await serve(no);
    const asked = (token: string | null, registered = false) => examine({ url }, { token, registered });
    expect(of(await asked('planted-token'), 'token')?.outcome).toBe('pass');
    expect(of(await asked(null), 'token')?.outcome).toBe('skipped');
    expect(of(await asked('b@d'), 'token')?.outcome).toBe('fail');
    expect(of(await asked('planted-token', true), 'token')?.outcome).toBe('skipped');
    expect(JSON.stringify(await asked('planted-token'))).not.toContain('planted');
    expect(new Set(seen)).toEqual(new Set(['GET /SmartTransport']));
  });
});

it('yields step by step and can be called off: no connection is left', async () => {
  const sockets: net.Socket[] = [];
  const server = net.createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  stops.push(() => server.close());
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/SmartTransport`;
  const off = new AbortController();
  const { server: client } = transportWorld({}, () => MIDDLE);
  const route: Route = { instanceId: 'i1', url, transport: 'http', proxy: { kind: 'none' }, liveServerAllowed: false };
  const seen: CheckResult[] = [];
  for await (const result of client.examine({ route, registered: true }, null, off.signal)) {
    seen.push(result);
    if (result.check === 'tcp') off.abort();
  }
  expect(line(seen)).toBe('url+ dns. proxy. tcp+ tls. tls-name. clock. server. token.');
  expect(of(seen, 'tls')?.detail).toBe('Called off.');
  await Promise.all(
    sockets.map((socket) => socket.destroyed || new Promise((resolve) => socket.resume().once('close', resolve))),
  );
  client.dispose();
});
