// Opens one connection to a licence server over one way: name look-up, TCP, proxy, TLS, all within 10 s. What is half open is
// destroyed when it fails, takes too long or is called off.
import { isIP, connect as netConnect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { checkServerIdentity, type SecureContext, type TLSSocket, connect as tlsConnect } from 'node:tls';
import { classify } from './classify.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import { openTunnel } from './tunnel.ts';
import { factsOf, type Target, type Way } from './way.ts';

const OPEN_WITHIN_MS = 10_000;

/** Milliseconds that opening took; null: that step was not needed. Through a proxy, `dnsMs` and `connectMs` are the proxy's. */
export type OpenTimings = { dnsMs: number | null; connectMs: number | null; tlsMs: number | null };

/** In this order: the name is found, connected (to the proxy, where there is one), through the proxy, TLS stands. */
export type Stage = 'name' | 'tcp' | 'proxy' | 'tls';

type Options = { signal: AbortSignal; reached?: (stage: Stage) => void };

/** Rejects with ExchangeFailure. `signal` calls it off. */
export function openConnection(
  way: Way,
  target: Target,
  { signal, reached = () => {} }: Options,
): Promise<{ socket: Socket; timings: OpenTimings }> {
  const facts = factsOf(target.host, way.proxy);
  return new Promise((resolve, reject) => {
    const open: Socket[] = [];
    const timings: OpenTimings = { dnsMs: null, connectMs: null, tlsMs: null };
    let settled = false;
    let beforeProxy = way.proxy !== null;
    const limit = AbortSignal.timeout(OPEN_WITHIN_MS);
    const settle = (end: () => void) => {
      if (settled) return;
      settled = true;
      limit.removeEventListener('abort', onLimit);
      signal.removeEventListener('abort', onCalledOff);
      end();
    };
    const fail = (error: unknown) =>
      settle(() => {
        for (const socket of open) socket.destroy();
        reject(classify(error, facts));
      });
    const onLimit = () => fail(tooSlow(facts, beforeProxy));
    const onCalledOff = () =>
      fail(new ExchangeFailure('timeout', 'The exchange was ended while the connection was being opened.', facts));
    limit.addEventListener('abort', onLimit, { once: true });
    signal.addEventListener('abort', onCalledOff, { once: true });
    if (signal.aborted) {
      onCalledOff();
      return;
    }
    const steps: Steps = {
      timings,
      opened: (socket) => open.push(socket),
      reached: (stage) => {
        if (stage === 'proxy') beforeProxy = false;
        reached(stage);
      },
    };
    openSteps(way, target, steps).then((socket) => {
      if (settled) socket.destroy();
      settle(() => resolve({ socket, timings }));
    }, fail);
  });
}

type Steps = { timings: OpenTimings; opened: (socket: Socket) => void; reached: (stage: Stage) => void };

async function openSteps({ proxy, secureContext }: Way, { host, port, secure }: Target, steps: Steps): Promise<Socket> {
  if (proxy === null) {
    const socket = await openTcp(host, port, steps);
    if (!secure) return socket;
    const secured = await openTls(socket, host, secureContext, steps);
    steps.reached('tls');
    return secured;
  }
  const facts = factsOf(host, proxy);
  const toProxy = await openTcp(proxy.host, proxy.port, steps).catch((error: unknown) => {
    throw new ExchangeFailure('proxy-unreachable', classify(error, facts).message, facts);
  });
  const hop = proxy.tls
    ? await openTls(toProxy, proxy.host, secureContext, { ...steps, timings: null }).catch(ofProxy(facts))
    : toProxy;
  if (!secure) {
    steps.reached('proxy');
    return hop;
  }
  await openTunnel(hop, proxy, host, port);
  steps.reached('proxy');
  const secured = await openTls(hop, host, secureContext, steps);
  steps.reached('tls');
  return secured;
}

/** TLS with the proxy itself: the words say so, since the certificate is not the licence server's. */
const ofProxy =
  (facts: Record<string, string>) =>
  (error: unknown): never => {
    const failure = classify(error, facts);
    throw new ExchangeFailure(failure.category, `Proxy ${facts.proxy}: ${failure.message}`, failure.facts);
  };

function openTcp(host: string, port: number, { timings, opened, reached }: Steps): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    let found = from;
    const socket = netConnect({ host, port, noDelay: true });
    opened(socket);
    socket.once('lookup', (error) => {
      if (error !== null) return;
      found = performance.now();
      timings.dnsMs = found - from;
      reached('name');
    });
    socket.once('error', reject);
    socket.once('connect', () => {
      timings.connectMs = performance.now() - found;
      reached('name');
      reached('tcp');
      resolve(socket);
    });
  });
}

type TlsSteps = { timings: OpenTimings | null; opened: (socket: Socket) => void };

function openTls(socket: Socket, host: string, secureContext: SecureContext, { timings, opened }: TlsSteps): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const secured = tlsConnect({
      socket,
      secureContext,
      servername: isIP(host) === 0 ? host : '',
      ALPNProtocols: ['http/1.1'],
      checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
    });
    opened(secured);
    secured.once('error', reject);
    secured.once('secureConnect', () => {
      if (timings !== null) timings.tlsMs = performance.now() - from;
      resolve(secured);
    });
  });
}

function tooSlow(facts: Record<string, string>, beforeProxy: boolean): ExchangeFailure {
  const seconds = OPEN_WITHIN_MS / 1000;
  return beforeProxy
    ? new ExchangeFailure('proxy-unreachable', `The proxy opened no connection within ${seconds} s.`, { ...facts, seconds })
    : new ExchangeFailure('timeout', `No connection within ${seconds} s.`, { ...facts, seconds });
}
