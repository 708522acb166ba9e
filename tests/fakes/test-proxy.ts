// An HTTP proxy of tests: CONNECT and absolute form, with or without TLS towards the client, a password, a refusal, silence, or TLS
// inspection. It keeps every byte that it could read.
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { TLSSocket, connect as tlsConnect } from 'node:tls';

export type ProxyPlan = {
  tls?: https.ServerOptions;
  login?: { user: string; password: string };
  /** Answers every request with this status instead. */
  refuse?: number;
  /** Accepts and never answers. */
  silent?: boolean;
  /** Closes the connection instead of answering. */
  hangUp?: boolean;
  /** Ends TLS with this certificate and speaks TLS of its own to the server. */
  inspect?: { key: string; cert: string };
  host?: string;
};

export class TestProxy {
  readonly targets: string[] = [];
  readonly logins: (string | undefined)[] = [];
  #seen = '';
  #opened = 0;
  readonly #sockets = new Set<Socket>();
  readonly #server: http.Server;

  private constructor(public plan: ProxyPlan) {
    this.#server = plan.tls === undefined ? http.createServer() : https.createServer(plan.tls);
    this.#server.on('connection', (socket: Socket) => this.#keep(socket));
    this.#server.on('connection', () => {
      this.#opened += 1;
    });
    this.#server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => this.#tunnel(request, socket, head));
    this.#server.on('request', (request, response) => this.#forward(request, response));
  }

  static async start(plan: ProxyPlan = {}): Promise<TestProxy> {
    const proxy = new TestProxy(plan);
    await new Promise<void>((resolve) => proxy.#server.listen(0, plan.host ?? '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }
  /** Everything that passed by and could be read, as Latin-1. */
  get seen(): string {
    return this.#seen;
  }
  get connections(): { open: number; opened: number } {
    return { open: this.#sockets.size, opened: this.#opened };
  }
  /** Resolves when no connection is open any more. */
  async quiet(): Promise<void> {
    await Promise.all([...this.#sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  }
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }

  /** The status to refuse with; null: go on. */
  #refusal(request: IncomingMessage): number | null {
    const login = request.headers['proxy-authorization'];
    this.targets.push(request.url ?? '');
    this.logins.push(login);
    this.#seen += `${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n`;
    if (this.plan.refuse !== undefined) return this.plan.refuse;
    if (this.plan.login === undefined) return null;
    const { user, password } = this.plan.login;
    return login === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` ? null : 407;
  }

  #tunnel(request: IncomingMessage, socket: Socket, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    if (this.plan.silent) return;
    if (this.plan.hangUp) {
      socket.destroy();
      return;
    }
    const refusal = this.#refusal(request);
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal} ${http.STATUS_CODES[refusal]}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const target = new URL(`http://${request.url}`);
    const server = connect(Number(target.port || 80), target.hostname.replace(/^\[|\]$/g, ''));
    this.#keep(server);
    server.once('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
    server.once('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      const { inspect } = this.plan;
      const toClient = inspect === undefined ? socket : new TLSSocket(socket, { isServer: true, ...inspect });
      const toServer = inspect === undefined ? server : tlsConnect({ socket: server, rejectUnauthorized: false });
      for (const end of [toClient, toServer]) end.on('error', () => socket.destroy());
      toClient.on('data', (chunk: Buffer) => {
        this.#seen += chunk.toString('latin1');
      });
      toServer.write(head);
      toClient.pipe(toServer).pipe(toClient);
      toClient.once('close', () => toServer.destroy());
      toServer.once('close', () => toClient.destroy());
    });
  }

  #forward(request: IncomingMessage, response: http.ServerResponse): void {
    if (this.plan.silent) return;
    if (this.plan.hangUp) {
      request.socket.destroy();
      return;
    }
    const refusal = this.#refusal(request);
    if (refusal !== null) {
      response.writeHead(refusal).end();
      return;
    }
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const onward = http.request(request.url ?? '', { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.once('error', () => response.writeHead(502).end());
    request.on('data', (chunk: Buffer) => {
      this.#seen += chunk.toString('latin1');
    });
    request.pipe(onward);
  }
}
