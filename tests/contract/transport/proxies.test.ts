// Through proxies: CONNECT for https, absolute form for http, with a login, refused, silent, over TLS, inspecting, and as the
// operating system names them. The proxy that is named is the only way that is ever taken.
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LicenceAnswer, LicenceRequest } from '../../../main/agent/ports.ts';
import { chainOfThree, type Issued, issue, MIDDLE } from '../../builders/certificates.ts';
import {
  authorization,
  identityOf,
  outcomeOf,
  registration,
  TOKEN,
  transportWorld,
  type World,
} from '../../builders/exchanges.ts';
import { type Authority, LicencePeer } from '../../fakes/licence-peer.ts';
import { type ProxyPlan, TestProxy } from '../../fakes/test-proxy.ts';

type Proxy = LicenceRequest['route']['proxy'];
const DAY = 86_400_000;
const valid = { from: Date.now() - DAY, to: Date.now() + DAY };
let authority: Authority;
let tlsRoot: Issued;
let served: Issued;
let inspectorRoot: Issued;
let inspector: Issued;
let plain: LicencePeer;
let secure: LicencePeer;
let world: World;
const started: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  authority = await chainOfThree('Licensing');
  tlsRoot = await issue({ subject: [{ CN: 'TLS Root' }], ca: true, ...valid });
  served = await issue({ subject: [{ CN: 's' }], issuer: tlsRoot, dns: ['localhost'], ip: ['127.0.0.1', '::1'], ...valid });
  inspectorRoot = await issue({ subject: [{ CN: 'Inspector' }], ca: true, ...valid });
  inspector = await issue({ subject: [{ CN: 's' }], issuer: inspectorRoot, dns: ['localhost'], ip: ['127.0.0.1'], ...valid });
});
const worldWith = (...tlsRoots: Issued[]) =>
  transportWorld({ signerRoots: [authority.root.pem], tlsRoots: tlsRoots.map(({ pem }) => pem) }, () => MIDDLE);
beforeEach(async () => {
  plain = await LicencePeer.start(authority, () => MIDDLE);
  secure = await LicencePeer.start(authority, () => MIDDLE, { key: served.keyPem, cert: served.pem });
  world = worldWith(tlsRoot);
  started.push(plain, secure);
});
afterEach(async () => {
  world.server.dispose();
  for (const one of started.splice(0)) await one.stop();
});

const start = async (plan: ProxyPlan = {}): Promise<TestProxy> => {
  const proxy = await TestProxy.start(plan);
  started.push(proxy);
  return proxy;
};
const manual = (proxy: { port: number }, more: Partial<Extract<Proxy, { kind: 'manual' }>> = {}): Proxy => ({
  kind: 'manual',
  host: '127.0.0.1',
  port: proxy.port,
  user: null,
  hasPassword: false,
  tls: false,
  ...more,
});
const ask = (peer: LicencePeer, proxy: Proxy, in_ = world): Promise<LicenceAnswer> =>
  in_.server.exchange(registration({ url: peer.url(), proxy }));

