// The checks of every field, rule by rule, as licensing-rules.md (sections 1 and 2) has them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkAddress,
  checkLicenseCount,
  checkMaxCallRate,
  checkName,
  checkPem,
  checkProxyHost,
  checkProxyPort,
  checkProxyUser,
  checkServerUrl,
  checkSoftwareVersion,
  checkTag,
  checkToken,
  cleanToken,
  modeOfPath,
  parseProxy,
  SERVER_PRESETS,
} from '../../../shared/model/field-rules.ts';

const ruleOf = (problem: { rule: string } | null): string | null => problem?.rule ?? null;

describe('name', () => {
  it.each([
    ['proxy-1', null],
    [' proxy 1 ', null],
    ['x'.repeat(64), null],
    ['🛰'.repeat(64), null],
    ['', 'missing'],
    [' \t ', 'missing'],
    ['x'.repeat(65), 'too-long'],
    ['a\u0000b', 'control'],
    ['a\nb', 'control'],
    ['a\u2028b', 'control'],
  ])('%j: %s', (name, rule) => expect(ruleOf(checkName(name))).toBe(rule));
});

it.each([
  [1, null],
  [500, null],
  [0, 'integer'],
  [-5, 'integer'],
  [2.5, 'integer'],
  [Number.NaN, 'integer'],
  [1e300, 'integer'],
])('a call rate of %d: %s', (rate, rule) => expect(ruleOf(checkMaxCallRate(rate))).toBe(rule));

describe('license count', () => {
  it.each<[string | number, number, string | null, object?]>([
    [50, 200, null],
    ['50', 200, null],
    [' 50 ', 200, null],
    [5, 5, null],
    [200, 203, null],
    [0, 200, 'minimum', { up: 5 }],
    ['0', 200, 'minimum', { up: 5 }],
    [-10, 200, 'minimum', { up: 5 }],
    [4, 200, 'minimum', { up: 5 }],
    [7, 200, 'multiple', { count: 7, down: 5, up: 10 }],
    [202, 203, 'multiple', { count: 202, down: 200 }],
    [12.5, 200, 'integer', { down: 10, up: 15 }],
    ['12.5', 200, 'integer', { down: 10, up: 15 }],
    [2.5, 200, 'integer', { up: 5 }],
    [199.9, 199, 'maximum', { max: 199, down: 195 }],
    [205, 200, 'maximum', { max: 200, down: 200 }],
    [204, 203, 'maximum', { max: 203, down: 200 }],
    ['99999999999999999999', 200, 'maximum', { max: 200, down: 200 }],
    [5, 4, 'maximum', { max: 4 }],
    ['', 200, 'integer', {}],
    ['ten', 200, 'integer', {}],
    ['5e1', 200, 'integer', {}],
    ['0x32', 200, 'integer', {}],
    [Number.NaN, 200, 'integer', {}],
    [Number.POSITIVE_INFINITY, 200, 'integer', {}],
  ])('%j of %d: %s', (count, most, rule, values) => {
    const problem = checkLicenseCount(count, most);
    expect(ruleOf(problem)).toBe(rule);
    if (rule !== null) expect(problem?.values ?? {}).toEqual(values);
  });

  it('is accepted exactly where all four rules hold, and the nearest counts that it names are accepted, nearer than any other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 400 }), fc.integer({ min: 5, max: 300 }), (count, most) => {
        const problem = checkLicenseCount(count, most);
        expect(problem === null).toBe(count % 5 === 0 && count >= 5 && count <= most);
        const { down, up } = problem?.values ?? {};
        for (const near of [down, up]) if (near !== undefined) expect(checkLicenseCount(near, most)).toBeNull();
        if (problem === null) return;
        const valid = Array.from({ length: Math.floor(most / 5) }, (_, k) => 5 * (k + 1));
        expect(down).toBe(valid.findLast((other) => other < count));
        expect(up).toBe(valid.find((other) => other > count));
        for (const near of [down, up]) if (near !== undefined) expect(problem.message).toMatch(new RegExp(`\\b${near}\\b`));
      }),
    );
  });
});

