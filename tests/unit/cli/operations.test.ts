// register, authorize, renew-id, deregister: 0 with the summary that results, 1 with the failure, 2 with nothing changed.
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LicenceAnswer } from '../../../main/agent/ports.ts';
import { summarySchema } from '../../../shared/model/summary.ts';
import { failureOf, granted, noAnswer, refusedAnswer } from '../../builders/licence-answers.ts';
import { FakeCliWorld } from '../../fakes/cli-world.ts';

const URL = 'http://localhost:8080/SmartTransport';

let world: FakeCliWorld;
beforeEach(async () => {
  world = new FakeCliWorld();
  world.fleet.answer = (request) => granted(request, world.fleet.now);
  world.files.set('token', 'dG9rZW4');
  await world.cli('instance', 'add', 'proxy-1', '--max-call-rate', '200');
  await world.cli('configure', 'proxy-1', '--enable', '--license-count', '50', '--server-url', URL, '--transport', 'http');
});
const register = (...options: string[]) => world.cli('register', 'proxy-1', '--token-file', 'token', ...options);
const failing = (category: Parameters<typeof failureOf>[0], text: string, kind: 'refused' | 'no-answer' = 'refused') => {
  const failure = failureOf(category, text, world.fleet.now);
  world.fleet.answer = () => (kind === 'refused' ? refusedAnswer(failure) : noAnswer(failure));
};

describe('register', () => {
  it('prints exactly the summary that results, the authorization included', async () => {
    const { code, out, err } = await register('--json');
    expect([code, err]).toEqual([0, '']);
    const summary = JSON.parse(out);
    expect(summarySchema.strict().parse(summary)).toEqual(summary);
    expect(summary).toMatchObject({
      smartLicenseClientState: 'Authorized',
      licensesRequested: 10,
      registrationStatus: 'complete',
    });
  });

  it('takes the token from standard input, in pieces and with line breaks', async () => {
    world.stdin = Readable.from([Buffer.from('dG9\r\n'), Buffer.from('rZW4\n')]);
    expect((await world.cli('register', 'proxy-1', '--token-stdin')).code).toBe(0);
    expect(world.fleet.calls.findLast(({ channel }) => channel === 'instances.register')?.input).toMatchObject({
      token: 'dG9rZW4',
    });
  });

  it('waits as long as it was told to', async () => {
    await register('--wait', '7');
    expect(world.fleet.calls.findLast(({ channel }) => channel === 'instances.register')?.input).toMatchObject({ waitMs: 7_000 });
  });

  it('does not wait at all where that is wanted', async () => {
    let release: (answer: LicenceAnswer) => void = () => {};
    world.fleet.answer = () => new Promise((resolve) => (release = resolve));
    const { code, out } = await register('--wait', '0', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ registrationStatus: 'in-progress', registrationSuccessful: null });
    release(noAnswer(failureOf('timeout', 'late', world.fleet.now)));
  });

  it('ends with 1 where the server has not answered in time', async () => {
    world.fleet.answer = () => new Promise(() => {});
    const { code, err } = await register('--wait', '5');
    expect(code).toBe(1);
    expect(err).toMatch(/has not answered yet/);
  });

  it.each([
    ['token-invalid', 'The token is not valid', 'refused', 'administrator', /Copy the token again/],
    ['token-expired', 'Token has expired', 'refused', 'licence account owner', /Create a new token/],
    ['dns', 'getaddrinfo ENOTFOUND licences', 'no-answer', 'network team', /DNS entry/],
  ] as const)('ends with 1 and the failure: %s', async (category, text, kind, actor, nextStep) => {
    failing(category, text, kind);
    const { code, out, err } = await register();
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(`${category}: ${text}\nMust act: ${actor}. `);
    expect(err).toMatch(nextStep);
    expect(err).not.toContain('Nothing was changed');
  });

  it('gives the failure under `error` with --json, its text whole', async () => {
    const text = `refused ${'x'.repeat(400)}`;
    failing('server-refused', text);
    const { code, out, err } = await register('--json');
    expect(code).toBe(1);
    expect(err).toBe('');
    expect(JSON.parse(out)).toEqual({
      error: {
        code: 'operation-failed',
        category: 'server-refused',
        text,
        message: text,
        actor: expect.any(String),
        nextStep: expect.any(String),
        at: '2026-11-24T09:00:00.000Z',
      },
    });
  });

  it('lets nothing in a failure steer the terminal', async () => {
    failing('server-refused', 'bad\u001b[2J\u001b[31mthing\r\nsecond\u202e');
    const { err } = await register();
    expect(err).toContain('server-refused: bad [2J [31mthing second\n');
  });

  it('is refused with 2 where it is registered already, and force is the cure', async () => {
    await register();
    const again = await register();
    expect(again.code).toBe(2);
    expect(again.err).toMatch(/registered already[\s\S]*--force[\s\S]*Nothing was changed/);
    expect((await register('--force')).code).toBe(0);
  });

  it('that fails with force keeps the old registration and ends with 1', async () => {
    await register();
    failing('token-expired', 'Token has expired');
    expect((await register('--force')).code).toBe(1);
    const { out } = await world.cli('summary', 'proxy-1', '--json');
    expect(JSON.parse(out)).toMatchObject({
      smartLicenseClientState: 'Authorized',
      latestFailureReason: { category: 'token-expired' },
    });
  });

  it('is refused with 2 while smart licensing is disabled', async () => {
    await world.cli('configure', 'proxy-1', '--disable');
    const { code, err } = await register();
    expect(code).toBe(2);
    expect(err).toMatch(/disabled on this instance[\s\S]*configure NAME --enable/);
    expect([...world.fleet.secrets]).toEqual([]);
  });

  it('is refused with 2 while one is in progress', async () => {
    world.fleet.answer = () => new Promise(() => {});
    await register('--wait', '0');
    const { code, out } = await register('--json');
    expect(code).toBe(2);
    expect(JSON.parse(out).error.code).toBe('in-progress');
  });
});

