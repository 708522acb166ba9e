// One POST to a licence server: axios over a connection agent of ours, within 30 s and 1 MiB, redirects and statuses left to the
// caller. What went wrong comes as ExchangeFailure; whether an answer had begun decides between two of its categories.
import http, { type ClientRequest } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { AxiosInstance } from 'axios';
import { classify } from './classify.ts';
import type { ConnectionAgent } from './connection-agent.ts';
import { MAX_BODY_BYTES } from './dialect.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import type { OpenTimings } from './open-connection.ts';

const WHOLE_EXCHANGE_MS = 30_000;

export type Timings = OpenTimings & { firstByteMs: number | null; totalMs: number };
export type HttpAnswer = { status: number; headers: Record<string, unknown>; body: string; timings: Timings; bytes: number };
type Post = {
  url: string;
  body: string;
  contentType: string;
  accept: string;
  agent: ConnectionAgent;
  facts: Record<string, string | number>;
};

export class HttpClient {
  #client: Promise<AxiosInstance> | null = null;

  /** Throws ExchangeFailure. */
  async post(what: Post): Promise<HttpAnswer> {
    this.#client ??= newClient();
    return posted(await this.#client, what);
  }
}

/** Loaded with the first exchange: it would be in the way of the first paint. What is the same in all of them is said once. */
async function newClient(): Promise<AxiosInstance> {
  const { default: axios } = await import('axios');
  return axios.create({
    method: 'post',
    proxy: false,
    maxRedirects: 0,
    maxContentLength: MAX_BODY_BYTES,
    maxBodyLength: MAX_BODY_BYTES,
    responseType: 'arraybuffer',
    validateStatus: () => true,
    // Bytes go out and come in as they are.
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    headers: { common: {}, post: {} },
  });
}

async function posted(client: AxiosInstance, { url, body, contentType, accept, agent, facts }: Post): Promise<HttpAnswer> {
  const watch = new RequestWatch(agent);
  const signal = AbortSignal.timeout(WHOLE_EXCHANGE_MS);
  try {
    const { status, headers, data } = await client.request<Buffer>({
      url,
      data: Buffer.from(body, 'utf8'),
      headers: {
        'Content-Type': contentType,
        Accept: accept,
        'Accept-Encoding': 'identity',
        'User-Agent': 'cusp-license-manager',
      },
      httpAgent: agent,
      httpsAgent: agent,
      transport: watch.transport(),
      signal,
    });
    return { status, headers, body: decoded(data, status, facts), timings: watch.timings(), bytes: data.length };
  } catch (error) {
    // The status comes first: of an error page it does not matter that it is long or breaks off.
    if (watch.answered !== null && watch.answered.status !== 200)
      return { ...watch.answered, body: '', timings: watch.timings(), bytes: 0 };
    if (error instanceof ExchangeFailure) throw error;
    const cause = (error as { cause?: unknown }).cause;
    if (cause instanceof ExchangeFailure) throw cause;
    const seconds = WHOLE_EXCHANGE_MS / 1000;
    if (signal.aborted) throw new ExchangeFailure('timeout', `No answer within ${seconds} s.`, { ...facts, seconds });
    const failure = classify(error, facts);
    const brokeOff = watch.begun && (failure.category === 'connection-refused' || failure.category === 'unknown');
    throw brokeOff ? new ExchangeFailure('unreadable-answer', `The answer broke off: ${failure.message}`, facts) : failure;
  }
}

/** Error pages may be in any character set. */
function decoded(data: Buffer, status: number, facts: Record<string, string | number>): string {
  try {
    return new TextDecoder('utf-8', { fatal: status === 200, ignoreBOM: true }).decode(data);
  } catch {
    throw new ExchangeFailure('unreadable-answer', 'The answer is not UTF-8 text.', facts);
  }
}

/** Looks at the request that axios makes: how long each part took, and whether a byte of an answer came. */
class RequestWatch {
  #socket: Socket | null = null;
  #bytesBefore = 0;
  #sharedOpen = false;
  #firstByteMs: number | null = null;
  #answered: Pick<HttpAnswer, 'status' | 'headers'> | null = null;
  readonly #from = performance.now();

  constructor(private readonly agent: ConnectionAgent) {}

  /** The head of the answer, once it is there. */
  get answered(): Pick<HttpAnswer, 'status' | 'headers'> | null {
    return this.#answered;
  }

  get begun(): boolean {
    return this.#socket !== null && this.#socket.bytesRead > this.#bytesBefore;
  }

  transport() {
    const requestOver = (options: https.RequestOptions, onResponse: (response: http.IncomingMessage) => void): ClientRequest => {
      const request = (options.protocol === 'https:' ? https : http).request(options, onResponse);
      request.once('socket', (socket) => {
        this.#socket = socket;
        this.#bytesBefore = socket.bytesRead;
        this.#sharedOpen = request.reusedSocket;
      });
      request.once('response', (response) => {
        this.#answered = { status: response.statusCode ?? 0, headers: response.headers };
        this.#firstByteMs = performance.now() - this.#from;
      });
      return request;
    };
    return { request: requestOver };
  }

  timings(): Timings {
    const open = this.#socket === null || this.#sharedOpen ? undefined : this.agent.timingsOf(this.#socket);
    const none = { dnsMs: null, connectMs: null, tlsMs: null };
    return { ...(open ?? none), firstByteMs: this.#firstByteMs, totalMs: performance.now() - this.#from };
  }
}