describe('license server URL', () => {
  it.each([
    ['https://tools.cisco.com/its/service/oddce/services/DDCEService', null],
    ['http://10.0.0.1:8080/SmartTransport', null],
    ['HTTPS://host', null],
    ['https://[2001:db8::1]:8443/x', null],
    [`https://h/${'x'.repeat(246)}`, null],
    [`https://h/${'x'.repeat(247)}`, 'too-long'],
    ['', 'scheme'],
    ['ftp://host/x', 'scheme'],
    ['host/SmartTransport', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['https:/host/x', 'scheme'],
    ['https://', 'host'],
    ['https:///SmartTransport', 'host'],
    ['https://:8080/x', 'host'],
    ['https://?x', 'host'],
    ['https://user@host/x', 'credentials'],
    ['https://user:password@host/x', 'credentials'],
    ['https://@host/x', 'credentials'],
    ['https://good.example\\@bad.example/x', null],
    ['https://ho st/x', 'unreadable'],
    ['https://host/x\ny', 'unreadable'],
    ['https://host:0/x', 'port'],
    ['https://host:70000/x', 'port'],
    ['https://host:abc/x', 'unreadable'],
    ['https://[::1/x', 'unreadable'],
    ['https://300.1.1.1/x', 'unreadable'],
    ['https://host/x#here', 'fragment'],
  ])('%j: %s', (url, rule) => expect(ruleOf(checkServerUrl(url))).toBe(rule));

  it('that is accepted has a host and no credentials for whoever connects to it', () => {
    const urlish = fc.string({
      unit: fc.constantFrom('h', ':', '/', '@', '\\', '?', '#', '[', ']', '.', '1', '%', ' ', '\t'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.constantFrom('http://', 'https://'), urlish, (scheme, rest) => {
        if (checkServerUrl(scheme + rest) !== null) return;
        const url = new URL(scheme + rest);
        expect([url.username, url.password, url.hash]).toEqual(['', '', '']);
        expect(url.hostname).not.toBe('');
      }),
      { numRuns: 2_000 },
    );
  });

  it('presets pass their own checks and belong to their mode', () => {
    for (const preset of SERVER_PRESETS) {
      const url = preset.url('licences.example.com');
      expect(checkServerUrl(url)).toBeNull();
      expect(modeOfPath(url, preset.transport)).toBeNull();
      const other = preset.transport === 'http' ? 'call-home' : 'http';
      expect(modeOfPath(url, other)).toBe(preset.transport);
    }
    expect(modeOfPath('https://host/somewhere', 'http')).toBeNull();
    expect(modeOfPath('https://HOST/smarttransport/?a=b', 'call-home')).toBe('http');
  });
});

describe('token', () => {
  it('loses white space of every kind', () => {
    expect(cleanToken(' ab\r\ncd\te f\u00a0\u2028gh ')).toBe('abcdefgh');
  });

  it.each([
    ['dG9r+/=%_-Zz09', null],
    ['x'.repeat(255), null],
    ['', 'missing'],
    ['x'.repeat(256), 'too-long'],
    ['a!b', 'characters'],
    ['ä', 'characters'],
    ['a\u200bb', 'characters'],
  ])('%j: %s', (token, rule) => expect(ruleOf(checkToken(token))).toBe(rule));

  it('is never told: only what is forbidden in it is, invisible characters by their number', () => {
    const problem = checkToken('S3CR€T\u200b\u0000token!');
    expect(problem?.values).toEqual({ count: 4, chars: '€ U+200B U+0000 !' });
    expect(JSON.stringify(problem)).not.toMatch(/S3CR|token!/);
    expect(JSON.stringify(checkToken('S3CRET'.repeat(60)))).not.toContain('S3CRET');
  });

  it('is accepted exactly where every character is allowed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (token) => {
        expect(checkToken(token) === null).toBe(/^[A-Za-z0-9+/=%_-]+$/.test(token));
      }),
    );
  });
});

