// The log: what it writes, where, and above all what it never writes.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type LogOptions, openLog } from '../../../main/services/log/open-log.ts';
import { redact } from '../../../main/services/log/redact.ts';
import { Secret } from '../../../main/services/log/secret.ts';

const PEM = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----';

function opened(more: Partial<LogOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cusp-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'product.log');
  const heard: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      heard.push(String(chunk));
      done();
    },
  });
  const logs = openLog({ file, stream, fileLevel: 'debug', streamLevel: 'warn', ...more });
  return { logs, folder, file, heard, written: () => readFileSync(file, 'utf8') };
}

describe('an entry', () => {
  it('says when, how grave, who, what and with which facts, in one line', () => {
    const { logs, written, heard } = opened();
    logs.scope('store').info('The store was opened.', { instances: 3, file: 'store.sqlite' });
    expect(written()).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info {2}store: The store was opened\. \{"instances":3,"file":"store\.sqlite"\}\r?\n$/,
    );
    expect(heard).toEqual([]);
  });

  it('goes to the stream from its level on, and to the file from its own', () => {
    const { logs, written, heard } = opened({ fileLevel: 'info', streamLevel: 'error' });
    const log = logs.scope('x');
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level](level);
    expect(written().match(/x: (\w+)/g)).toEqual(['x: info', 'x: warn', 'x: error']);
    expect(heard.join('')).toMatch(/^\S+ error x: error\n$/);
  });

  it('that is written nowhere costs no look at its facts', () => {
    const { logs, written } = opened({ fileLevel: 'info', stream: null });
    const facts = {
      get message(): string {
        throw new Error('looked at');
      },
    };
    logs.scope('x').debug('debug', facts);
    expect(() => logs.scope('x').info('info', facts)).toThrow('looked at');
    logs.scope('x').info('end');
    expect(written()).not.toContain('debug');
  });

  it('cannot be forged by line breaks or terminal codes', () => {
    const { logs, written } = opened();
    logs.scope('x').warn('one\n2026-11-24T00:00:00.000Z error x: forged\u001b[2J', { raw: 'a\r\nb\u0085c\u2028d' });
    expect(written().trimEnd().split('\n')).toHaveLength(1);
    for (const control of ['\u001b', '\u0085', '\u2028', '\r']) expect(written()).not.toContain(control);
  });

  it('with percent signs is written as it is', () => {
    const { logs, written } = opened();
    logs.scope('x').warn('100 %s of %d %o', { a: '%j' });
    expect(written()).toContain('100 %s of %d %o {"a":"%j"}');
  });
});

describe('the file', () => {
  it('is for this user only, and rotates', () => {
    const { logs, folder, file } = opened({ rotateAtBytes: 2_000, stream: null });
    const log = logs.scope('x');
    for (let n = 0; n < 100; n += 1) log.info(`entry ${n} ${'.'.repeat(80)}`);
    expect(readdirSync(folder).sort()).toEqual(['product.log', 'product.log.1', 'product.log.2']);
    for (const name of readdirSync(folder)) {
      expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
      expect(statSync(join(folder, name)).size).toBeLessThan(2_400);
    }
    expect(readFileSync(file, 'utf8')).toContain('entry 99');
  });

  it('is not made where none is wanted', () => {
    const { logs, folder, heard } = opened({ file: null });
    logs.scope('x').error('heard');
    expect(readdirSync(folder)).toEqual([]);
    expect(heard).toHaveLength(1);
  });
});

describe('a secret', () => {
  const SECRET = 'T0ps3cr3t';
  it.each<[string, string, Record<string, unknown>]>([
    ['of the type', 'x', { value: new Secret(SECRET) }],
    ['of the type, inside', 'x', { list: [{ deep: new Secret(SECRET) }] }],
    ['under the name of a token', 'x', { token: SECRET }],
    ['under a name that holds one', 'x', { change: { proxy: { proxyPassword: SECRET } } }],
    ['in a list under such a name', 'x', { tokens: [SECRET] }],
    ['in a map', 'x', { m: new Map([['clientSecret', SECRET]]) }],
    ['in a header', 'x', { headers: { 'Proxy-Authorization': SECRET } }],
    ['in a URL', `to https://user:${SECRET}@host/x`, { url: `http://u:${SECRET}@h` }],
    ['as a bearer in a text', `Authorization: Bearer ${SECRET}`, {}],
    ['in an error', 'x', { error: new Error(`connect to http://u:${SECRET}@proxy:3128 failed`) }],
    ['in the cause of an error', 'x', { error: new Error('x', { cause: new Error(`Basic ${SECRET}`) }) }],
    ['on an error', 'x', { error: Object.assign(new Error('x'), { config: { auth: SECRET } }) }],
    ['as a private key', `key ${PEM.replace('MIIEvQIBADANBg', SECRET)}`, { pem: PEM.replace('MIIEvQIBADANBg', SECRET) }],
    ['as bytes', 'x', { bytes: Buffer.from(SECRET) }],
  ])('%s is never written, at any level', (_, text, facts) => {
    const { logs, written, heard } = opened({ streamLevel: 'debug' });
    const log = logs.scope('x');
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level](text, facts);
    expect(written().trimEnd().split('\n')).toHaveLength(4);
    for (const output of [written(), heard.join('')]) {
      expect(output).not.toContain(SECRET);
      expect(output).not.toContain(Buffer.from(SECRET).toString('base64'));
    }
  });

  it('shows itself in no text, JSON or inspection, and is there when asked', () => {
    const secret = new Secret(SECRET);
    expect(`${secret}${JSON.stringify({ secret })}${inspect(secret)}${inspect({ secret }, { showHidden: true })}`).not.toContain(
      SECRET,
    );
    expect(secret.reveal()).toBe(SECRET);
  });
});

describe('what is no secret', () => {
  it('stays readable', () => {
    const facts = {
      hasPassword: true,
      category: 'token-invalid',
      keyId: 'a',
      url: 'https://host:8443/x?y',
      at: new Date(0),
      none: null,
    };
    expect(redact(facts)).toEqual({ ...facts, at: '1970-01-01T00:00:00.000Z' });
  });

  it('is bounded, also where it contains itself', () => {
    const circle: Record<string, unknown> = { long: 'x'.repeat(10_000), wide: Array.from({ length: 1_000 }, () => 1) };
    circle.self = circle;
    expect(JSON.stringify(redact(circle)).length).toBeLessThan(40_000);
  });
});
