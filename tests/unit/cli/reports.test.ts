// summary and fleet: the shapes that interfaces.md promises, and the words for people.
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../shared/durations.ts';
import { summarySchema } from '../../../shared/model/summary.ts';
import { failureOf, granted, noAnswer } from '../../builders/licence-answers.ts';
import { FakeCliWorld } from '../../fakes/cli-world.ts';
import { START } from '../../fakes/memory-fleet.ts';

const URL = 'http://localhost:8080/SmartTransport';
const LABELS = [
  'Smart License Client State',
  'Product Serial Number',
  'Product ID',
  'License UDI',
  'License Server Address',
  'HTTP Proxy Address',
  'Smart Agent Transport Mode',
  'Licensing State',
  'Product License Version',
  'Registration Expiry Date',
  'Next Auth Date',
  'Evaluation Period (in hrs)',
  'CPS Count Requested',
  'Registration Successful',
  'Authorization Successful',
  'Licensing Agent Status',
  'Evaluation Mode',
  'Latest Failure Reason',
];

let world: FakeCliWorld;
beforeEach(() => {
  world = new FakeCliWorld();
  world.fleet.answer = (request) => granted(request, world.fleet.now);
  world.files.set('token', 'dG9rZW4');
});
const add = async (name: string, ...options: string[]) =>
  world.cli('instance', 'add', name, '--max-call-rate', '500', ...options);
const enable = (name: string, count: number, ...more: string[]) =>
  world.cli('configure', name, '--enable', '--license-count', String(count), '--server-url', URL, '--transport', 'http', ...more);
const licensed = async (name: string, count: number, ...options: string[]) => {
  await add(name, ...options);
  expect((await enable(name, count, '--token-file', 'token')).code).toBe(0);
};
/** Folder time and real time together, as in an ordinary folder. */
const pass = (ms: number) => {
  world.fleet.now += ms;
  world.fleet.clock = { rate: 1, real: 0, folder: world.fleet.now - world.time.now() };
};

