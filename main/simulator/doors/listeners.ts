// The sockets: HTTP and HTTPS, on the loopback addresses only.
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Server as NetServer, Socket } from 'node:net';

const IPV4 = '127.0.0.1';
const IPV6 = '::1';
/** Longer than any client here keeps an idle connection, so that none is closed under a request. */
const KEEP_ALIVE_MS = 180_000;

export type Listener = {
  port: number;
  /** Resets the connection on which a request came; the address is the client's. */
  reset: (client: Pick<Socket, 'remoteAddress' | 'remotePort'>) => void;
  dispose: () => Promise<void>;
};

/** `tls`: null for plain HTTP. `port` 0: any. Rejects where the port is taken. */
export async function listen(
  port: number,
  tls: { key: string; cert: string } | null,
  answer: RequestListener,
): Promise<Listener> {
  const sockets = new Map<string, Socket>();
  const make = (): Server => {
    const server = tls === null ? createServer(answer) : createSecureServer(tls, answer);
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    // The raw connection, below TLS: only that can be reset.
    server.on('connection', (socket: Socket) => {
      const key = addressOf(socket);
      sockets.set(key, socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(key));
    });
    return server;
  };
  const first = make();
  await bind(first, IPV4, port);
  const bound = portOf(first);
  const servers = [first];
  const second = make();
  // A computer without IPv6, or with the port taken there, is served over IPv4 alone.
  if (
    await bind(second, IPV6, bound).then(
      () => true,
      () => false,
    )
  ) {
    servers.push(second);
  }
  return {
    port: bound,
    reset: (client) => void sockets.get(addressOf(client))?.resetAndDestroy(),
    dispose: async () => {
      const closed = servers.map((server) => new Promise((done) => server.close(done)));
      for (const socket of sockets.values()) socket.destroy();
      for (const server of servers) server.closeAllConnections();
      await Promise.all(closed);
    },
  };
}

const addressOf = ({ remoteAddress, remotePort }: Pick<Socket, 'remoteAddress' | 'remotePort'>): string =>
  `${remoteAddress}:${remotePort}`;

const portOf = (server: NetServer): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const bind = (server: NetServer, host: string, port: number): Promise<void> =>
  new Promise((done, failed) => {
    server.once('error', failed);
    server.listen({ host, port }, () => {
      server.off('error', failed);
      done();
    });
  });

export const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && /^(::ffff:)?127\.|^::1$/.test(address);
