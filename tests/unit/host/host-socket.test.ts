// The host's door over a real socket: the token, parsed input, replies, hostile callers, a host that goes away.
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectToHost } from '../../../main/services/host/host-socket-client.ts';
import { HostGone, refuse } from '../../../shared/app-failure.ts';
import { handTime, openDoor, temporaryFolder } from './setting.ts';

// Disks and processors that others use too are slow at times.
vi.setConfig({ testTimeout: 60_000 });

const ID = '3b241101-e2bb-4255-8caf-4136c566a962';

async function client(folder: string) {
  const connected = await connectToHost(folder, handTime());
  if (connected === null) throw new Error('No host answers.');
  onTestFinished(() => connected.dispose());
  return connected;
}

async function rawSocket(folder: string): Promise<Socket> {
  const { socket: path } = JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8'));
  const socket = connect({ path });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}
const tokenIn = (folder: string) => readFileSync(join(folder, 'access.token'), 'utf8');
async function lineFrom(socket: Socket): Promise<unknown> {
  const [chunk] = await once(socket, 'data');
  return JSON.parse(String(chunk));
}

describe('a caller with the token', () => {
  it('gets the answers to its calls, whichever is ready first', async () => {
    const folder = temporaryFolder();
    let release = () => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    await openDoor(folder, async (channel, input) => {
      if (channel === 'instances.authorize') await slow;
      return { ok: true, value: { channel, input } };
    });
    const host = await client(folder);
    const first = host.call('instances.authorize', { id: ID });
    expect(await host.call('instances.find', { name: 'proxy-1' })).toEqual({
      channel: 'instances.find',
      input: { name: 'proxy-1' },
    });
    release();
    expect(await first).toEqual({ channel: 'instances.authorize', input: { id: ID } });
  });

  it('gets refusals as they were made, with code, problems and failure', async () => {
    const folder = temporaryFolder();
    const problems = [{ field: 'name', rule: 'taken', message: 'Taken.' }] as const;
    await openDoor(folder, async (channel) => {
      if (channel === 'host.info') throw refuse('name-taken', 'Taken.', { problems: [...problems] });
      throw new Error('a defect with an inner secret');
    });
    const host = await client(folder);
    await expect(host.call('host.info', {})).rejects.toMatchObject({
      error: { code: 'name-taken', message: 'Taken.', problems },
    });
    const defect = await host.call('fleet.snapshot', {}).catch((error: unknown) => error);
    expect(defect).toMatchObject({ error: { code: 'internal' } });
    expect(JSON.stringify(defect)).not.toContain('inner secret');
  });

  it('reaches only operations on the fleet, with input that was parsed', async () => {
    const folder = temporaryFolder();
    const seen: unknown[] = [];
    await openDoor(folder, async (channel, input) => {
      seen.push([channel, input]);
      return { ok: true, value: null };
    });
    const host = await client(folder);
    for (const channel of ['settings.set', 'clipboard.read', 'toString', '__proto__', 'nothing'])
      await expect(host.call(channel as 'host.info', {}), channel).rejects.toMatchObject({ error: { code: 'forbidden' } });
    await expect(host.call('instances.detail', { id: 'x' })).rejects.toMatchObject({ error: { code: 'invalid-input' } });
    expect(seen).toEqual([]);
    await host.call('instances.find', { name: 'a', more: 1 } as { name: string });
    expect(seen).toEqual([['instances.find', { name: 'a' }]]);
  });

  it('is answered by a host that is leaving, and knows of a call after that that it was never looked at', async () => {
    const folder = temporaryFolder();
    const seen: string[] = [];
    let release = () => {};
    const { door } = await openDoor(folder, async (channel) => {
      seen.push(channel);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { ok: true, value: channel };
    });
    const host = await client(folder);
    const first = host.call('instances.authorize', { id: ID });
    await vi.waitFor(() => expect(seen).toEqual(['instances.authorize']));
    const left = door.leave();
    const second = host.call('instances.renewId', { id: ID }).catch((error: unknown) => error);
    release();
    expect(await first).toBe('instances.authorize');
    const refusal = await second;
    expect(refusal).toBeInstanceOf(HostGone);
    expect(refusal).toMatchObject({ taken: false, error: { code: 'host-unavailable' } });
    await left;
    expect(seen).toEqual(['instances.authorize']);
    await expect(host.call('host.info', {})).rejects.toMatchObject({ taken: false });
  });

  it('is told by a host that is stopped that it goes on without an answer, and that no other call was looked at', async () => {
    const folder = temporaryFolder();
    const seen: string[] = [];
    const { door, time } = await openDoor(folder, (channel) => {
      seen.push(channel);
      return new Promise(() => {});
    });
    const host = await client(folder);
    const call = host.call('host.info', {}).catch((error: unknown) => error);
    await vi.waitFor(() => expect(seen).toEqual(['host.info']));
    const disposed = door.dispose();
    time.pass(1_000);
    await disposed;
    const refusal = await call;
    expect(refusal).toMatchObject({ error: { code: 'host-unavailable', message: expect.stringMatching(/goes on/) } });
    expect(refusal).not.toBeInstanceOf(HostGone);
    expect(await connectToHost(folder, handTime())).toBeNull();
  });

  it('does not know what became of its call where the host broke off without a word', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'own.sock');
    const server = createServer((socket) => {
      socket.once('data', () => {
        socket.write('{"ready":true}\n');
        socket.once('data', () => socket.destroy());
      });
    });
    onTestFinished(() => void server.close());
    await once(server.listen({ path }), 'listening');
    chmodSync(folder, 0o700);
    writeFileSync(join(folder, 'host.json'), JSON.stringify({ socket: path }));
    writeFileSync(join(folder, 'access.token'), 'token');
    const host = await client(folder);
    await expect(host.call('host.info', {})).rejects.toMatchObject({ taken: true, error: { code: 'host-unavailable' } });
  });

  it('gets an answer of many megabytes whole', async () => {
    const folder = temporaryFolder();
    const large = 'ü'.repeat(3_000_000);
    await openDoor(folder, async () => ({ ok: true, value: large }));
    expect(await (await client(folder)).call('host.info', {})).toBe(large);
  });
});

