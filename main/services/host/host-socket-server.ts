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

export type HostSocketOptions = {
  path: string;
  token: string;
  /** Input was parsed by the channel's schema. What it throws besides AppFailure is `internal`. */
  handle: (channel: FleetChannel, input: unknown) => Promise<Reply<unknown>>;
  realTime: RealTime;
  log: Log;
};
/** `dispose`: no new calls, answers that are ready go out, the socket's file is gone. */
export type HostSocketServer = { dispose(): Promise<void> };

/** Listens when it resolves. Whoever calls it holds the host lock, so that a file at `path` is of no living host. */
export function serveHostSocket(options: HostSocketOptions): Promise<HostSocketServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    speak(socket, options);
  });
  server.maxConnections = MOST_CONNECTIONS;
  const dispose = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroySoon();
    });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path: options.path }, () => {
      server.off('error', reject);
      server.on('error', (error) => options.log.error('The host socket failed.', { reason: error.message }));
      resolve({ dispose });
    });
  });
}

function speak(socket: Socket, { token, handle, realTime, log }: HostSocketOptions): void {
  const read = lineReader();
  let known = false;
  let underWay = 0;
  const callOff = realTime.after(GREETING_MS, () => socket.destroy());
  socket.on('close', callOff);
  // A caller that went away is no fault of this process.
  socket.on('error', () => socket.destroy());

  const cutOff = (why: string) => {
    log.warn('A caller of the host socket was cut off.', { why });
    socket.destroy();
  };

  const answer = async (line: string) => {
    const call = callOf(line);
    if (call === null) return cutOff('not a call');
    underWay += 1;
    if (underWay >= MOST_UNDER_WAY) socket.pause();
    const reply = await replyTo(call, handle, log);
    underWay -= 1;
    if (socket.destroyed) return;
    // A caller that does not read its answers is not listened to until it does.
    if (!socket.write(`${JSON.stringify({ id: call.id, reply })}\n`)) socket.pause();
    else if (underWay < MOST_UNDER_WAY) socket.resume();
  };
  socket.on('drain', () => socket.resume());

  socket.on('data', (chunk) => {
    try {
      for (const line of read(chunk)) {
        if (socket.destroyed) return;
        if (known) void answer(line);
        else if (sameToken(token, tokenOf(line))) {
          known = true;
          callOff();
          socket.write('{"ready":true}\n');
        } else cutOff('wrong token');
      }
    } catch {
      cutOff('line too long');
    }
  });
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
const failed = (code: 'forbidden' | 'invalid-input' | 'internal', message: string): Reply<never> => ({
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
