// Several processes on one folder: who hosts it, how commands find the host, and what is left where a process ends, in order or not.
import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { simulator, Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(async () => {
  terminal = await Terminal.open('--demo');
});
afterEach(() => terminal.dispose());
const hosting = async (...options: string[]) => {
  const host = terminal.start('run', ...options);
  await host.said(/Hosting/);
  return host;
};

it.each(['SIGTERM', 'SIGINT'] as const)('%s stops a host in order, within five seconds', async (signal) => {
  const host = await hosting();
  expect(await readdir(terminal.folder)).toContain('host.json');
  const before = performance.now();
  const { code, out, err } = await host.stop(signal);
  expect([code, out]).toEqual([0, '']);
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(err).toMatch(/Stopped\.\n$/);
  expect(err.match(/file permissions only/g)).toHaveLength(1);
  expect(await readdir(terminal.folder)).not.toContain('host.json');
});

it('a host is found by every command, and only one hosts a folder', async () => {
  const host = await hosting();
  await terminal.run(['instance', 'add', 'proxy-1', '--max-call-rate', '50']);
  expect(await terminal.summary('proxy-1')).toMatchObject({ instance: 'proxy-1', smartLicenseClientState: 'Un-Configured' });
  const second = await terminal.run(['run']);
  expect(second.code).toBe(1);
  expect(second.err).toMatch(/hosted already/);
  expect((await host.stop()).code).toBe(0);
});

it('a host that was killed is no obstacle, and nothing acknowledged is lost', async () => {
  const host = await hosting();
  await terminal.run(['instance', 'add', 'proxy-1', '--max-call-rate', '50']);
  await host.stop('SIGKILL');
  expect(await terminal.json('instance', 'list')).toMatchObject([{ name: 'proxy-1' }]);
});

it('commands at the same time without a host all succeed', async () => {
  await terminal.run(['fleet']);
  const names = ['a', 'b', 'c', 'd'];
  const ended = await Promise.all(names.map((name) => terminal.run(['instance', 'add', name, '--max-call-rate', '50'])));
  expect(ended.map(({ code, err }) => [code, /Added|Next/.test(err) || err])).toEqual(names.map(() => [0, true]));
  expect(await terminal.json('instance', 'list')).toMatchObject(names.map((name) => ({ name })));
});

it('--for ends a host by itself; --watch shows the fleet', async () => {
  const { code, out, err } = await terminal.run(['run', '--for', '1', '--watch']);
  expect(code).toBe(0);
  expect(out).toMatch(/No instances yet/);
  expect(err).toMatch(/Hosting 0 instances/);
});

it('a demonstration and an ordinary folder are never mixed', async () => {
  const ordinary = await Terminal.open();
  try {
    expect((await ordinary.run(['instance', 'add', 'real', '--max-call-rate', '5'])).code).toBe(0);
    for (const option of [['--demo'], ['--clock-rate', '10'], ['--demo', '--clock-rate', '10']])
      expect((await ordinary.run([...option, 'fleet'])).code).toBe(2);
    expect(await ordinary.json('instance', 'list')).toMatchObject([{ name: 'real' }]);
  } finally {
    await ordinary.dispose();
  }
});

it('a token is in no file, in no argument and in no output', async () => {
  const { at } = await simulator(terminal);
  const host = await hosting();
  await terminal.run(['instance', 'add', 'proxy-1', '--max-call-rate', '50']);
  const url = `${at.http}/SmartTransport`;
  await terminal.run(['configure', 'proxy-1', '--enable', '--license-count', '50', '--server-url', url, '--transport', 'http']);
  const register = terminal.start('register', 'proxy-1', '--token-stdin');
  register.stdin.write(at.token);
  // It has the token and waits for more: this is what other users of the computer can see meanwhile.
  const seen = execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(register.pid)], { encoding: 'utf8' });
  expect(seen).toContain('--token-stdin');
  expect(seen).not.toContain(at.token);
  register.stdin.end('\n');
  const ended = await register.ended;
  expect(ended.code).toBe(0);
  expect(ended.out + ended.err + host.out + host.err).not.toContain(at.token);
  expect(await terminal.summary('proxy-1')).toMatchObject({ smartLicenseClientState: 'Authorized' });
  const stopped = await host.stop();
  expect(stopped.out + stopped.err).not.toContain(at.token);

  const files = (await readdir(terminal.home, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const names = files.map((entry) => join(entry.parentPath, entry.name));
  expect(names).toContain(join(terminal.folder, 'store.sqlite'));
  for (const name of names) expect((await readFile(name)).includes(at.token), name).toBe(false);
});

it('a long answer goes through a pipe whole', async () => {
  const host = await hosting();
  await Promise.all(
    Array.from({ length: 6 }, (_, k) => terminal.run(['instance', 'add', `${k}${'x'.repeat(60)}`, '--max-call-rate', '5'])),
  );
  const reports = await terminal.json<{ instances: unknown[] }>('fleet');
  expect(reports.instances).toHaveLength(6);
  const help = await terminal.run(['configure', '--help']);
  expect(help.out).toMatch(/proxy\.txt\n$/);
  expect((await host.stop()).code).toBe(0);
});

it('a reader that has had enough is no error', async () => {
  const host = await hosting();
  const help = terminal.start('configure', '--help');
  help.hangUp();
  expect(await help.ended).toMatchObject({ code: 0, err: '' });
  expect((await host.stop()).code).toBe(0);
});
