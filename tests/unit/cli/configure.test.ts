// `configure`: the form's Update. Bad input is refused field by field with nothing changed; good input changes all of it.
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { granted } from '../../builders/licence-answers.ts';
import { FakeCliWorld } from '../../fakes/cli-world.ts';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const URL = 'http://localhost:8080/SmartTransport';

let world: FakeCliWorld;
beforeEach(async () => {
  world = new FakeCliWorld();
  world.fleet.answer = (request) => granted(request, world.fleet.now);
  world.files.set('token', 'dG9r\r\n ZW4=\n');
  world.files.set('ca.pem', PEM);
  world.files.set('password', 'pass word\n');
  await world.cli('instance', 'add', 'proxy-1', '--max-call-rate', '200');
});
const configure = (...options: string[]) => world.cli('configure', 'proxy-1', ...options);
const configuration = async () => JSON.parse((await world.cli('instance', 'show', 'proxy-1', '--json')).out).configuration;

describe('refused input', () => {
  const refused: [what: string, options: string[], said: RegExp][] = [
    ['a count of 0', ['--license-count', '0'], /--license-count: The count is 5 or more\. Nearest: 5/],
    ['a negative count', ['--license-count', '-5'], /5 or more/],
    ['a count of 7', ['--license-count', '7'], /7 is not a multiple of 5\. Nearest: 5 or 10/],
    ['a count of 12.5', ['--license-count', '12.5'], /whole number\. Nearest: 10 or 15/],
    ['a count over the maximum', ['--license-count', '205'], /200 CPS at most\. Nearest: 200/],
    ['a count in words', ['--license-count', 'ten'], /whole number/],
    ['an empty count', ['--license-count', ''], /whole number/],
    ['a URL with credentials', ['--server-url', 'https://u:S3CRET@host/x'], /--server-url: No user name or password/],
    ['a URL without a host', ['--server-url', 'https:///SmartTransport'], /A host is missing/],
    ['a URL of another scheme', ['--server-url', 'ftp://host/x'], /https:\/\/ or http:\/\//],
    ['an empty URL', ['--server-url', ''], /https:\/\/ or http:\/\//],
    ['a long URL', ['--server-url', `https://host/${'x'.repeat(250)}`], /256 characters at most/],
    ['a proxy without a port', ['--proxy', '10.0.0.9'], /--proxy: Write the proxy as HOST:PORT/],
    ['a proxy port of 0', ['--proxy', '10.0.0.9:0'], /A port is 1 to 65535/],
    ['a proxy port of 70000', ['--proxy', '10.0.0.9:70000'], /A port is 1 to 65535/],
    ['a proxy that is no host', ['--proxy', '300.1.1.1:3128'], /neither an IP address nor a host name/],
    ['a proxy with credentials', ['--proxy', 'u:S3CRET@10.0.0.9:3128'], /HOST:PORT/],
    ['a proxy user without a proxy', ['--proxy-user', 'lic'], /No proxy is configured/],
    ['a proxy user with a colon', ['--proxy', 'p:1', '--proxy-user', 'a:b'], /no colon/],
    ['a password without a user', ['--proxy', 'p:1', '--proxy-password-file', 'password'], /A password needs a user name/],
    ['a user for no proxy', ['--no-proxy', '--proxy-user', 'lic'], /goes with a proxy only/],
    ['a user for the system’s proxy', ['--proxy-system', '--proxy-user', 'lic'], /goes with a proxy only/],
    ['a token file that is not there', ['--token-file', 'nowhere'], /The file nowhere cannot be read \(ENOENT\)/],
    ['a CA file that is not there', ['--tls-ca', 'nowhere'], /cannot be read/],
    ['a CA file without a certificate', ['--signer-ca', 'token', '--server-url', URL], /no PEM certificate/],
    ['a CA without a server', ['--signer-ca', 'ca.pem'], /./],
    ['a server off loopback in a demonstration', ['--server-url', 'https://licences.example.com/SmartTransport'], /loopback/],
    ['a token while disabled', ['--token-file', 'token', '--server-url', URL, '--license-count', '50'], /Enable smart licensing/],
  ];

  it.each(refused)('%s ends with 2 and its own text, and nothing is changed', async (_what, options, said) => {
    const before = world.fleet.kept();
    const { code, out, err } = await configure(...options, '--transport', 'http');
    expect(err).toMatch(said);
    expect(code).toBe(2);
    expect(err).toContain('Nothing was changed.');
    expect(err).not.toContain('S3CRET');
    expect(out).toBe('');
    expect(world.fleet.kept()).toBe(before);
    expect([...world.fleet.secrets]).toEqual([]);
    expect(world.fleet.requests).toEqual([]);
  });

  it.each([
    ['empty', '', /A token is missing/],
    ['white space alone', ' \r\n\t', /A token is missing/],
    ['too long', 'x'.repeat(256), /255 characters at most; this has 256/],
    ['with forbidden characters', 'S3CRET!{}', /3 characters are not allowed in a token: ! \{ \}/],
  ])('a token that is %s is refused without being told', async (_what, token, said) => {
    world.stdin = Readable.from([token]);
    const before = world.fleet.kept();
    const { code, out, err } = await configure('--enable', '--license-count', '50', '--server-url', URL, '--token-stdin');
    expect(err).toMatch(said);
    expect(err + out).not.toContain('S3CRET');
    expect(code).toBe(2);
    expect(world.fleet.kept()).toBe(before);
  });

  it('names all fields that are wrong, with their rules, under `error`', async () => {
    const { code, out } = await configure('--json', '--license-count', '7', '--server-url', 'ftp://x', '--proxy', 'p:0');
    expect(code).toBe(2);
    expect(JSON.parse(out).error).toMatchObject({
      code: 'invalid-input',
      problems: [
        { field: 'license-count', rule: 'multiple', values: { count: 7, down: 5, up: 10 } },
        { field: 'server-url', rule: 'scheme' },
        { field: 'proxy-port', rule: 'range' },
      ],
    });
  });
});

describe('accepted input', () => {
  it('changes all of it and prints the summary', async () => {
    const { code, out } = await configure(
      '--enable',
      '--license-count',
      '50',
      '--server-url',
      URL,
      '--transport',
      'http',
      '--proxy',
      '[2001:db8::9]:3128',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      smartLicenseClientState: 'Un-Identified',
      licensingState: 'Eval',
      licenseServerAddress: URL,
      smartAgentTransportMode: 'HTTP',
      httpProxyAddress: '[2001:db8::9]:3128',
      cpsCountRequested: 50,
      licensesRequested: 10,
      evaluationPeriodHours: 2160,
    });
    expect((await configure('--no-proxy', '--license-count', '55', '--json')).code).toBe(0);
    expect(await configuration()).toMatchObject({ enabled: true, licenseCount: 55, serverUrl: URL, proxy: { kind: 'none' } });
  });

  it('takes the proxy that the system names, and nothing else beside it', async () => {
    const { code, out } = await configure('--proxy-system', '--json');
    expect([code, JSON.parse(out).httpProxyAddress]).toEqual([0, 'system']);
    expect((await configuration()).proxy).toEqual({ kind: 'system' });
    for (const other of [['--proxy', '10.0.0.9:3128'], ['--no-proxy']])
      expect(await configure('--proxy-system', ...other)).toMatchObject({
        code: 2,
        err: expect.stringMatching(/cannot be used with/),
      });
    expect((await configuration()).proxy).toEqual({ kind: 'system' });
    await configure('--no-proxy');
    expect((await configuration()).proxy).toEqual({ kind: 'none' });
  });

  it('registers with a token, whose white space does not count, and waits for the authorization as well', async () => {
    const { code, out } = await configure(
      '--enable',
      '--license-count',
      '50',
      '--server-url',
      URL,
      '--token-file',
      'token',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ smartLicenseClientState: 'Authorized', licensingState: 'InCompliance' });
    const sent = world.fleet.calls.find(({ channel }) => channel === 'instances.configure')?.input;
    expect(sent).toMatchObject({ change: { token: 'dG9rZW4=' }, waitMs: 60_000 });
    expect(out + world.fleet.kept()).not.toContain('dG9r');
  });

  it('prints the summary that results from another count', async () => {
    await configure('--enable', '--license-count', '50', '--server-url', URL, '--token-file', 'token');
    world.fleet.answer = (request) => granted(request, world.fleet.now, 'out');
    const { code, out } = await configure('--license-count', '200', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ smartLicenseClientState: 'Out Of Compliance', cpsCountRequested: 200 });
  });

  it('keeps the password of a proxy apart, and while the proxy stays', async () => {
    await configure('--proxy', 'proxy.example:3128', '--proxy-user', 'lic', '--proxy-password-file', 'password');
    expect([...world.fleet.secrets.values()]).toEqual(['pass word']);
    expect((await configuration()).proxy).toMatchObject({ host: 'proxy.example', port: 3128, user: 'lic', hasPassword: true });
    await configure('--proxy', 'proxy.example:3128');
    expect((await configuration()).proxy).toMatchObject({ user: 'lic', hasPassword: true });
    await configure('--proxy', 'proxy.example:3129');
    expect((await configuration()).proxy).toMatchObject({ port: 3129, user: null, hasPassword: false });
    expect([...world.fleet.secrets.values()]).toEqual([]);
  });

  it('trusts certificates for the server', async () => {
    expect((await configure('--server-url', URL, '--signer-ca', 'ca.pem', '--tls-ca', 'ca.pem')).code).toBe(0);
    expect(world.fleet.trusted).toEqual([
      { url: URL, kind: 'signer', pem: PEM },
      { url: URL, kind: 'tls', pem: PEM },
    ]);
  });

  it('warns of a path that belongs to the other mode', async () => {
    const { code, err } = await configure('--server-url', URL, '--transport', 'call-home');
    expect(code).toBe(0);
    expect(err).toBe('Warning: this path belongs to the HTTP mode.\n');
    expect((await configure('--transport', 'http')).err).toBe('');
  });
});
