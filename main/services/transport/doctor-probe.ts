// What the doctor does on the network: one connection, opened stage by stage, and one GET over it.
import http from 'node:http';
import type { Socket } from 'node:net';
import { SECOND } from '../../../shared/durations.ts';
import { classify } from './classify.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import { openConnection, type Stage } from './open-connection.ts';
import type { Target, Way } from './way.ts';

const ANSWER_WITHIN_MS = 20_000;

export type Head = { status: number; date: string; location: string };

/** The head of the answer to a GET; the body is not read. */
export function headOver(socket: Socket, url: string, { proxy }: Way, signal: AbortSignal): Promise<Head> {
  const { host, pathname, search, protocol } = new URL(url);
  const absolute = proxy !== null && protocol === 'http:';
  const login: Record<string, string> =
    absolute && proxy.authorization !== null ? { 'Proxy-Authorization': proxy.authorization } : {};
  const limit = AbortSignal.timeout(ANSWER_WITHIN_MS);
  return new Promise((resolve, reject) => {
    const request = http.request({
      method: 'GET',
      path: absolute ? url : `${pathname}${search}`,
      headers: { Host: host, Connection: 'close', 'User-Agent': 'cusp-license-manager', ...login },
      createConnection: () => socket,
      signal: AbortSignal.any([signal, limit]),
    });
    request.once('error', (error) => {
      const seconds = ANSWER_WITHIN_MS / SECOND;
      reject(limit.aborted ? new ExchangeFailure('timeout', `No answer within ${seconds} s.`, { seconds }) : error);
    });
    request.once('response', ({ statusCode = 0, headers }) => {
      socket.destroy();
      resolve({ status: statusCode, date: headers.date ?? '', location: headers.location ?? '' });
    });
    request.end();
  });
}

/** One connection being opened, stage by stage. */
export class Opening {
  readonly #reached = new Set<Stage>();
  #failure: ExchangeFailure | null = null;
  #socket: Socket | null = null;
  #ended = false;
  #wake: () => void = () => {};
  readonly #off = new AbortController();

  constructor(way: Way, target: Target, signal: AbortSignal) {
    const reached = (stage: Stage) => {
      this.#reached.add(stage);
      this.#wake();
    };
    openConnection(way, target, { signal: AbortSignal.any([signal, this.#off.signal]), reached }).then(
      ({ socket }) => this.#end(() => this.#take(socket)),
      (error: unknown) => this.#end(() => this.#fail(error)),
    );
  }

  /** Null: reached; else why it never will be. */
  async until(stage: Stage): Promise<ExchangeFailure | null> {
    while (!this.#reached.has(stage) && !this.#ended) await this.#change();
    return this.#reached.has(stage) ? null : this.#failure;
  }

  async socket(): Promise<Socket> {
    while (!this.#ended) await this.#change();
    if (this.#socket === null) throw this.#failure ?? new Error('no connection');
    return this.#socket;
  }

  dispose(): void {
    this.#off.abort();
    this.#socket?.destroy();
  }

  #take(socket: Socket): void {
    this.#socket = socket;
    socket.on('error', () => socket.destroy());
    if (this.#off.signal.aborted) socket.destroy();
  }
  #fail(error: unknown): void {
    this.#failure = classify(error, {});
  }
  #end(how: () => void): void {
    how();
    this.#ended = true;
    this.#wake();
  }
  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
