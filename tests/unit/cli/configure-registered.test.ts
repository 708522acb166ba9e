// `configure` of an instance that is registered, or is to be registered with it: what follows is waited for and told.
import { beforeEach, describe, expect, it } from 'vitest';
import { failureOf, granted, noAnswer, refusedAnswer } from '../../builders/licence-answers.ts';
import { FakeCliWorld } from '../../fakes/cli-world.ts';

const URL = 'http://localhost:8080/SmartTransport';

let world: FakeCliWorld;
beforeEach(async () => {
  world = new FakeCliWorld();
  world.fleet.answer = (request) => granted(request, world.fleet.now);
  world.files.set('token', 'dG9r\r\n ZW4=\n');
  await world.cli('instance', 'add', 'proxy-1', '--max-call-rate', '200');
});
const configure = (...options: string[]) => world.cli('configure', 'proxy-1', ...options);
const configuration = async () => JSON.parse((await world.cli('instance', 'show', 'proxy-1', '--json')).out).configuration;

describe('a registered instance', () => {
  beforeEach(async () => {
    await configure('--enable', '--license-count', '50', '--server-url', URL, '--token-file', 'token');
  });

  it('refuses another server until the caller agrees to deregister', async () => {
    const { code, err } = await configure('--server-url', 'http://localhost:8081/SmartTransport');
    expect(code).toBe(2);
    expect(err).toMatch(/needs a deregistration first[\s\S]*--deregister-and-switch/);
    const switched = await configure('--server-url', 'http://localhost:8081/SmartTransport', '--deregister-and-switch', '--json');
    expect(switched.code).toBe(0);
    expect(JSON.parse(switched.out)).toMatchObject({
      smartLicenseClientState: 'Un-Identified',
      licenseServerAddress: 'http://localhost:8081/SmartTransport',
    });
    expect(world.fleet.requests.at(-1)?.operation).toBe('deregistration');
  });

  it('is registered at the other server where a token comes with it', async () => {
    const other = 'http://localhost:8081/SmartTransport';
    const { code, out } = await configure('--server-url', other, '--deregister-and-switch', '--token-file', 'token', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ smartLicenseClientState: 'Authorized', licenseServerAddress: other });
  });

  it('names the failure where the other server refuses the token', async () => {
    world.fleet.answer = (request) =>
      request.operation === 'registration'
        ? refusedAnswer(failureOf('token-invalid', 'The token is not valid', world.fleet.now))
        : granted(request, world.fleet.now);
    const { code, out } = await configure(
      '--server-url',
      'http://localhost:8081/SmartTransport',
      '--deregister-and-switch',
      '--token-file',
      'token',
      '--json',
    );
    expect(code).toBe(1);
    expect(JSON.parse(out).error).toMatchObject({ category: 'token-invalid', text: 'The token is not valid' });
  });

  it('is deregistered when smart licensing is disabled, and that is waited for', async () => {
    const { code, out } = await configure('--disable', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ smartLicenseClientState: 'Un-Configured', licensingAgentStatus: 'Disabled' });
    expect(world.fleet.requests.at(-1)?.operation).toBe('deregistration');
  });
});

describe('a registration that comes with a configuration and fails', () => {
  it('ends with 1, and the configuration is kept', async () => {
    world.fleet.answer = () => noAnswer(failureOf('connection-refused', 'connect ECONNREFUSED 127.0.0.1:8080', world.fleet.now));
    const { code, err } = await configure('--enable', '--license-count', '50', '--server-url', URL, '--token-file', 'token');
    expect(code).toBe(1);
    expect(err).toMatch(/connection-refused: connect ECONNREFUSED 127\.0\.0\.1:8080\nMust act: network team/);
    expect(await configuration()).toMatchObject({ enabled: true, licenseCount: 50 });
  });
});
