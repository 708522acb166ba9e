// The door for other processes of this user: one JSON object a line, `{id, channel, input}` in and `{id, reply}` out, after a first
// line with the token. Only operations on the fleet, only parsed input; whoever speaks otherwise is cut off.
import { createServer, type Socket } from 'node:net';
import { AppFailure } from '../../../shared/app-failure.ts';
import type { Reply } from '../../../shared/ipc/bridge.ts';
import { type FleetChannel, fleetContract } from '../../../shared/ipc/contract.ts';
import type { RealTime } from '../../agent/ports.ts';
import type { Log } from '../log/log.ts';
import { sameToken } from './host-record.ts';
import { lineReader } from './line-reader.ts';

const MOST_CONNECTIONS = 64;
const MOST_UNDER_WAY = 64;
/** Real ms in which a caller must have shown the token. */
const GREETING_MS = 5_000;
/** Real ms for calls under way when the host is stopped; what they asked for is stored, and goes on in the next host. */
const LEAVING_MS = 1_000;

export type HostSocketOptions = {
  path: string;
  token: string;
  /** Input was parsed by the channel's schema. What it throws besides AppFailure is `internal`. */
  handle: (channel: FleetChannel, input: unknown) => Promise<Reply<unknown>>;
  realTime: RealTime;
  log: Log;
};
export type HostSocketServer = {
  /** Takes no more calls, which is told to everybody, and answers those that it has taken, however long that takes. */
  leave(): Promise<void>;
  /** The same for a short while only: who still waits then is told so. Afterwards the socket's file is gone. */
  dispose(): Promise<void>;
};

/** Listens when it resolves. Whoever calls it holds the host lock, so that a file at `path` is of no living host. */
export function serveHostSocket(options: HostSocketOptions): Promise<HostSocketServer> {
  const conversations = new Set<Conversation>();
  const server = createServer((socket) => {
    const conversation = new Conversation(socket, options);
    conversations.add(conversation);
    socket.on('close', () => conversations.delete(conversation));
  });
  server.maxConnections = MOST_CONNECTIONS;
  let closed: Promise<void> | null = null;
  const leave = async () => {
    closed ??= new Promise((resolve) => server.close(() => resolve()));
    for (const conversation of conversations) conversation.leave();
    await closed;
  };
  const dispose = async () => {
    const callOff = options.realTime.after(LEAVING_MS, () => {
      for (const conversation of conversations) conversation.breakOff();
    });
    await leave();
    callOff();
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path: options.path }, () => {
      server.off('error', reject);
      server.on('error', (error) => options.log.error('The host socket failed.', { reason: error.message }));
      resolve({ leave, dispose });
    });
  });
}

class Conversation {
  readonly #underWay = new Set<number>();
  readonly #read = lineReader();
  readonly #callOff: () => void;
  #known = false;
  #leaving = false;

  constructor(
    private readonly socket: Socket,
    private readonly options: HostSocketOptions,
  ) {
    this.#callOff = options.realTime.after(GREETING_MS, () => socket.destroy());
    socket.on('close', this.#callOff);
    // A caller that went away is no fault of this process.
    socket.on('error', () => socket.destroy());
    socket.on('drain', () => socket.resume());
    socket.on('data', (chunk) => this.#hear(chunk));
  }

  /** Takes no more calls, and hangs up once those that it has taken are answered. */
  leave(): void {
    this.#leaving = true;
    if (this.#underWay.size > 0 || this.socket.destroyed) return;
    this.socket.write('{"leaving":true}\n');
    this.socket.destroySoon();
  }

  /** Hangs up now; who still waits is told that what was asked for goes on without an answer. */
  breakOff(): void {
    const message = 'The host was stopped before the answer came; what was asked for goes on with the next one.';
    for (const id of this.#underWay) this.#answer(id, failed('host-unavailable', message));
    this.#underWay.clear();
    this.leave();
  }

  #hear(chunk: Buffer): void {
    try {
      for (const line of this.#read(chunk)) {
        if (this.socket.destroyed || this.#leaving) return;
        if (this.#known) void this.#take(line);
        else this.#greet(line);
      }
    } catch {
      this.#cutOff('line too long');
    }
  }

  #greet(line: string): void {
    if (!sameToken(this.options.token, tokenOf(line))) {
      this.#cutOff('wrong token');
      return;
    }
    this.#known = true;
    this.#callOff();
    this.socket.write('{"ready":true}\n');
  }

  async #take(line: string): Promise<void> {
    const call = callOf(line);
    if (call === null || this.#underWay.has(call.id)) {
      this.#cutOff('not a call');
      return;
    }
    this.#underWay.add(call.id);
    if (this.#underWay.size >= MOST_UNDER_WAY) this.socket.pause();
    const reply = await replyTo(call, this.options.handle, this.options.log);
    if (!this.#underWay.delete(call.id)) return;
    this.#answer(call.id, reply);
    if (this.#leaving) this.leave();
  }

  /** A caller that does not read its answers is not listened to until it does. */
  #answer(id: number, reply: Reply<unknown>): void {
    if (this.socket.destroyed) return;
    if (!this.socket.write(`${JSON.stringify({ id, reply })}\n`)) this.socket.pause();
    else if (this.#underWay.size < MOST_UNDER_WAY) this.socket.resume();
  }

  #cutOff(why: string): void {
    this.options.log.warn('A caller of the host socket was cut off.', { why });
    this.socket.destroy();
  }
}

type Call = { id: number; channel: unknown; input: unknown };

async function replyTo({ channel, input }: Call, handle: HostSocketOptions['handle'], log: Log): Promise<Reply<unknown>> {
  if (typeof channel !== 'string' || !isFleetChannel(channel)) return failed('forbidden', 'There is no such operation here.');
  const parsed = fleetContract[channel].input.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return failed('invalid-input', `${issue?.path.join('.') || 'The input'}: ${issue?.message ?? 'refused'}.`);
  }
  try {
    return await handle(channel, parsed.data);
  } catch (error) {
    if (error instanceof AppFailure) return { ok: false, error: error.error };
    log.error('An operation failed inside.', { channel, reason: error instanceof Error ? error.message : String(error) });
    return failed('internal', 'Something went wrong inside the host; its log says more.');
  }
}

const isFleetChannel = (channel: string): channel is FleetChannel => Object.hasOwn(fleetContract, channel);
const failed = (code: 'forbidden' | 'host-unavailable' | 'invalid-input' | 'internal', message: string): Reply<never> => ({
  ok: false,
  error: { code, message },
});

function callOf(line: string): Call | null {
  const value = objectOf(line);
  return value !== null && typeof value.id === 'number' ? { id: value.id, channel: value.channel, input: value.input } : null;
}

const tokenOf = (line: string): unknown => objectOf(line)?.token;

function objectOf(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