describe('authorize, renew-id', () => {
  it.each([
    ['authorize', 'authorization'],
    ['renew-id', 'renewal'],
  ])('%s asks now and prints the summary', async (command, operation) => {
    await register();
    const { code, out } = await world.cli(command, 'proxy-1', '--json');
    expect(code).toBe(0);
    expect(world.fleet.requests.at(-1)?.operation).toBe(operation);
    expect(JSON.parse(out).smartLicenseClientState).toBe('Authorized');
  });

  it('authorize shows an account that has too few licences as a result, not as a failure', async () => {
    await register();
    world.fleet.answer = (request) => granted(request, world.fleet.now, 'out');
    const { code, out } = await world.cli('authorize', 'proxy-1');
    expect(code).toBe(0);
    expect(out).toMatch(/^Calls allowed until .*; the account asks for more licences than it has\.\n/);
  });

  it.each(['authorize', 'renew-id'])('%s of an unregistered instance is refused with 2', async (command) => {
    const { code, out } = await world.cli(command, 'proxy-1', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out).error.code).toBe('not-registered');
    expect(world.fleet.requests).toEqual([]);
  });

  it('authorize ends with 1 where the server does not answer', async () => {
    await register();
    failing('timeout', 'no answer within 15 s', 'no-answer');
    const { code, err } = await world.cli('authorize', 'proxy-1');
    expect(code).toBe(1);
    expect(err).toContain('timeout: no answer within 15 s');
  });
});

describe('deregister', () => {
  it('says only what would happen without --yes', async () => {
    await register();
    const { code, err } = await world.cli('deregister', 'proxy-1');
    expect(code).toBe(2);
    expect(err).toMatch(/would deregister proxy-1/);
    expect(err).toMatch(/10 licences go back to the account Sales/);
    expect(world.fleet.requests.at(-1)?.operation).toBe('authorization');
  });

  it('gives the registration back', async () => {
    await register();
    const { code, out } = await world.cli('deregister', 'proxy-1', '--yes', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ smartLicenseClientState: 'Un-Identified', mayStillHoldLicences: false });
  });

  it('ends with 1 where the server does not answer, and is done here all the same', async () => {
    await register();
    failing('connection-refused', 'connect ECONNREFUSED', 'no-answer');
    expect((await world.cli('deregister', 'proxy-1', '--yes')).code).toBe(1);
    const { out } = await world.cli('summary', 'proxy-1');
    expect(out).toContain('May still hold licences at the licence server.');
    expect(out).toMatch(/Client State +Un-Identified/);
  });

  it.each([[[]], [['--yes']]])('of an unregistered instance is refused with 2 %j', async (options) => {
    const { code, out } = await world.cli('deregister', 'proxy-1', '--json', ...options);
    expect(code).toBe(2);
    expect(JSON.parse(out).error.code).toBe('not-registered');
  });
});
