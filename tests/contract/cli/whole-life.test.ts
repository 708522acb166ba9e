// Half a year of a demonstration in three minutes, on the real command line against the real simulator: evaluation to
// its end, authorizations, a licence server that is switched off for too long, recovery, and the renewal of a certificate.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../shared/durations.ts';
import type { Summary } from '../../../shared/model/summary.ts';
import { type Addresses, type Running, simulator, Terminal } from './terminal.ts';

const RATE = 100_000;
/** What a busy machine may be late by, in folder time: ten real seconds. Early nothing may ever be. */
const LATE_MS = 10_000 * RATE;
type Event = { id: number; at: string; instance: string; event: string; detail: Record<string, unknown>; actor: string };

let terminal: Terminal;
let server: { running: Running; at: Addresses };
beforeAll(async () => {
  terminal = await Terminal.open();
  server = await simulator(terminal, '--state', join(terminal.home, 'server.json'));
});
afterAll(() => terminal.dispose());

/** Looks at the folder until what is wished for is so; the test's own limit ends it otherwise. */
async function until(name: string, wish: (summary: Summary) => boolean): Promise<Summary> {
  for (;;) {
    const summary = await terminal.summary(name);
    if (wish(summary)) return summary;
    await wait(200);
  }
}
const timesOf = async (name: string, event: string): Promise<number[]> =>
  (await terminal.json<Event[]>('events', name)).filter((line) => line.event === event).map((line) => Date.parse(line.at));

it('goes through all of it', { timeout: 400_000 }, async () => {
  const url = `${server.at.http}/SmartTransport`;
  await terminal.run(['--demo', 'instance', 'add', 'evaluating', '--max-call-rate', '50']);
  await terminal.run(['instance', 'add', 'licensed', '--max-call-rate', '200']);
  await terminal.json('configure', 'evaluating', '--enable', '--license-count', '50');
  const fresh = await terminal.summary('evaluating');
  expect(fresh).toMatchObject({ licensingState: 'Eval', evaluationPeriodHours: 2160, calls: { verdict: 'allowed' } });

  const options = ['configure', 'licensed', '--enable', '--license-count', '50', '--server-url', url, '--transport', 'http'];
  const registered = await terminal.run(['--json', ...options, '--token-stdin'], `${server.at.token}\n`);
  expect(JSON.parse(registered.out)).toMatchObject({
    smartLicenseClientState: 'Authorized',
    licensingState: 'InCompliance',
    licensesRequested: 10,
  });

  const host = terminal.start('--clock-rate', String(RATE), 'run');
  await host.said(/Hosting 2 instances/);

  // Authorizations by themselves, every thirty days, while the evaluation of the other one runs.
  await until('licensed', ({ nextAuthDate }) => Date.parse(nextAuthDate ?? '') > Date.parse(fresh.asOf) + 65 * DAY);
  expect((await terminal.summary('evaluating')).evaluationPeriodHours).toBeLessThan(2160);
  await server.running.stop();

  const blocked = await until('evaluating', ({ calls }) => calls.verdict === 'blocked');
  expect(blocked).toMatchObject({
    licensingState: 'EvalExpired',
    evaluationPeriodHours: 0,
    evaluationMode: false,
    calls: { until: null },
  });

  // The licence server has been gone for long, and calls still flow: until the deadline.
  const alone = await terminal.summary('licensed');
  expect(alone).toMatchObject({ licensingState: 'InCompliance', authorizationSuccessful: false, calls: { verdict: 'allowed' } });
  expect(alone.latestFailureReason).toMatchObject({ category: 'connection-refused', actor: 'network team' });
  const expired = await until('licensed', ({ licensingState }) => licensingState === 'AuthorizationExpired');
  expect(expired).toMatchObject({ smartLicenseClientState: 'Authorization Expired', calls: { verdict: 'blocked', until: null } });

  const ports = ['--port', new URL(server.at.http).port, '--https-port', new URL(server.at.https).port];
  server = await simulator(terminal, '--state', join(terminal.home, 'server.json'), ...ports);
  const recovered = await until('licensed', ({ licensingState }) => licensingState === 'InCompliance');
  expect(recovered).toMatchObject({ latestFailureReason: null, authorizationSuccessful: true, calls: { verdict: 'allowed' } });

  const firstExpiry = Date.parse(recovered.registrationExpiryDate ?? '');
  await until('licensed', (summary) => Date.parse(summary.registrationExpiryDate ?? '') > firstExpiry + 100 * DAY);
  expect(await host.stop()).toMatchObject({ code: 0 });

  // What the history says, to the hour of folder time.
  const due = (actual: number, expected: number) => {
    expect(actual, 'not early').toBeGreaterThanOrEqual(expected - HOUR);
    expect(actual, 'in time').toBeLessThanOrEqual(expected + LATE_MS);
  };
  const [started = 0] = await timesOf('evaluating', 'evaluation-started');
  const [ended = 0] = await timesOf('evaluating', 'evaluation-expired');
  due(ended - started, 2160 * HOUR);
  // The server counts from the request that it was asked in, so that is what is measured from; its answer may be late.
  const asked = await timesOf('licensed', 'authorization-requested');
  const [first = 0, second = 0, third = 0] = asked;
  due(second - first, 30 * DAY);
  due(third - second, 30 * DAY);
  const [lost = 0] = await timesOf('licensed', 'authorization-expired');
  const answered = (await timesOf('licensed', 'authorized')).filter((at) => at < lost).at(-1) ?? 0;
  due(lost - (asked.filter((at) => at <= answered).at(-1) ?? 0), 90 * DAY);
  const [certified = 0] = await timesOf('licensed', 'registration-requested');
  const [renewed = 0] = await timesOf('licensed', 'id-certificate-renewed');
  expect(renewed - certified).toBeGreaterThanOrEqual(180 * DAY);
  expect(await timesOf('licensed', 'communication-failure')).toHaveLength(1);
  expect(await timesOf('licensed', 'communication-restored')).toHaveLength(1);
  expect(await timesOf('licensed', 'registered')).toHaveLength(1);
});