describe('proxy', () => {
  it.each([
    ['10.0.0.9', null],
    ['proxy.example', null],
    ['proxy', null],
    ['2001:db8::1', null],
    ['[2001:db8::1]', null],
    ['::ffff:10.0.0.9', null],
    ['', 'missing'],
    ['[]', 'missing'],
    ['300.1.1.1', 'host'],
    ['10.0.0', 'host'],
    ['010.0.0.9', 'host'],
    ['no host', 'host'],
    ['http://proxy', 'host'],
    ['-proxy', 'host'],
    ['a..b', 'host'],
    ['1:2:3', 'host'],
    ['[10.0.0.9', 'host'],
    ['x'.repeat(64), 'host'],
  ])('address %j: %s', (host, rule) => expect(ruleOf(checkProxyHost(host))).toBe(rule));

  it.each<[string | number, string | null]>([
    [1, null],
    [65_535, null],
    ['3128', null],
    [0, 'range'],
    [70_000, 'range'],
    [65_536, 'range'],
    [-1, 'range'],
    [1.5, 'range'],
    ['', 'range'],
    ['abc', 'range'],
  ])('port %j: %s', (port, rule) => expect(ruleOf(checkProxyPort(port))).toBe(rule));

  it.each([
    ['10.0.0.9:3128', { host: '10.0.0.9', port: 3128 }],
    ['[2001:db8::9]:3128', { host: '2001:db8::9', port: 3128 }],
    ['proxy.example:1', { host: 'proxy.example', port: 1 }],
  ])('%j is read', (text, parsed) => expect(parseProxy(text)).toEqual(parsed));

  it.each([
    ['proxy', 'host-port'],
    ['2001:db8::9:3128', 'host-port'],
    ['http://proxy:3128', 'host-port'],
    ['u:p@proxy:3128', 'host-port'],
    [':3128', 'missing'],
    ['proxy:', 'range'],
    ['proxy:0', 'range'],
    ['proxy:70000', 'range'],
    ['300.1.1.1:1', 'host'],
  ])('%j: %s', (text, rule) => expect(parseProxy(text)).toMatchObject({ rule }));

  it.each([
    ['lic', null],
    ['DOMAIN\\lic', null],
    ['a:b', 'colon'],
    ['a\nb', 'characters'],
  ])('user %j: %s', (user, rule) => expect(ruleOf(checkProxyUser(user))).toBe(rule));
});

describe('what describes an instance', () => {
  it.each([
    ['10.2.1', null],
    ['15', null],
    [' 10.2 ', null],
    ['10.2.1-b3', null],
    ['', 'form'],
    ['v10', 'form'],
    ['latest', 'form'],
    ['10..2', 'form'],
  ])('version %j: %s', (version, rule) => expect(ruleOf(checkSoftwareVersion(version))).toBe(rule));
  it.each([
    ['a', null],
    ['x'.repeat(64), null],
    ['', 'missing'],
    ['x'.repeat(65), 'too-long'],
    ['a\nb', 'control'],
  ])('tag %j: %s', (tag, rule) => expect(ruleOf(checkTag(tag))).toBe(rule));
  it.each([
    ['sbc.example', null],
    ['[::1]', null],
    ['no host', 'host'],
  ])('address %j: %s', (address, rule) => expect(ruleOf(checkAddress(address))).toBe(rule));
});

it.each([
  ['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', null],
  ['nothing', 'no-certificate'],
  ['', 'no-certificate'],
  [
    '-----BEGIN CERTIFICATE-----\nM\n-----END CERTIFICATE-----\n-----BEGIN RSA PRIVATE KEY-----\nS\n-----END RSA PRIVATE KEY-----',
    'private-key',
  ],
])('PEM %j: %s', (pem, rule) => expect(ruleOf(checkPem(pem))).toBe(rule));
