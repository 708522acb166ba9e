// Connections to one licence server over one way: direct, or through a proxy (CONNECT for https, absolute form for http). Kept
// alive and shared; opened within 10 s, name look-up, proxy and TLS included; closed soon after they fall idle.
import type { ClientRequest } from 'node:http';
import { isIP, connect as netConnect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { checkServerIdentity, type SecureContext, type TLSSocket, connect as tlsConnect } from 'node:tls';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { classify } from './classify.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import { openTunnel } from './tunnel.ts';

const OPEN_WITHIN_MS = 10_000;
/** Less than any server keeps an idle connection, so that none is used at the moment of its closing. */
const IDLE_MS = 4_000;

export type ProxyHop = { host: string; port: number; tls: boolean; authorization: string | null };
export type Way = { proxy: ProxyHop | null; secureContext: SecureContext };

/** Milliseconds that opening took; null: that step was not needed. */
export type OpenTimings = { dnsMs: number | null; connectMs: number | null; tlsMs: number | null };

type Steps = { timings: OpenTimings; opened: (socket: Socket) => void; throughProxy: () => void };

export class ConnectionAgent extends Agent {
  readonly #timings = new WeakMap<object, OpenTimings>();

  constructor(
    private readonly way: Way,
    /** Connections to one server at a time. */
    maxSockets: number,
  ) {
    super({ keepAlive: true, maxSockets, maxFreeSockets: maxSockets, timeout: IDLE_MS, scheduling: 'lifo' });
  }

  timingsOf(socket: object): OpenTimings | undefined {
    return this.#timings.get(socket);
  }

  /** A plain-text request through a proxy is in absolute form, on a connection that is kept as well as on a new one. */
  addRequest(
    request: ClientRequest,
    options: { host?: string; port?: number | string; secureEndpoint?: boolean },
    ...rest: unknown[]
  ) {
    const { proxy } = this.way;
    if (proxy !== null && request.protocol === 'http:' && request.path.startsWith('/')) {
      request.path = `http://${request.getHeader('host')}${request.path}`;
      if (proxy.authorization !== null) request.setHeader('proxy-authorization', proxy.authorization);
    }
    // biome-ignore lint/suspicious/noExplicitAny: Node's own entry to an agent, which its types leave out
    return (Agent.prototype as any).addRequest.call(this, request, options, ...rest);
  }

  override connect(request: ClientRequest, options: AgentConnectOpts): Promise<Socket> {
    const host = unbracketed(String(options.host ?? 'localhost'));
    const port = Number(options.port);
    const { proxy } = this.way;
    const timings: OpenTimings = { dnsMs: null, connectMs: null, tlsMs: null };
    const facts = { host, ...(proxy === null ? {} : { proxy: `${proxy.host}:${proxy.port}` }) };

    return new Promise((resolve, reject) => {
      const open: (Socket | TLSSocket)[] = [];
      let settled = false;
      const settle = (end: () => void) => {
        if (settled) return;
        settled = true;
        clearLimit();
        request.off('close', onClose);
        end();
      };
      const fail = (error: unknown) =>
        settle(() => {
          for (const socket of open) socket.destroy();
          reject(error instanceof ExchangeFailure ? error : classify(error, facts));
        });
      const onClose = () =>
        fail(new ExchangeFailure('timeout', 'The exchange was ended while the connection was being opened.', facts));
      request.once('close', onClose);
      let beforeProxy = proxy !== null;
      const throughProxy = () => {
        beforeProxy = false;
      };
      const limit = AbortSignal.timeout(OPEN_WITHIN_MS);
      const onLimit = () => fail(tooSlow(facts, beforeProxy));
      const clearLimit = () => limit.removeEventListener('abort', onLimit);
      limit.addEventListener('abort', onLimit, { once: true });

      const steps: Steps = { timings, opened: (socket) => open.push(socket), throughProxy };
      this.#open(host, port, options.secureEndpoint, steps).then((socket) => {
        if (settled) socket.destroy();
        settle(() => {
          this.#timings.set(socket, timings);
          resolve(socket);
        });
      }, fail);
    });
  }

  async #open(host: string, port: number, secure: boolean, { timings, opened, throughProxy }: Steps): Promise<Socket> {
    const { proxy, secureContext } = this.way;
    if (proxy === null) {
      const socket = await openTcp(host, port, timings, opened);
      return secure ? openTls(socket, host, secureContext, timings, opened) : socket;
    }
    const toProxy = await openTcp(proxy.host, proxy.port, timings, opened).catch((error: unknown) => {
      throw new ExchangeFailure('proxy-unreachable', messageOf(error), { host, proxy: `${proxy.host}:${proxy.port}` });
    });
    const hop = proxy.tls ? await openTls(toProxy, proxy.host, secureContext, null, opened).catch(failOf(proxy, host)) : toProxy;
    if (!secure) return hop;
    await openTunnel(hop, proxy, host, port);
    throughProxy();
    return openTls(hop, host, secureContext, timings, opened);
  }
}

/** TLS with the proxy itself: the words say so, since the certificate is not the licence server's. */
const failOf =
  (proxy: ProxyHop, host: string) =>
  (error: unknown): never => {
    const hop = `${proxy.host}:${proxy.port}`;
    const { category, message, facts } = classify(error, { host, proxy: hop });
    throw new ExchangeFailure(category, `Proxy ${hop}: ${message}`, facts);
  };

function openTcp(host: string, port: number, timings: OpenTimings, opened: (socket: Socket) => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    let found = from;
    const socket = netConnect({ host, port, noDelay: true });
    opened(socket);
    socket.once('lookup', () => {
      found = performance.now();
      timings.dnsMs = found - from;
    });
    socket.once('error', reject);
    socket.once('connect', () => {
      timings.connectMs = performance.now() - found;
      resolve(socket);
    });
  });
}

function openTls(
  socket: Socket,
  host: string,
  secureContext: SecureContext,
  timings: OpenTimings | null,
  opened: (socket: Socket) => void,
): Promise<TLSSocket> {
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

function tooSlow(facts: Record<string, string | number>, beforeProxy: boolean): ExchangeFailure {
  const seconds = OPEN_WITHIN_MS / 1000;
  return beforeProxy
    ? new ExchangeFailure('proxy-unreachable', `The proxy opened no connection within ${seconds} s.`, { ...facts, seconds })
    : new ExchangeFailure('timeout', `No connection within ${seconds} s.`, { ...facts, seconds });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const unbracketed = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');