describe('plain proxies', () => {
  it('carries http in absolute form and https through CONNECT, over connections that are kept', async () => {
    const proxy = await start();
    for (const peer of [plain, secure]) {
      const identity = identityOf(await ask(peer, manual(proxy)));
      for (const _ of [1, 2]) {
        const next = authorization({ url: peer.url(), proxy: manual(proxy) }, identity);
        expect(outcomeOf(await world.server.exchange(next))).toBe('authorized');
      }
    }
    expect(proxy.targets).toEqual([plain.url(), plain.url(), plain.url(), `127.0.0.1:${secure.port}`]);
    expect(proxy.connections.opened).toBe(2);
    expect(secure.connections.opened).toBe(1);
  });

  it('sees neither token nor key nor path of an exchange over https', async () => {
    const proxy = await start();
    expect(outcomeOf(await ask(secure, manual(proxy)))).toBe('registered');
    expect(proxy.seen).not.toContain(TOKEN);
    expect(proxy.seen).not.toContain('SmartTransport');
    expect(proxy.seen).not.toContain('CERTIFICATE');
    expect(secure.received[0]?.headers['proxy-authorization']).toBeUndefined();
  });

  it.each([
    ['an IPv6 address', '::1', '::1'],
    ['a name', 'localhost', '127.0.0.1'],
  ])('is reached by %s', async (_, host, listens) => {
    const proxy = await start({ host: listens });
    expect(outcomeOf(await ask(secure, manual(proxy, { host })))).toBe('registered');
  });

  it('asks for an IPv6 server in brackets', async () => {
    const proxy = await start();
    await world.server.exchange(registration({ url: `https://[::1]:${secure.port}/x`, proxy: manual(proxy) }));
    expect(proxy.targets).toEqual([`[::1]:${secure.port}`]);
  });

  it('asks by name, and leaves the look-up to the proxy', async () => {
    const proxy = await start({ refuse: 403 });
    const answer = await world.server.exchange(registration({ url: 'https://unknown.invalid/x', proxy: manual(proxy) }));
    expect(outcomeOf(answer)).toBe('no-answer proxy-refused');
    expect(proxy.targets).toEqual(['unknown.invalid:443']);
  });
});

describe('logins', () => {
  const login = { user: 'tester', password: 'p\u00e4ss:w\u00f6rd' };
  it.each(['plain', 'secure'] as const)('are given to the proxy and to nobody else (%s)', async (which) => {
    const peer = which === 'plain' ? plain : secure;
    const proxy = await start({ login });
    world.secrets.kept.set('i1 proxy-password', login.password);
    expect(outcomeOf(await ask(peer, manual(proxy, { user: login.user, hasPassword: true })))).toBe('registered');
    expect(peer.received[0]?.headers['proxy-authorization']).toBeUndefined();
  });

  it.each(['plain', 'secure'] as const)('missing or wrong: 407 (%s)', async (which) => {
    const peer = which === 'plain' ? plain : secure;
    const proxy = await start({ login });
    world.secrets.kept.set('i1 proxy-password', 'planted-wrong-password');
    for (const more of [{}, { user: login.user, hasPassword: true }, { user: login.user }]) {
      const answer = await ask(peer, manual(proxy, more));
      expect(outcomeOf(answer)).toBe('no-answer proxy-authentication');
      expect(answer).toMatchObject({ failure: { facts: { proxy: `127.0.0.1:${proxy.port}`, status: 407 } } });
      expect(JSON.stringify(answer)).not.toContain('planted');
    }
    expect(peer.received).toEqual([]);
    world.secrets.kept.set('i1 proxy-password', login.password);
    expect(outcomeOf(await ask(peer, manual(proxy, { user: login.user, hasPassword: true })))).toBe('registered');
  });

  it('two instances with two logins never share a connection', async () => {
    const proxy = await start();
    for (const [instanceId, user] of [
      ['i1', 'a'],
      ['i2', 'b'],
    ] as const) {
      world.secrets.kept.set(`${instanceId} token`, TOKEN);
      await world.server.exchange(registration({ url: secure.url(), proxy: manual(proxy, { user }), instanceId }));
    }
    expect(new Set(proxy.logins).size).toBe(2);
  });
});

