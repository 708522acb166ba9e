// Who is on the session bus of a Linux desktop: whether anybody shows notices, and whether there is a tray. Electron cannot tell; an
// icon or a notice that nobody shows is simply not seen. The few messages of D-Bus that this takes are written here.
import { connect, type Socket } from 'node:net';
import type { RealTime } from '../../agent/ports.ts';

const DAEMON = 'org.freedesktop.DBus';
/** Real ms. */
const ANSWERS_WITHIN_MS = 3_000;
/** An answer that is longer is none. */
const MOST_BYTES = 4_000_000;
const METHODS = ['Hello', 'ListNames', 'ListActivatableNames'] as const;
const RETURN = 2;
const ERROR = 3;

/** The names that are there, and those that the bus would start. Empty where there is no bus, or it does not answer. */
export function namesOnBus(address: string, realTime: RealTime): Promise<ReadonlySet<string>> {
  const path = pathOf(address);
  if (path === null) return Promise.resolve(new Set());
  return new Promise((resolve) => {
    const socket = connect({ path });
    const conversation = new Conversation(socket);
    const end = (names: ReadonlySet<string>) => {
      callOff();
      socket.destroy();
      resolve(names);
    };
    const callOff = realTime.after(ANSWERS_WITHIN_MS, () => end(new Set()));
    socket.on('error', () => end(new Set()));
    socket.on('close', () => end(new Set()));
    socket.on('data', (chunk) => {
      const names = conversation.hear(chunk);
      if (names !== null) end(names);
    });
  });
}

/** The first way over a socket of this computer: `unix:path=…` or `unix:abstract=…`. */
function pathOf(address: string): string | null {
  for (const way of address.split(';')) {
    const [, key, value] = /^unix:(?:.*,)?(path|abstract)=([^,]+)/.exec(way) ?? [];
    if (value !== undefined) return `${key === 'abstract' ? '\0' : ''}${decodeURIComponent(value)}`;
  }
  return null;
}

class Conversation {
  #heard: Buffer = Buffer.alloc(0);
  #isAdmitted = false;
  #answers = 0;
  readonly #names = new Set<string>();

  constructor(private readonly socket: Socket) {
    const user = Buffer.from(String(process.getuid?.() ?? '')).toString('hex');
    socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
  }

  /** The names once all of them are known; null before. Whoever answers otherwise than a bus has none. */
  hear(chunk: Buffer): ReadonlySet<string> | null {
    this.#heard = Buffer.concat([this.#heard, chunk]);
    if (this.#heard.length > MOST_BYTES) return new Set();
    if (!this.#isAdmitted && !this.#admit()) return this.#heard.includes('REJECTED') ? new Set() : null;
    for (let message = this.#next(); message !== null; message = this.#next()) {
      if (message.type === ERROR) return new Set();
      if (message.type !== RETURN) continue;
      this.#answers += 1;
      if (this.#answers > 1) for (const name of stringsIn(message.body)) this.#names.add(name);
      if (this.#answers === METHODS.length) return this.#names;
    }
    return null;
  }

  #admit(): boolean {
    const end = this.#heard.indexOf('\r\n');
    if (end === -1 || !this.#heard.subarray(0, end).toString('latin1').startsWith('OK')) return false;
    this.#heard = this.#heard.subarray(end + 2);
    this.#isAdmitted = true;
    this.socket.write('BEGIN\r\n');
    METHODS.forEach((method, index) => {
      this.socket.write(callOf(method, index + 1));
    });
    return true;
  }

  #next(): { type: number; body: Buffer } | null {
    const heard = this.#heard;
    if (heard.length < 16) return null;
    const bodyLength = heard.readUInt32LE(4);
    const bodyAt = aligned(16 + heard.readUInt32LE(12), 8);
    if (heard.length < bodyAt + bodyLength) return null;
    this.#heard = heard.subarray(bodyAt + bodyLength);
    return { type: heard.readUInt8(1), body: heard.subarray(bodyAt, bodyAt + bodyLength) };
  }
}

const aligned = (at: number, to: number): number => Math.ceil(at / to) * to;

/** A call without arguments to the bus itself, little-endian. */
function callOf(method: string, serial: number): Buffer {
  const fields = [
    [1, 'o', '/org/freedesktop/DBus'],
    [2, 's', DAEMON],
    [3, 's', method],
    [6, 's', DAEMON],
  ] as const;
  const parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const [code, type, value] of fields) {
    add(Buffer.alloc(aligned(length, 8) - length));
    add(Buffer.from([code, 1, type.charCodeAt(0), 0]));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(value.length);
    add(Buffer.concat([size, Buffer.from(`${value}\0`)]));
  }
  const start = Buffer.from('l\x01\x00\x01\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1');
  start.writeUInt32LE(serial, 8);
  start.writeUInt32LE(length, 12);
  return Buffer.concat([start, ...parts, Buffer.alloc(aligned(length, 8) - length)]);
}

/** An array of strings. */
function stringsIn(body: Buffer): string[] {
  const strings: string[] = [];
  for (let at = 4; at + 4 <= body.length; ) {
    const length = body.readUInt32LE(at);
    strings.push(body.toString('utf8', at + 4, at + 4 + length));
    at = aligned(at + 4 + length + 1, 4);
  }
  return strings;
}