describe('summary', () => {
  it('is one JSON value of exactly the promised shape, and nothing else', async () => {
    await licensed('proxy-1', 50);
    pass(DAY);
    const { code, out, err } = await world.cli('summary', 'proxy-1', '--json');
    expect([code, err]).toEqual([0, '']);
    const summary = JSON.parse(out);
    expect(Object.keys(summary)).toEqual(Object.keys(summarySchema.shape));
    expect(summary).toEqual({
      instance: 'proxy-1',
      smartLicenseClientState: 'Authorized',
      productSerialNumber: expect.stringMatching(/^[0-9A-F]{32}$/),
      productId: 'CUSP',
      licenseUdi: `PID:CUSP,SN:${summary.productSerialNumber}`,
      licenseServerAddress: URL,
      httpProxyAddress: null,
      smartAgentTransportMode: 'HTTP',
      licensingState: 'InCompliance',
      productLicenseVersion: '10',
      registrationExpiryDate: new Date(START + 365 * DAY).toISOString(),
      nextAuthDate: new Date(START + 30 * DAY).toISOString(),
      evaluationPeriodHours: 2160,
      cpsCountRequested: 50,
      licensesRequested: 10,
      registrationSuccessful: true,
      authorizationSuccessful: true,
      licensingAgentStatus: 'Enabled',
      evaluationMode: false,
      latestFailureReason: null,
      calls: { verdict: 'allowed', until: new Date(START + 90 * DAY).toISOString(), reason: expect.any(String) },
      registrationStatus: 'complete',
      authorizationDeadline: new Date(START + 90 * DAY).toISOString(),
      mayStillHoldLicences: false,
      lastContact: new Date(START).toISOString(),
      asOf: new Date(START + DAY).toISOString(),
    });
  });

  it('has every row for people, in order, under the verdict', async () => {
    await add('proxy-1');
    const { out } = await world.cli('summary', 'proxy-1');
    const lines = out.split('\n');
    expect(lines[0]).toBe('Undecided: smart licensing is not enabled here, so it does not decide about calls.');
    expect(lines.slice(2, 20).map((line) => line.split('  ')[0])).toEqual(LABELS);
    expect(out).toMatch(/HTTP Proxy Address +Not configured\n/);
    expect(out).toMatch(/Registration Successful +not yet\n/);
    expect(out).toMatch(/Evaluation Mode +no\n/);
  });

  it('explains a failure beside its raw text', async () => {
    await licensed('proxy-1', 50);
    world.fleet.answer = () => noAnswer(failureOf('dns', 'getaddrinfo ENOTFOUND x', world.fleet.now));
    await world.cli('authorize', 'proxy-1');
    const { out } = await world.cli('summary', 'proxy-1');
    expect(out).toMatch(/Latest Failure Reason +getaddrinfo ENOTFOUND x \(dns; must act: network team\. Check the DNS entry/);
    expect(out).toMatch(/Authorization Successful +no\n/);
  });

  it('counts the evaluation down to 0 and says that calls are blocked', async () => {
    await add('proxy-1');
    await enable('proxy-1', 50);
    pass(100 * HOUR);
    const during = await world.cli('summary', 'proxy-1');
    expect(during.out).toMatch(/^Calls allowed until .*, when the evaluation runs out unless the instance is registered\.\n/);
    expect(during.out).toMatch(/Evaluation Period \(in hrs\) +2060\n/);
    pass(2060 * HOUR);
    const after = JSON.parse((await world.cli('summary', 'proxy-1', '--json')).out);
    expect(after).toMatchObject({
      licensingState: 'EvalExpired',
      evaluationPeriodHours: 0,
      calls: { verdict: 'blocked', until: null },
    });
    expect((await world.cli('summary', 'proxy-1')).out).toMatch(/^Calls blocked.*because the evaluation is used up/);
  });
});

describe('fleet', () => {
  const several = async () => {
    await licensed('fine', 50, '--account', 'A');
    await add('evaluating', '--account', 'B');
    await add('not-enabled');
    await enable('evaluating', 100);
  };

  it('has the summaries worst first, the totals per account and the worst verdict', async () => {
    await several();
    pass(61 * DAY);
    const { code, out } = await world.cli('fleet', '--json');
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(Object.keys(report)).toEqual(['instances', 'accounts', 'worst', 'asOf']);
    expect(report.instances.map(({ instance }: { instance: string }) => instance)).toEqual(['evaluating', 'fine', 'not-enabled']);
    for (const summary of report.instances) summarySchema.strict().parse(summary);
    expect(report.accounts).toEqual([
      { account: 'B', instances: 1, cps: 100, licences: 20 },
      { account: 'Sales', instances: 1, cps: 50, licences: 10 },
      { account: null, instances: 1, cps: 0, licences: 0 },
    ]);
    expect(report.worst).toBe('warning');
    expect(report.asOf).toMatch(/^2027-01-24T09:00:00\.\d{3}Z$/);
  });

  it('is blocked where one is', async () => {
    await several();
    pass(90 * DAY);
    expect(JSON.parse((await world.cli('fleet', '--json')).out).worst).toBe('blocked');
    const { out } = await world.cli('fleet');
    expect(out).toMatch(/^Calls are blocked on \d of 3 instances\.\n/);
    expect(out.split('\n')[3]).toMatch(/^Blocked +evaluating +Un-Identified +EvalExpired +100 \(20\)/);
  });

  it('has a line per instance for people', async () => {
    await several();
    const { out } = await world.cli('fleet');
    const lines = out.split('\n');
    expect(lines[0]).toBe('Calls flow on all instances.');
    expect(lines[2]).toMatch(/^VERDICT +NAME +CLIENT STATE/);
    expect(out).toMatch(/^Sales +1 +50 +10$/m);
    expect(out).toMatch(/^Undecided \(not enabled\) +not-enabled +Un-Configured +none/m);
  });

  it('is empty, not missing, without instances', async () => {
    expect(JSON.parse((await world.cli('fleet', '--json')).out)).toEqual({
      instances: [],
      accounts: [],
      worst: 'allowed',
      asOf: new Date(START).toISOString(),
    });
    expect((await world.cli('fleet')).out).toMatch(/No instances yet/);
  });

  it('is told as of the folder’s time, as JSON and for people', async () => {
    world.fleet.now = START + DAY;
    expect(JSON.parse((await world.cli('fleet', '--json')).out).asOf).toBe(new Date(START + DAY).toISOString());
    await several();
    const { real } = world.fleet.clock;
    world.fleet.clock = { rate: 86_400, real, folder: START + 10 * DAY };
    world.time.pass(20_000);
    // Begun a day after START, and 30 days of its 90 are over.
    expect((await world.cli('fleet')).out).toMatch(/^.* evaluating .* in 61 d evaluation/m);
  });

  it('asks the host once, however many instances there are', async () => {
    for (let n = 0; n < 250; n += 1) await add(`proxy-${n}`);
    world.fleet.calls.splice(0);
    const { instances } = JSON.parse((await world.cli('fleet', '--json')).out);
    expect(instances).toHaveLength(250);
    expect(world.fleet.calls.map(({ channel }) => channel)).toEqual(['fleet.report']);
  });
});