describe('proxies that fail', () => {
  it.each([
    [403, 'proxy-refused'],
    [502, 'proxy-refused'],
    [503, 'proxy-refused'],
    [407, 'proxy-authentication'],
  ])('%i to CONNECT', async (refuse, category) => {
    const proxy = await start({ refuse });
    expect(outcomeOf(await ask(secure, manual(proxy)))).toBe(`no-answer ${category}`);
    proxy.plan = {};
    expect(outcomeOf(await ask(secure, manual(proxy)))).toBe('registered');
  });

  it('nobody listens at it, its name is not found, or it hangs up', async () => {
    const proxy = await start({ hangUp: true });
    expect(outcomeOf(await ask(secure, manual(proxy)))).toBe('no-answer proxy-unreachable');
    expect(outcomeOf(await ask(secure, manual(proxy, { host: 'proxy.invalid' })))).toBe('no-answer proxy-unreachable');
    await proxy.stop();
    const { port } = secure;
    expect(outcomeOf(await ask(secure, manual({ port: port === 1 ? 2 : 1 })))).toBe('no-answer proxy-unreachable');
    expect(secure.received).toEqual([]);
  });

  it('cannot reach the server', async () => {
    const proxy = await start();
    const url = secure.url();
    await secure.stop();
    started.splice(started.indexOf(secure), 1);
    const answer = await world.server.exchange(registration({ url, proxy: manual(proxy) }));
    expect(outcomeOf(answer)).toBe('no-answer proxy-refused');
  });

  it('is no way around for a server that can be reached directly', async () => {
    const proxy = await start({ refuse: 403 });
    const before = { ...process.env };
    process.env.HTTPS_PROXY = process.env.HTTP_PROXY = 'http://127.0.0.1:1';
    try {
      expect(outcomeOf(await ask(secure, { kind: 'none' }))).toBe('registered');
      expect(outcomeOf(await ask(secure, manual(proxy)))).toBe('no-answer proxy-refused');
      expect(secure.received).toHaveLength(1);
    } finally {
      process.env = before;
    }
  });
});

describe('proxies over TLS', () => {
  it('carry both kinds of URL; their certificate is checked too', async () => {
    const proxy = await start({ tls: { key: served.keyPem, cert: served.pem } });
    expect(outcomeOf(await ask(secure, manual(proxy, { tls: true })))).toBe('registered');
    expect(outcomeOf(await ask(plain, manual(proxy, { tls: true })))).toBe('registered');
    const wary = worldWith();
    const answer = await ask(plain, manual(proxy, { tls: true }), wary);
    expect(outcomeOf(answer)).toBe('no-answer tls-untrusted');
    expect(answer).toMatchObject({ failure: { text: expect.stringContaining(`127.0.0.1:${proxy.port}`) } });
    wary.server.dispose();
  });
});

describe('TLS inspection', () => {
  it('is refused until its authority is trusted for this server', async () => {
    const proxy = await start({ inspect: { key: inspector.keyPem, cert: inspector.pem } });
    expect(outcomeOf(await ask(secure, manual(proxy)))).toBe('no-answer tls-untrusted');
    expect(proxy.seen).not.toContain(TOKEN);
    const trusting = worldWith(tlsRoot, inspectorRoot);
    expect(outcomeOf(await ask(secure, manual(proxy), trusting))).toBe('registered');
    expect(proxy.seen).toContain(TOKEN);
    trusting.server.dispose();
  });
});

describe('the operating system’s proxy', () => {
  const withSystem = (result: string) =>
    transportWorld({ signerRoots: [authority.root.pem], tlsRoots: [tlsRoot.pem] }, () => MIDDLE, {
      systemProxy: { resolve: async () => result },
    });
  const outcome = async (result: string) => {
    const asked = withSystem(result);
    const answer = await ask(secure, { kind: 'system' }, asked);
    asked.server.dispose();
    return outcomeOf(answer);
  };
  it('is taken as its settings say', async () => {
    const proxy = await start();
    expect(await outcome('DIRECT')).toBe('registered');
    expect(proxy.connections.opened).toBe(0);
    expect(await outcome(`PROXY 127.0.0.1:${proxy.port}; DIRECT`)).toBe('registered');
    expect(await outcome(`SOCKS5 127.0.0.1:1; PROXY 127.0.0.1:${proxy.port}`)).toBe('registered');
    expect(proxy.connections.opened).toBe(2);
    expect(await outcome('SOCKS 127.0.0.1:1')).toBe('no-answer proxy-unreachable');
  });
  it('cannot be asked for without the desktop, and nothing is sent', async () => {
    expect(outcomeOf(await ask(secure, { kind: 'system' }))).toBe('no-answer unknown');
    expect(secure.received).toEqual([]);
  });
});
