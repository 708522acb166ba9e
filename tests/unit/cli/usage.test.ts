// What the command line makes of its arguments: exit codes, help, and what is said about wrong usage.
import { describe, expect, it } from 'vitest';
import { FakeCliWorld } from '../../fakes/cli-world.ts';

const wrong: [why: string, argv: string[], said: RegExp][] = [
  ['no command', [], /Which command/],
  ['a group without its command', ['instance'], /Which command/],
  ['an unknown command', ['sumary', 'proxy-1'], /unknown command 'sumary'/],
  ['an unknown option', ['fleet', '--colour'], /unknown option '--colour'/],
  ['a missing argument', ['summary'], /missing required argument 'name'/],
  ['too many arguments', ['summary', 'a', 'b'], /too many arguments/],
  ['a missing option', ['instance', 'add', 'proxy-1'], /--max-call-rate/],
  [
    'a profile that is none',
    ['instance', 'add', 'a', '--max-call-rate', '5', '--profile', 'ASA'],
    /Allowed choices are CUSP, CCCSP/,
  ],
  ['both of enable and disable', ['configure', 'a', '--enable', '--disable'], /cannot be used with option '--disable'/],
  ['both of proxy and no proxy', ['configure', 'a', '--proxy', 'h:1', '--no-proxy'], /cannot be used with option '--no-proxy'/],
  ['both sources of a token', ['register', 'a', '--token-file', 'f', '--token-stdin'], /cannot be used with/],
  ['no source of a token', ['register', 'a'], /--token-file FILE or --token-stdin/],
  ['nothing to configure', ['configure', 'a'], /Nothing to change/],
  ['only a wait to configure', ['configure', 'a', '--wait', '3'], /Nothing to change/],
  ['a clock rate of 0', ['fleet', '--clock-rate', '0'], /--clock-rate is a number from 1 to 1000000/],
  ['a clock rate over the most', ['fleet', '--clock-rate', '1000001'], /--clock-rate/],
  ['a clock rate that is no number', ['fleet', '--clock-rate', '1e3'], /--clock-rate/],
  ['a limit of 0', ['events', '--limit', '0'], /whole number, 1 or more/],
  ['a moment that is none', ['events', '--since', '2026-13-01'], /--since/],
  ['a day that is none', ['events', '--since', 'yesterday'], /--since/],
  ['a run for no time', ['run', '--for', '0'], /more than 0/],
  ['a port over the most', ['simulator', '--port', '70000'], /a port, 0 to 65535/],
  ['a port under the least', ['simulator', '--https-port', '-1'], /port/],
  ['a wait that is too long', ['authorize', 'a', '--wait', '3601'], /0 to 3600/],
];

describe('wrong usage', () => {
  it.each(wrong)('%s ends with 2 and says why', async (_why, argv, said) => {
    const world = new FakeCliWorld();
    const { code, out, err } = await world.cli(...argv);
    expect(code).toBe(2);
    expect(err).toMatch(said);
    expect(out).toBe('');
    expect(world.fleet.calls.filter(({ channel }) => channel !== 'instances.find')).toEqual([]);
  });

  it.each(wrong)('%s says why under `error` with --json', async (_why, argv, said) => {
    const { code, out } = await new FakeCliWorld().cli('--json', ...argv);
    expect(code).toBe(2);
    const { error } = JSON.parse(out);
    expect(error.code).toBe('usage');
    expect(error.text).toMatch(said);
  });

  it.each([
    ['register', 'a', '--token', 'S3CRET'],
    ['register', 'a', '--token=S3CRET'],
    ['configure', 'a', '--token=S3CRET'],
    ['configure', 'a', '--proxy-password=S3CRET'],
    ['configure', 'a', '--pasword=S3CRET'],
    ['register', 'a', 'S3CRET'],
  ])('never repeats a secret that was typed as an argument: %s %s %s', async (...argv) => {
    const world = new FakeCliWorld();
    const { code, out, err } = await world.cli(...argv);
    expect(code).toBe(2);
    expect(out + err).not.toContain('S3CRET');
    expect(err.length).toBeGreaterThan(0);
  });

  it('says where secrets come from', async () => {
    const { err } = await new FakeCliWorld().cli('register', 'a', '--token', 'S3CRET');
    expect(err).toMatch(/read from a file or standard input/);
  });
});

describe('help', () => {
  it.each([[['--help']], [['help']], [['help', 'configure']], [['configure', '--help']], [['instance', 'add', '-h']]])(
    '%j is a result',
    async (argv) => {
      const { code, out, err } = await new FakeCliWorld().cli(...argv);
      expect(code).toBe(0);
      expect(out).toMatch(/^Usage: cusp-license/);
      expect(err).toBe('');
    },
  );

  it('names every command of the interface that is there', async () => {
    const { out } = await new FakeCliWorld().cli('--help');
    for (const command of [
      'instance',
      'configure',
      'register',
      'authorize',
      'renew-id',
      'deregister',
      'summary',
      'fleet',
      'events',
      'run',
      'simulator',
    ])
      expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    for (const option of ['--data-dir', '--demo', '--clock-rate', '--json']) expect(out).toContain(option);
  });

  it('prints the version', async () => {
    expect(await new FakeCliWorld().cli('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
  });
});