describe('a caller without the token', () => {
  it.each([
    ['another token', JSON.stringify({ token: '0'.repeat(64) })],
    ['a part of the token', (folder: string) => JSON.stringify({ token: tokenIn(folder).slice(0, 40) })],
    ['a number', '{"token":1}'],
    ['a call at once', JSON.stringify({ id: 1, channel: 'host.info', input: {} })],
    ['no JSON', 'GET / HTTP/1.1'],
    ['null', 'null'],
  ])('is cut off: %s', async (_, line) => {
    const folder = temporaryFolder();
    let asked = false;
    await openDoor(folder, async () => {
      asked = true;
      return { ok: true, value: null };
    });
    const socket = await rawSocket(folder);
    const heard: string[] = [];
    socket.on('data', (chunk) => heard.push(String(chunk)));
    socket.write(`${typeof line === 'string' ? line : line(folder)}\n{"id":1,"channel":"host.info","input":{}}\n`);
    await once(socket, 'close');
    expect(heard).toEqual([]);
    expect(asked).toBe(false);
  });

  it('that says nothing is cut off after five seconds', async () => {
    const folder = temporaryFolder();
    const { time } = await openDoor(folder, async () => ({ ok: true, value: null }));
    const socket = await rawSocket(folder);
    const host = await client(folder); // The door has seen both by now.
    time.pass(5_000);
    await once(socket, 'close');
    expect(await host.call('host.info', {})).toBeNull();
  });

  it('is told so by the client', async () => {
    const folder = temporaryFolder();
    await openDoor(folder, async () => ({ ok: true, value: null }));
    writeFileSync(join(folder, 'access.token'), '0'.repeat(64));
    await expect(connectToHost(folder, handTime())).rejects.toMatchObject({ error: { code: 'forbidden' } });
  });
});

