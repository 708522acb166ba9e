// Adding, listing, showing and removing instances on the command line.
import { beforeEach, describe, expect, it } from 'vitest';
import { failureOf, granted, noAnswer } from '../../builders/licence-answers.ts';
import { FakeCliWorld } from '../../fakes/cli-world.ts';

let world: FakeCliWorld;
beforeEach(() => {
  world = new FakeCliWorld();
  world.fleet.answer = (request) => granted(request, world.fleet.now);
});
const added = (name: string, ...more: string[]) => world.cli('instance', 'add', name, '--max-call-rate', '200', ...more);
const listed = async () => JSON.parse((await world.cli('instance', 'list', '--json')).out);

describe('instance add', () => {
  it('adds one as it was described', async () => {
    const { code, out } = await added(
      ' proxy 1 ',
      '--profile',
      'CCCSP',
      '--software-version',
      '15.0',
      '--address',
      '2001:db8::1',
      '--account',
      'Sales',
      '--tag',
      'a',
      '--tag',
      'b',
      '--environment',
      'lab',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      name: 'proxy 1',
      profile: 'CCCSP',
      softwareVersion: '15.0',
      maxCallRate: 200,
      address: '2001:db8::1',
      account: 'Sales',
      tags: ['a', 'b'],
      environment: 'lab',
      smartLicenseClientState: 'Un-Configured',
      licensingState: null,
    });
    expect(JSON.parse(out).productSerialNumber).toMatch(/^[0-9A-F]{32}$/);
    expect(await listed()).toHaveLength(1);
  });

  it('says for people what was added and what comes next', async () => {
    const { out, err } = await added('proxy 1');
    expect(out).toMatch(/^Added proxy 1, serial number [0-9A-F]{32}\.\n$/);
    expect(err).toContain("cusp-license configure 'proxy 1' --enable");
  });

  it.each([
    ['no name', '', ['--max-call-rate', '5'], /<name>: A name is missing/],
    ['a long name', 'x'.repeat(65), ['--max-call-rate', '5'], /64 characters/],
    ['a name with a line break', 'a\nb', ['--max-call-rate', '5'], /line breaks/],
    ['a call rate of 0', 'a', ['--max-call-rate', '0'], /--max-call-rate: .*1 or more/],
    ['half a call', 'a', ['--max-call-rate', '2.5'], /whole number/],
    ['a call rate in words', 'a', ['--max-call-rate', 'many'], /whole number/],
    ['a version in words', 'a', ['--max-call-rate', '5', '--software-version', 'latest'], /begins with a number/],
    ['an address that is none', 'a', ['--max-call-rate', '5', '--address', 'no host'], /--address/],
    ['an empty tag', 'a', ['--max-call-rate', '5', '--tag', ' '], /--tag: A tag is empty/],
  ])('refuses %s and adds nothing', async (_what, name, options, said) => {
    const { code, err, out } = await world.cli('instance', 'add', name, ...options);
    expect(code).toBe(2);
    expect(err).toMatch(said);
    expect(err).toContain('Nothing was changed.');
    expect(out).toBe('');
    expect(await listed()).toEqual([]);
  });

  it('names every field that is wrong at once', async () => {
    const { code, out } = await world.cli('instance', 'add', '', '--max-call-rate', '-1', '--tag', '', '--json');
    expect(code).toBe(2);
    const { error } = JSON.parse(out);
    expect(error.code).toBe('invalid-input');
    expect(error.problems.map((problem: { field: string }) => problem.field)).toEqual(['name', 'max-call-rate', 'tag']);
  });

  it('refuses a name that is taken', async () => {
    await added('proxy-1');
    const { code, err } = await added('proxy-1 ');
    expect(code).toBe(2);
    expect(err).toMatch(/<name>: .*already/);
    expect(await listed()).toHaveLength(1);
  });
});

describe('instance list and show', () => {
  it('lists by name', async () => {
    for (const name of ['c', 'a', 'b']) await added(name);
    expect((await listed()).map((instance: { name: string }) => instance.name)).toEqual(['a', 'b', 'c']);
    const { out } = await world.cli('instance', 'list');
    expect(out.split('\n').map((line) => line.split(' ')[0])).toEqual(['NAME', 'a', 'b', 'c', '']);
  });

  it('says what to do where there is none', async () => {
    expect((await world.cli('instance', 'list')).out).toMatch(/No instances yet/);
    expect((await world.cli('instance', 'list', '--json')).out).toBe('[]\n');
  });

  it('shows one, with its configuration and its summary', async () => {
    await added('proxy-1', '--account', 'Sales');
    const shown = JSON.parse((await world.cli('instance', 'show', 'proxy-1', '--json')).out);
    expect(shown).toMatchObject({ name: 'proxy-1', configuration: { enabled: false }, summary: { instance: 'proxy-1' } });
    expect((await world.cli('instance', 'show', 'proxy-1')).out).toMatch(/^Name +proxy-1\n[\s\S]*Account +Sales\n/);
  });

  it.each(['show', 'remove'])('%s of one that is not there ends with 2', async (command) => {
    const { code, err } = await world.cli('instance', command, 'proxy-9');
    expect(code).toBe(2);
    expect(err).toMatch(/There is no instance named “proxy-9”/);
  });
});

describe('instance remove', () => {
  const registered = async () => {
    await added('proxy-1');
    world.files.set('token', 'dG9rZW4');
    const { code } = await world.cli(
      'configure',
      'proxy-1',
      '--enable',
      '--license-count',
      '50',
      '--server-url',
      'http://localhost/SmartTransport',
      '--transport',
      'http',
      '--token-file',
      'token',
    );
    expect(code).toBe(0);
  };

  it('says only what would happen without --yes', async () => {
    await registered();
    const { code, err } = await world.cli('instance', 'remove', 'proxy-1');
    expect(code).toBe(2);
    expect(err).toMatch(/would deregister proxy-1, then remove it/);
    expect(err).toMatch(/10 licences go back to the account Sales/);
    expect(err).toMatch(/Stay allowed until .* 2160 h counts down/);
    expect(err).toMatch(/Add --yes/);
    expect(await listed()).toHaveLength(1);
    expect(world.fleet.requests.map(({ operation }) => operation)).toEqual(['registration', 'authorization']);
  });

  it('deregisters a registered one first, and keeps its history', async () => {
    await registered();
    const { code, out } = await world.cli('instance', 'remove', 'proxy-1', '--yes', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ removed: 'proxy-1', mayStillHoldLicences: false });
    expect(world.fleet.requests.at(-1)?.operation).toBe('deregistration');
    expect(await listed()).toEqual([]);
    const history = JSON.parse((await world.cli('events', 'proxy-1', '--json')).out);
    expect(history.map(({ event }: { event: string }) => event)).toContain('deregistered');
  });

  it('says that licences may still be held where the server did not answer', async () => {
    await registered();
    world.fleet.answer = () => noAnswer(failureOf('connection-refused', 'connect ECONNREFUSED', world.fleet.now));
    const { code, err } = await world.cli('instance', 'remove', 'proxy-1', '--yes');
    expect(code).toBe(0);
    expect(err).toMatch(/may still count the licences/);
    expect(await listed()).toEqual([]);
  });

  it('removes one that was never registered without asking a server', async () => {
    await added('proxy-1');
    expect((await world.cli('instance', 'remove', 'proxy-1')).err).toMatch(/would remove proxy-1/);
    expect((await world.cli('instance', 'remove', 'proxy-1', '--yes')).out).toBe('Removed proxy-1.\n');
    expect(world.fleet.requests).toEqual([]);
    expect(await listed()).toEqual([]);
  });
});
