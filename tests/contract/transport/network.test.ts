// What networks and servers do to an exchange: each ends in its own category with the raw words of it, and the next attempt works
// once the fault is gone.
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identity } from '../../../main/agent/agent-state.ts';
import type { LicenceAnswer } from '../../../main/agent/ports.ts';
import { soapFault } from '../../../main/services/transport/carrier-call-home.ts';
import { chainOfThree, MIDDLE } from '../../builders/certificates.ts';
import { authorization, identityOf, outcomeOf, registration, transportWorld, type World } from '../../builders/exchanges.ts';
import { type Change, LicencePeer } from '../../fakes/licence-peer.ts';

let peer: LicencePeer;
let world: World;
let identity: Identity;
beforeAll(async () => {
  const authority = await chainOfThree();
  peer = await LicencePeer.start(authority, () => MIDDLE);
  world = transportWorld({ signerRoots: [authority.root.pem] }, () => MIDDLE);
  identity = identityOf(await world.server.exchange(registration({ url: peer.url() })));
});
afterAll(async () => {
  world.server.dispose();
  await peer.stop();
});

const ask = (raw: Change['raw'], transport: 'http' | 'call-home' = 'http'): Promise<LicenceAnswer> => {
  if (raw !== undefined) peer.next({ raw });
  return world.server.exchange(authorization({ url: peer.url(), transport }, identity));
};
const askAt = (url: string) => world.server.exchange(authorization({ url }, identity));
const text = (answer: LicenceAnswer) => (answer.kind === 'no-answer' ? answer.failure.text : '');

