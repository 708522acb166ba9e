// The limits of an exchange in real time: 10 s to connect, 30 s in all, 4 connections per server and 16 exchanges at once, shared by
// the whole fleet, and nothing left over afterwards.
import net, { type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Identity } from '../../../main/agent/agent-state.ts';
import type { LicenceAnswer, LicenceRequest } from '../../../main/agent/ports.ts';
import { chainOfThree, MIDDLE } from '../../builders/certificates.ts';
import { authorization, identityOf, outcomeOf, registration, transportWorld, type World } from '../../builders/exchanges.ts';
import { type Authority, LicencePeer } from '../../fakes/licence-peer.ts';
import { TestProxy } from '../../fakes/test-proxy.ts';

let authority: Authority;
let peer: LicencePeer;
let world: World;
let identity: Identity;
const stops: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  authority = await chainOfThree();
  peer = await LicencePeer.start(authority, () => MIDDLE);
  world = transportWorld({ signerRoots: [authority.root.pem] }, () => MIDDLE);
  identity = identityOf(await world.server.exchange(registration({ url: peer.url() })));
  stops.push(() => peer.stop());
});
afterAll(async () => {
  world.server.dispose();
  for (const stop of stops) await stop();
});

const manual = (port: number): LicenceRequest['route']['proxy'] => ({
  kind: 'manual',
  host: '127.0.0.1',
  port,
  user: null,
  hasPassword: false,
  tls: false,
});
/** Accepts and never answers. */
async function mute(): Promise<number> {
  const sockets: net.Socket[] = [];
  const server: Server = net.createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

it('ends every exchange within its limit', async () => {
  const timed = async (where: { url: string; proxy?: LicenceRequest['route']['proxy'] }) => {
    const from = performance.now();
    const answer: LicenceAnswer = await world.server.exchange(authorization(where, identity));
    return { outcome: outcomeOf(answer), seconds: (performance.now() - from) / 1000, answer };
  };
  const trickle = await LicencePeer.start(authority, () => MIDDLE);
  stops.push(() => trickle.stop());
  trickle.next({
    raw: (_, response) => {
      response.writeHead(200, { 'Content-Length': 1_000 });
      const drip = setInterval(() => response.write(' '), 1_000);
      response.once('close', () => clearInterval(drip));
    },
  });
  const silent = await TestProxy.start({ silent: true });
  const open = await TestProxy.start();
  stops.push(
    () => silent.stop(),
    () => open.stop(),
  );
  const closed = await mute();
  const tls = await mute();
  const [server, handshake, slow, throughSilent, behindProxy, plainThroughSilent] = await Promise.all([
    timed({ url: `http://127.0.0.1:${closed}/x` }),
    timed({ url: `https://127.0.0.1:${tls}/x` }),
    timed({ url: trickle.url() }),
    timed({ url: 'https://server.invalid/x', proxy: manual(silent.port) }),
    timed({ url: `https://127.0.0.1:${tls}/x`, proxy: manual(open.port) }),
    timed({ url: 'http://server.invalid/x', proxy: manual(silent.port) }),
  ]);
  expect([server, handshake, slow].map(({ outcome }) => outcome)).toEqual(Array(3).fill('no-answer timeout'));
  expect([throughSilent, behindProxy, plainThroughSilent].map(({ outcome }) => outcome)).toEqual([
    'no-answer proxy-unreachable',
    'no-answer timeout',
    'no-answer timeout',
  ]);
  for (const one of [handshake, throughSilent, behindProxy]) expect(one.seconds).toBeGreaterThan(9.5);
  for (const one of [handshake, throughSilent, behindProxy]) expect(one.seconds).toBeLessThan(12);
  for (const one of [server, slow, plainThroughSilent]) expect(one.seconds).toBeGreaterThan(29);
  for (const one of [server, slow, plainThroughSilent]) expect(one.seconds).toBeLessThan(32);
  expect(server.answer).toMatchObject({ failure: { facts: { seconds: 30 } } });
  expect(handshake.answer).toMatchObject({ failure: { facts: { seconds: 10 } } });
}, 45_000);

it('takes an answer that comes late but in time, on a connection that had been idle', async () => {
  const late = await LicencePeer.start(authority, () => MIDDLE);
  stops.push(() => late.stop());
  await world.server.exchange(authorization({ url: late.url() }, identity));
  let answered = 0;
  late.next({
    raw: (_, response) => {
      setTimeout(() => {
        answered = performance.now();
        response.end('{}');
      }, 6_000);
    },
  });
  const answer = await world.server.exchange(authorization({ url: late.url() }, identity));
  expect(outcomeOf(answer)).toBe('no-answer unreadable-answer');
  expect(answered).toBeGreaterThan(0);
  expect(late.connections.opened).toBe(1);
}, 15_000);

it('a fleet of 200 over one proxy shares 4 connections, and leaves none', async () => {
  const proxy = await TestProxy.start();
  stops.push(() => proxy.stop());
  const where = { url: peer.url(), proxy: manual(proxy.port) };
  const before = peer.connections.opened;
  const all = Array.from({ length: 200 }, () => world.server.exchange(authorization(where, identity)));
  expect(new Set((await Promise.all(all)).map(outcomeOf))).toEqual(new Set(['authorized']));
  expect(proxy.connections.opened).toBeLessThanOrEqual(4);
  expect(peer.connections.opened - before).toBeGreaterThan(0);
  const from = performance.now();
  await proxy.quiet();
  expect(performance.now() - from).toBeLessThan(20_000);
  expect(proxy.connections.open).toBe(0);
}, 60_000);

it('a failed exchange leaves no connection', async () => {
  const failing = await LicencePeer.start(authority, () => MIDDLE);
  stops.push(() => failing.stop());
  const big = Buffer.alloc(2 * 1024 * 1024, 0x20);
  failing.next({ raw: (_, response) => response.end(big) }, { raw: (_, response) => response.writeHead(500).end('no') });
  for (const _ of [1, 2]) await world.server.exchange(authorization({ url: failing.url() }, identity));
  await failing.quiet();
  expect(failing.connections.open).toBe(0);
}, 15_000);

it('no more than 16 exchanges are under way at once, and those who wait are not counted as slow', async () => {
  const servers = await Promise.all(Array.from({ length: 6 }, () => LicencePeer.start(authority, () => MIDDLE)));
  for (const server of servers) stops.push(() => server.stop());
  let under = 0;
  let most = 0;
  const held: (() => void)[] = [];
  const change = {
    raw: (_: unknown, response: { end(text: string): void }) => {
      under += 1;
      most = Math.max(most, under);
      held.push(() => {
        under -= 1;
        response.end('{}');
      });
      if (held.length >= 16 || most === 16) for (const let_ of held.splice(0)) let_();
    },
  };
  const asks = servers.flatMap((server) => {
    server.next(...Array(4).fill(change));
    return Array.from({ length: 4 }, () => world.server.exchange(authorization({ url: server.url() }, identity)));
  });
  const answers = await Promise.all(asks);
  expect(most).toBe(16);
  expect(new Set(answers.map(outcomeOf))).toEqual(new Set(['no-answer unreadable-answer']));
}, 40_000);