describe('hostile input', () => {
  it.each([
    ['a line without end', Buffer.alloc(1024 * 1024 + 2, 'x')],
    ['a long line with its end', Buffer.from(`"${'x'.repeat(1024 * 1024)}"\n`)],
    ['no JSON', Buffer.from('{"id":\n')],
    ['a list', Buffer.from('[]\n')],
    ['a call without number', Buffer.from('{"channel":"host.info","input":{}}\n')],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x0a])],
    ['deep nesting', Buffer.from(`${'['.repeat(500_000)}\n`)],
  ])('ends the connection and not the host: %s', async (_, bytes) => {
    const folder = temporaryFolder();
    const { log } = await openDoor(folder, async () => ({ ok: true, value: 'fine' }));
    const socket = await rawSocket(folder);
    socket.on('error', () => {});
    socket.write(`${JSON.stringify({ token: tokenIn(folder) })}\n`);
    expect(await lineFrom(socket)).toEqual({ ready: true });
    socket.write(bytes);
    await once(socket, 'close');
    expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
    expect(await (await client(folder)).call('host.info', {})).toBe('fine');
  });

  it('a call that comes in single bytes is understood', async () => {
    const folder = temporaryFolder();
    await openDoor(folder, async (_, input) => ({ ok: true, value: input }));
    const socket = await rawSocket(folder);
    socket.setNoDelay(true);
    const text = `{"token":"${tokenIn(folder)}"}\n{"id":7,"channel":"instances.find","input":{"name":"Zürich"}}\n`;
    const answer = new Promise<string>((resolve) => {
      let heard = '';
      socket.on('data', (chunk) => {
        heard += String(chunk);
        if (heard.split('\n').length === 3) resolve(heard);
      });
    });
    for (const byte of Buffer.from(text))
      await new Promise<void>((resolve) => void socket.write(Buffer.of(byte), () => resolve()));
    expect(JSON.parse((await answer).split('\n')[1] ?? '')).toEqual({ id: 7, reply: { ok: true, value: { name: 'Zürich' } } });
  });
});

describe('the place', () => {
  it('is in the data folder, and nothing is left of it afterwards', async () => {
    const folder = temporaryFolder();
    const { door } = await openDoor(folder, async () => ({ ok: true, value: null }));
    expect(existsSync(join(folder, 'host.sock'))).toBe(true);
    expect(statSync(join(folder, 'access.token')).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8'))).toMatchObject({ pid: process.pid });
    await door.dispose();
    for (const file of ['host.sock', 'access.token', 'host.json']) expect(existsSync(join(folder, file)), file).toBe(false);
  });

  it('of a deep data folder is a private folder of the session', async () => {
    const folder = join(temporaryFolder(), 'd'.repeat(100));
    const { prepareDataFolder } = await import('../../../main/services/host/host-folder.ts');
    prepareDataFolder(folder);
    const runtime = temporaryFolder();
    await openDoor(folder, async () => ({ ok: true, value: 'deep' }), { XDG_RUNTIME_DIR: runtime });
    const { socket } = JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8'));
    expect(socket.startsWith(runtime)).toBe(true);
    expect(statSync(join(socket, '..')).mode & 0o777).toBe(0o700);
    expect(await (await client(folder)).call('host.info', {})).toBe('deep');
  });

  it('in a data folder that others can look into is a private folder inside, gone afterwards', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    const { door } = await openDoor(folder, async () => ({ ok: true, value: 'inside' }));
    expect(statSync(join(folder, 'host')).mode & 0o777).toBe(0o700);
    expect(await (await client(folder)).call('host.info', {})).toBe('inside');
    await door.dispose();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that a killed host left is taken over by the next, and until then nobody answers', async () => {
    const folder = temporaryFolder();
    const first = await openDoor(folder, async () => ({ ok: true, value: null }));
    const record = readFileSync(join(folder, 'host.json'));
    const token = readFileSync(join(folder, 'access.token'));
    await first.door.dispose();
    writeFileSync(join(folder, 'host.json'), record);
    writeFileSync(join(folder, 'access.token'), token);
    writeFileSync(join(folder, 'host.sock'), '');
    expect(await connectToHost(folder, handTime())).toBeNull();
    await openDoor(folder, async () => ({ ok: true, value: 'second' }));
    expect(await (await client(folder)).call('host.info', {})).toBe('second');
  });
});
