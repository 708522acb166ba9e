// Bulk jobs in a real host process against the real simulator and the real store: killed in the middle, and taken up by the next host.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectToHost, type HostClient } from '../../../main/services/host/host-socket-client.ts';
import { realClock } from '../../../main/services/time/real-time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { Job } from '../../../shared/model/job.ts';
import { type Addresses, type Running, simulator, Terminal } from '../cli/terminal.ts';

const COUNT = 30;
let terminal: Terminal;
let server: { running: Running; at: Addresses };
const clients: HostClient[] = [];
beforeEach(async () => {
  terminal = await Terminal.open();
  server = await simulator(terminal);
  const { http, control } = server.at;
  const headers = { authorization: `Bearer ${control}`, 'content-type': 'application/json' };
  const where = `${http}/simulator/accounts/Simulator/virtual-accounts/Default`;
  await fetch(where, { method: 'PUT', headers, body: JSON.stringify({ purchased: 10_000 }) });
  const lines = Array.from({ length: COUNT }, (_, n) => `p-${n},200,Enable,50,${http}/SmartTransport,HTTP`);
  const file = join(terminal.home, 'fleet.csv');
  await writeFile(file, `name,maxCallRate,smartLicensing,licenseCount,licenseServerUrl,transportMode\n${lines.join('\n')}\n`);
  expect(await terminal.run(['--demo', 'import', file])).toMatchObject({ code: 0 });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.dispose();
  await terminal.dispose();
});

async function host(): Promise<{ running: Running; client: HostClient }> {
  const running = terminal.start('run');
  await running.said(/Hosting/);
  const client = await connectToHost(terminal.folder, realClock());
  if (client === null) throw new Error('No host answers.');
  clients.push(client);
  return { running, client };
}
/** Follows a job until what is wished for is so; the test's own limit ends it otherwise. */
async function until(client: HostClient, id: string, wish: (job: Job) => boolean): Promise<Output<'jobs.watch'>> {
  for (let known = 0; ; ) {
    const told = await client.call('jobs.watch', { id, known, waitMs: 5_000 });
    if (wish(told.job)) return client.call('jobs.watch', { id, known: 0 });
    known = told.revision;
  }
}
const idsOf = async (client: HostClient) => (await client.call('fleet.snapshot', {})).rows.map(({ id }) => id);
const registrations = async () => {
  const events = await terminal.json<{ instance: string; event: string }[]>('events', '--limit', '100000');
  return events.filter(({ event }) => event === 'registered').map(({ instance }) => instance);
};

it('a registration of many goes on after a kill, and registers each once', async () => {
  const first = await host();
  const ids = await idsOf(first.client);
  const { id } = await first.client.call('jobs.start', {
    action: { kind: 'register', force: false },
    scope: { ids },
    token: server.at.token,
  });
  await until(first.client, id, ({ counts }) => (counts.done ?? 0) >= 5);
  await first.running.stop('SIGKILL');

  const second = await host();
  // There is no keystore here, so the token was kept for the session only, and is asked for again.
  const paused = await until(second.client, id, ({ state, counts }) => state === 'paused' && counts.running === 0);
  expect(paused.job.pause).toBe('token');
  expect(paused.job.counts.done ?? 0).toBeGreaterThanOrEqual(5);
  await second.client.call('jobs.resume', { id, token: server.at.token });
  const ended = await until(second.client, id, ({ state }) => state === 'done');
  // An answer that was lost in the kill, with the token that could have asked for it again, is no second registration: the server
  // says that it has the instance, and force is for a person to choose.
  const lost = ended.rows.filter(({ state }) => state === 'failed');
  expect(lost.map(({ outcome }) => outcome?.failure?.category)).toEqual(lost.map(() => 'already-registered'));
  expect(lost.length).toBeLessThanOrEqual(4);
  expect(ended.rows.filter(({ state, outcome }) => state === 'done' && outcome?.code === 'authorized')).toHaveLength(
    COUNT - lost.length,
  );
  if (lost.length > 0) {
    const again = await second.client.call('jobs.start', {
      action: { kind: 'register', force: true },
      scope: { ids: lost.map((row) => row.id) },
      token: server.at.token,
    });
    expect((await until(second.client, again.id, ({ state }) => state === 'done')).job.counts.done).toBe(lost.length);
  }
  expect((await registrations()).sort()).toEqual(Array.from({ length: COUNT }, (_, n) => `p-${n}`).sort());
});

it('a job that needs no token goes on by itself, and its result list is complete', async () => {
  const first = await host();
  const ids = await idsOf(first.client);
  const { id } = await first.client.call('jobs.start', { action: { kind: 'tag', add: ['blue'], remove: [] }, scope: { ids } });
  await until(first.client, id, ({ counts }) => (counts.done ?? 0) >= 3);
  await first.running.stop('SIGKILL');
  const second = await host();
  const ended = await until(second.client, id, ({ state }) => state === 'done');
  expect(ended.job.counts).toMatchObject({ done: COUNT, failed: 0, running: 0, waiting: 0 });
  const { rows } = await second.client.call('fleet.snapshot', {});
  expect(rows.map(({ tags }) => tags)).toEqual(Array(COUNT).fill(['blue']));
  const { text } = await second.client.call('jobs.csv', { id });
  expect(text.trim().split('\r\n')).toHaveLength(COUNT + 1);
});