/** A server that does one thing to every connection. Stopped when the test ends. */
async function crude(behave: (socket: net.Socket) => void): Promise<number> {
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    behave(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return (server.address() as AddressInfo).port;
}
const servers: net.Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

describe('connections', () => {
  it('a name that is not found', async () => {
    const answer = await askAt('http://licence-server.invalid/SmartTransport');
    expect(outcomeOf(answer)).toBe('no-answer dns');
    expect(answer).toMatchObject({ failure: { facts: { host: 'licence-server.invalid' }, at: MIDDLE } });
  });

  it('a port where nobody listens, by address and by name', async () => {
    const port = await crude(() => {});
    const closed = servers.pop();
    await new Promise((resolve) => closed?.close(resolve));
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      const answer = await askAt(`http://${host}:${port}/SmartTransport`);
      expect(outcomeOf(answer)).toBe('no-answer connection-refused');
      expect(text(answer)).toMatch(/ECONNREFUSED|EADDRNOTAVAIL/);
      expect(text(answer)).toContain(String(port));
    }
  });

  it.each<[string, Change['raw']]>([
    ['closed', (request) => request.socket.end()],
    ['reset', (request) => request.socket.resetAndDestroy()],
  ])('a connection that is %s before the first byte', async (_, raw) => {
    expect(outcomeOf(await ask(raw))).toBe('no-answer connection-refused');
    expect(outcomeOf(await ask(undefined))).toBe('authorized');
  });

  it('a connection that ends in the TLS handshake without a word', async () => {
    const gone = await crude((socket) => socket.once('data', () => socket.end()));
    expect(outcomeOf(await askAt(`https://127.0.0.1:${gone}/x`))).toBe('no-answer connection-refused');
    const reset = await crude((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(outcomeOf(await askAt(`https://127.0.0.1:${reset}/x`))).toBe('no-answer connection-refused');
  });

  it('a server that speaks no TLS, or TLS where none is asked for: not guessed, with the raw words', async () => {
    const answer = await askAt(peer.url().replace('http:', 'https:'));
    expect(outcomeOf(answer)).toBe('no-answer unknown');
    expect(text(answer)).toMatch(/wrong version number|packet length|SSL/i);
    const ssh = await crude((socket) => socket.end('SSH-2.0-OpenSSH_9.2p1\r\n'));
    expect(outcomeOf(await askAt(`http://127.0.0.1:${ssh}/x`))).toBe('no-answer unreadable-answer');
  });
});

describe('answers that break off', () => {
  it.each<[string, Change['raw']]>([
    ['in the head', (request) => request.socket.end('HTTP/1.1 200 O')],
    [
      'in the head, by a reset',
      (request) => request.socket.write('HTTP/1.1 200 O', () => setImmediate(() => request.socket.resetAndDestroy())),
    ],
    ['before the body', (request) => request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n')],
    ['in the body', (request) => request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"signature"')],
    ['in a chunk', (request) => request.socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{"signature"')],
  ])('%s', async (_, raw) => {
    expect(outcomeOf(await ask(raw))).toBe('no-answer unreadable-answer');
    expect(outcomeOf(await ask(undefined))).toBe('authorized');
  });
});

describe('statuses', () => {
  it.each([400, 401, 403, 404, 405, 413, 429, 500, 502, 503, 504])('%i', async (status) => {
    const answer = await ask((_, response) => response.writeHead(status).end('<h1>no</h1>'));
    expect(answer).toMatchObject({ kind: 'no-answer', failure: { category: 'http-status', facts: { status } } });
  });
  it('204 is no protocol answer', async () => {
    expect(outcomeOf(await ask((_, response) => response.writeHead(204).end()))).toBe('no-answer http-status');
  });
  it('an error page in another character set, or too long, is a status all the same', async () => {
    const latin = Buffer.from('<h1>Zugriff verweigert f\u00fcr Ger\u00e4t</h1>', 'latin1');
    expect(outcomeOf(await ask((_, response) => response.writeHead(502).end(latin)))).toBe('no-answer http-status');
    const long = Buffer.alloc(2 * 1024 * 1024, 0x20);
    expect(outcomeOf(await ask((_, response) => response.writeHead(500).end(long)))).toBe('no-answer http-status');
  });
  it('a wait that the server asks for, in seconds or as a date', async () => {
    const seconds = await ask((_, response) => response.writeHead(503, { 'Retry-After': '120' }).end());
    expect(seconds.retryAfterMs).toBe(120_000);
    const date = new Date(Date.parse('2030-01-01T00:02:00Z')).toUTCString();
    const beside = { Date: new Date(Date.parse('2030-01-01T00:00:00Z')).toUTCString(), 'Retry-After': date };
    expect((await ask((_, response) => response.writeHead(503, beside).end())).retryAfterMs).toBe(120_000);
    expect((await ask((_, response) => response.writeHead(503, { 'Retry-After': 'soon' }).end())).retryAfterMs).toBeNull();
  });
  it.each([301, 302, 303, 307, 308])('%i: a redirect is refused, and says where to', async (status) => {
    const before = peer.received.length;
    const answer = await ask((_, response) => response.writeHead(status, { Location: peer.url('/other') }).end());
    expect(outcomeOf(answer)).toBe('no-answer redirected');
    expect(text(answer)).toContain('/other');
    expect(peer.received.length).toBe(before + 1);
  });
});

describe('bodies', () => {
  it('over 1 MiB, with and without a length, and 1 MiB exactly', async () => {
    const body = (bytes: number) => Buffer.alloc(bytes, 0x20);
    const over = 1024 * 1024 + 1;
    const declared = await ask((_, response) => response.writeHead(200, { 'Content-Length': over }).end(body(over)));
    expect(outcomeOf(declared)).toBe('no-answer answer-too-large');
    expect(outcomeOf(await ask((_, response) => response.end(body(over))))).toBe('no-answer answer-too-large');
    expect(outcomeOf(await ask((_, response) => response.end(body(over - 1))))).toBe('no-answer unreadable-answer');
    expect(outcomeOf(await ask(undefined))).toBe('authorized');
  });
  it('a compressed one that grows over 1 MiB', async () => {
    const { gzipSync } = await import('node:zlib');
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const answer = await ask((_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb));
    expect(outcomeOf(answer)).toBe('no-answer answer-too-large');
  });
});

describe('Call Home', () => {
  it.each([200, 400, 500])('a SOAP fault under status %i cannot be read as an answer, and says its text', async (status) => {
    const answer = await ask((_, response) => response.writeHead(status).end(soapFault('Backend is <down>')), 'call-home');
    expect(outcomeOf(answer)).toBe('no-answer unreadable-answer');
    expect(text(answer)).toContain('Backend is <down>');
  });
  it.each([
    ['no XML', 'hello'],
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['another document', '<a/>'],
    ['the JSON of the other carrier', '{}'],
  ])('%s', async (_, body) => {
    expect(outcomeOf(await ask((__, response) => response.end(body), 'call-home'))).toBe('no-answer unreadable-answer');
  });
  it('XML under the other carrier', async () => {
    expect(outcomeOf(await ask((_, response) => response.end('<?xml version="1.0"?><a/>')))).toBe('no-answer unreadable-answer');
  });
});
