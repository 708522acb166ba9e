// The pool of connections to one licence server over one way: direct, or through a proxy (CONNECT for https, absolute form for
// http). Kept alive and shared; closed soon after they fall idle.
import type { ClientRequest, IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { type OpenTimings, openConnection } from './open-connection.ts';
import type { Way } from './way.ts';

/** Less than any server keeps an idle connection, so that none is used at the moment of its closing. */
const IDLE_MS = 4_000;

/**
 * Some proxies (tinyproxy) end the connection after each answer without saying so, and the next request would be lost in its
 * closing: a connection to a proxy is kept only where that was said.
 */
const promisesToStay = (headers: IncomingHttpHeaders): boolean =>
  [headers.connection, headers['proxy-connection']].some((said) => /\bkeep-alive\b/i.test(String(said ?? '')));

export class ConnectionAgent extends Agent {
  readonly #timings = new WeakMap<object, OpenTimings>();

  constructor(
    private readonly way: Way,
    /** Connections to one server at a time. */
    maxSockets: number,
    /** The server is reached by TLS. */
    private readonly isSecure: boolean,
  ) {
    super({ keepAlive: true, maxSockets, maxFreeSockets: maxSockets, timeout: IDLE_MS, scheduling: 'lifo' });
  }

  /** Known from the start; the library would look for it in a stack trace, with every request. */
  override isSecureEndpoint(): boolean {
    return this.isSecure;
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
      request.once('response', ({ headers }) => {
        if (!promisesToStay(headers)) request.shouldKeepAlive = false;
      });
    }
    // biome-ignore lint/suspicious/noExplicitAny: Node's own entry to an agent, which its types leave out
    return (Agent.prototype as any).addRequest.call(this, request, options, ...rest);
  }

  override async connect(request: ClientRequest, options: AgentConnectOpts): Promise<Socket> {
    const host = String(options.host ?? 'localhost').replace(/^\[(.*)\]$/, '$1');
    const target = { host, port: Number(options.port), secure: options.secureEndpoint };
    const ended = new AbortController();
    const onClose = () => ended.abort();
    request.once('close', onClose);
    try {
      const { socket, timings } = await openConnection(this.way, target, { signal: ended.signal });
      this.#timings.set(socket, timings);
      return socket;
    } finally {
      request.off('close', onClose);
    }
  }
}
