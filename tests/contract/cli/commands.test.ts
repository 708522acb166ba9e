// One instance from its first day to its last, refusals and failures included, each command in a process of its own.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { summarySchema } from '../../../shared/model/summary.ts';
import { type Addresses, type Running, simulator, Terminal } from './terminal.ts';

let terminal: Terminal;
let at: Addresses;
let url: string;
beforeAll(async () => {
  terminal = await Terminal.open('--demo');
  ({ at } = await simulator(terminal));
  url = `${at.http}/SmartTransport`;
  await writeFile(join(terminal.home, 'token'), `${at.token.slice(0, 5)}\r\n ${at.token.slice(5)}\n`, { mode: 0o600 });
  await terminal.run(['instance', 'add', 'proxy-1', '--max-call-rate', '200']);
});
afterAll(() => terminal.dispose());
const control = (path: string, method: string, body: unknown) =>
  fetch(`${at.http}${path}`, {
    method,
    headers: { Authorization: `Bearer ${at.control}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('refused input ends with 2, says why, and changes nothing', () => {
  // Twenty looks at one folder: with a host that stays, each takes the time of a command alone.
  let host: Running;
  beforeAll(async () => {
    host = terminal.start('run');
    await host.said(/Hosting/);
  });
  afterAll(() => host.stop());
  const configure = (...options: string[]) => ['configure', 'proxy-1', ...options];
  it.each<[string[], RegExp]>([
    [configure('--license-count', '0'), /5 or more/],
    [configure('--license-count', '7'), /Nearest: 5 or 10/],
    [configure('--license-count', '12.5'), /whole number/],
    [configure('--license-count', '205'), /200 CPS at most/],
    [configure('--server-url', 'https://u:p@host/'), /user name or password/],
    [configure('--server-url', 'https:///x'), /host is missing/],
    [configure('--server-url', 'ftp://host/x'), /https:\/\/ or http:\/\//],
    [configure('--server-url', 'https://licences.example.com/x'), /loopback/],
    [configure('--proxy', '10.0.0.9:0'), /1 to 65535/],
    [configure('--proxy', '10.0.0.9:70000'), /1 to 65535/],
    [['register', 'proxy-1', '--token', 'S3CRET'], /read from a file or standard input/],
    [['instance', 'add', 'proxy-1', '--max-call-rate', '5'], /already/],
    [['summary', 'proxy-9'], /no instance named/],
    [['--clock-rate', '0', 'fleet'], /clock-rate/],
  ])('%j', async (args, said) => {
    const before = await terminal.json('instance', 'show', 'proxy-1');
    const { code, out, err } = await terminal.run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(said);
    const after = await terminal.json('instance', 'show', 'proxy-1');
    expect({ ...(after as object), summary: null }).toEqual({ ...(before as object), summary: null });
  });
});

describe('one instance', () => {
  it('is configured and registered, its token from a file with line breaks', async () => {
    const { code, out } = await terminal.run([
      ...['--json', 'configure', 'proxy-1', '--enable', '--license-count', '50', '--transport', 'http', '--server-url', url],
      ...['--token-file', join(terminal.home, 'token')],
    ]);
    expect(code).toBe(0);
    const summary = JSON.parse(out);
    expect(summarySchema.strict().parse(summary)).toEqual(summary);
    expect(summary).toMatchObject({ smartLicenseClientState: 'Authorized', licensesRequested: 10, evaluationPeriodHours: 2160 });
  });

  it('is out of compliance while the account has too little, and calls still flow', async () => {
    const state = await terminal.json<{ accounts: { account: string }[] }>('fleet');
    expect(state.accounts).toMatchObject([{ account: 'Default', instances: 1, cps: 50, licences: 10 }]);
    const purchased = (count: number) =>
      control('/simulator/accounts/Simulator/virtual-accounts/Default', 'PUT', { purchased: count });
    expect((await purchased(4)).ok).toBe(true);
    const short = await terminal.json('authorize', 'proxy-1');
    expect(short).toMatchObject({ licensingState: 'OutOfCompliance', calls: { verdict: 'allowed' } });
    expect(await terminal.json('fleet')).toMatchObject({ worst: 'warning' });
    expect((await purchased(100)).ok).toBe(true);
    expect(await terminal.json('authorize', 'proxy-1')).toMatchObject({ licensingState: 'InCompliance' });
  });

  it('renews its certificate, and is not registered twice without force', async () => {
    expect((await terminal.run(['renew-id', 'proxy-1'])).code).toBe(0);
    const again = await terminal.run(['register', 'proxy-1', '--token-file', join(terminal.home, 'token')]);
    expect(again.code).toBe(2);
    expect(again.err).toContain('--force');
    expect((await terminal.run(['register', 'proxy-1', '--force', '--token-stdin'], at.token)).code).toBe(0);
  });

  it('keeps its registration where a token is refused', async () => {
    const { code, out } = await terminal.run(['--json', 'register', 'proxy-1', '--force', '--token-stdin'], 'bm90LWEtdG9rZW4');
    expect(code).toBe(1);
    expect(JSON.parse(out).error).toMatchObject({ category: 'token-invalid', actor: 'administrator' });
    expect(await terminal.summary('proxy-1')).toMatchObject({ licensingState: 'InCompliance', evaluationPeriodHours: 2160 });
  });

  it('is deregistered only with --yes, then removed; its history stays', async () => {
    expect((await terminal.run(['deregister', 'proxy-1'])).code).toBe(2);
    const { code, out } = await terminal.run(['--json', 'deregister', 'proxy-1', '--yes']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ smartLicenseClientState: 'Un-Identified', mayStillHoldLicences: false });
    expect((await terminal.run(['instance', 'remove', 'proxy-1', '--yes'])).code).toBe(0);
    expect(await terminal.json('instance', 'list')).toEqual([]);
    const history = await terminal.json<{ event: string }[]>('events', 'proxy-1');
    expect(history.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['registered', 'out-of-compliance', 'deregistered']),
    );
  });
});
