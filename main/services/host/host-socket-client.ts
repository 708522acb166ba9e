// How another process of this user asks the host of a data folder. Nothing heavy is imported here: a command is to be quick.
import { connect, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { AppFailure, HostGone, refuse } from '../../../shared/app-failure.ts';
import type { Reply } from '../../../shared/ipc/bridge.ts';
import type { FleetChannel, Input, Output } from '../../../shared/ipc/contract.ts';
import type { RealTime } from '../../agent/ports.ts';
import { filesOf } from './folder-files.ts';
import { checkPrivateFolder } from './host-folder.ts';
import { readHostRecord } from './host-record.ts';
import { lineReader } from './line-reader.ts';

/** What a host may answer in one line: the fleet of ten thousand instances, and long histories. */
const LONGEST_ANSWER_BYTES = 256 * 1024 * 1024;

export interface HostClient {
  /** Rejects with AppFailure: what the host refused, or HostGone. */
  call<C extends FleetChannel>(channel: C, input: Input<C>): Promise<Output<C>>;
  dispose(): void;
}

/** Real ms for a host that listens to greet back; one that hangs does not. */
const GREETING_MS = 5_000;

/**
 * Null: no host listens for this folder. Throws `forbidden` where one does not take the token of the folder, `host-unavailable`
 * where one listens and does not answer.
 */
export async function connectToHost(folder: string, realTime: RealTime): Promise<HostClient | null> {
  const found = readHostRecord(filesOf(folder));
  if (found === null) return null;
  if (process.platform !== 'win32') {
    try {
      checkPrivateFolder(dirname(found.socket));
    } catch {
      return null;
    }
  }
  const socket = await reach(found.socket);
  if (socket === null) return null;
  const client = new Conversation(socket);
  const callOff = realTime.after(GREETING_MS, () => client.giveUp());
  await client.greet(found.token).finally(callOff);
  return client;
}

function reach(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

type Waiting = { resolve: (reply: Reply<unknown>) => void; reject: (failure: AppFailure) => void };

class Conversation implements HostClient {
  readonly #waiting = new Map<number, Waiting>();
  #ready: { resolve: () => void; reject: (failure: AppFailure) => void } | null = null;
  #lastId = 0;
  /** The host has said that it takes no more calls: what it has not answered by then it never looked at. */
  #leaving = false;

  constructor(private readonly socket: Socket) {
    const read = lineReader(LONGEST_ANSWER_BYTES);
    socket.on('data', (chunk) => {
      try {
        for (const line of read(chunk)) this.#take(JSON.parse(line));
      } catch {
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#end());
  }

  greet(token: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#ready = { resolve, reject };
      this.socket.write(`${JSON.stringify({ token })}\n`);
    });
  }

  async call<C extends FleetChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
    const reply = await new Promise<Reply<unknown>>((resolve, reject) => {
      if (this.socket.destroyed || this.#leaving) return reject(gone(false));
      this.#lastId += 1;
      this.#waiting.set(this.#lastId, { resolve, reject });
      this.socket.write(`${JSON.stringify({ id: this.#lastId, channel, input })}\n`);
    });
    if (!reply.ok) throw new AppFailure(reply.error);
    // The host is this program, of this user: its answers are of the contract's shape.
    return reply.value as Output<C>;
  }

  giveUp(): void {
    this.#ready?.reject(refuse('host-unavailable', 'The host of this data folder does not answer.'));
    this.#ready = null;
    this.socket.destroy();
  }

  dispose(): void {
    this.socket.destroy();
  }

  #take(message: { ready?: boolean; leaving?: boolean; id?: number; reply?: Reply<unknown> }): void {
    if (message.leaving === true) this.#leaving = true;
    else if (message.ready === true) {
      this.#ready?.resolve();
      this.#ready = null;
    } else if (message.id !== undefined && message.reply !== undefined) {
      this.#waiting.get(message.id)?.resolve(message.reply);
      this.#waiting.delete(message.id);
    }
  }

  #end(): void {
    const why = this.#leaving ? gone(false) : refuse('forbidden', 'The host of this data folder did not let this process in.');
    this.#ready?.reject(why);
    for (const { reject } of this.#waiting.values()) reject(gone(!this.#leaving));
    this.#waiting.clear();
  }
}

const gone = (taken: boolean) => new HostGone('The host of this data folder went away in the middle.', taken);
