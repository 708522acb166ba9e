// Authorizations of a fleet through the product's host, and as many signed requests of the same kind posted barely over the same
// number of kept-alive connections, in turn. The licence server is in another process and cannot tell them apart.
import { randomBytes, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import http from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as after } from 'node:timers/promises';
import type { SecretStore } from '../../../main/agent/ports.ts';
import { requestOf } from '../../../main/agent/requests.ts';
import { step } from '../../../main/agent/step.ts';
import type { Host } from '../../../main/host.ts';
import { filesOf } from '../../../main/services/host/folder-files.ts';
import { httpCarrier } from '../../../main/services/transport/carrier-http.ts';
import { IdentityKeys } from '../../../main/services/transport/identity-keys.ts';
import { outgoing } from '../../../main/services/transport/outgoing.ts';
import { filledId } from '../../builders/filled-fleet.ts';
import { benchHost } from './bench-host.ts';
import { type RegisteredFleet, registerFleet } from './registered-fleet.ts';

export type AuthorizationsInput = {
  folder: string;
  url: string;
  token: string;
  signerCa: string;
  worker: string;
  instances: number;
  rounds: number;
};
/** Authorizations a second of each round; how long each question took that the host was asked meanwhile, ms. */
export type AuthorizationsOutput = { host: number[]; bare: number[]; answers: number[] };

/** Under way at once, and connections: the most that the product's settings allow. */
const AT_ONCE = 16;
/** From one question to the next, ms. */
const ASKED_EVERY_MS = 20;

export async function authorizations(input: AuthorizationsInput): Promise<AuthorizationsOutput> {
  const { folder, instances, rounds } = input;
  const fleet = await registerFleet(input);
  await writeFile(filesOf(folder).preferences, JSON.stringify({ exchangesAtOnce: AT_ONCE, exchangesPerSecond: 1_000 }));
  const host = await benchHost(folder);
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const output: AuthorizationsOutput = { host: [], bare: [], answers: [] };
  try {
    const share = Math.floor(instances / rounds / 2);
    for (let round = 0; round < rounds; round += 1) {
      const ids = Array.from({ length: 2 * share }, (_, index) => filledId(2 * share * round + index + 1));
      const running = throughHost(host, ids.slice(0, share));
      const asking = answers(host, ids.slice(share), running);
      output.host.push(await running);
      output.answers.push(...(await asking));
      output.bare.push(await barely(await signed(host, fleet, ids.slice(share)), input.url, agent));
    }
    return output;
  } finally {
    agent.destroy();
    await host.dispose();
  }
}

async function throughHost(host: Host, ids: string[]): Promise<number> {
  const [from, since] = [performance.now(), Date.now()];
  await Promise.all(ids.map((id) => host.fleet.authorize(id)));
  await host.fleet.idle();
  const tookMs = performance.now() - from;
  const unanswered = ids.filter((id) => (host.fleet.row(id)?.lastContactAt ?? 0) < since);
  if (unanswered.length > 0) throw new Error(`${unanswered.length} authorizations were not answered.`);
  return (1000 * ids.length) / tookMs;
}

/**
 * What a window waits for that asks the host for one instance after the other, ms: from the moment when it wants to ask, so that a
 * host which does not even hear it is measured as well.
 */
async function answers(host: Host, ids: string[], running: Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  running.then(over, over);
  for (let asked = 0; !isOver; asked += 1) {
    const wanted = performance.now() + ASKED_EVERY_MS;
    await after(ASKED_EVERY_MS);
    await host.handlers['instances.detail']({ id: ids[asked % ids.length] ?? '' });
    took.push(performance.now() - wanted);
  }
  return took;
}

/** Made and signed beforehand, as the host would: the bare loop only posts. */
function signed(host: Host, { secrets }: RegisteredFleet, ids: string[]): Promise<string[]> {
  const keys = new IdentityKeys(secrets);
  return Promise.all(ids.map((id) => signedRequest(host, id, keys, secrets)));
}

async function signedRequest(host: Host, id: string, keys: IdentityKeys, secrets: SecretStore): Promise<string> {
  const stored = await host.fleet.agent(id);
  if (stored === undefined) throw new Error(`${id} is not there.`);
  const wallMs = Date.now();
  const now = { wallMs, steadyMs: 0, runId: 'bench' };
  const stepped = step(stored.agent, { kind: 'authorize' }, { now, jitter: 0.5, requestId: randomUUID(), keyId: randomUUID() });
  const request = requestOf(stepped.agent);
  if (request === null) throw new Error(`${id} asks for nothing.`);
  const nonce = randomBytes(8).readBigUInt64BE().toString();
  return (await outgoing(request, keys, secrets, wallMs, nonce)).envelope;
}

async function barely(bodies: string[], url: string, agent: http.Agent): Promise<number> {
  const from = performance.now();
  const waiting = bodies.values();
  const lane = async () => {
    for (const body of waiting) await post(url, body, agent);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return (1000 * bodies.length) / (performance.now() - from);
}

function post(url: string, body: string, agent: http.Agent): Promise<void> {
  const headers = { 'Content-Type': httpCarrier.contentType, 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const answer = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode === 200 && !answer.includes('FAILED')) resolve();
        else reject(new Error(`The server refused a bare request (${response.statusCode}): ${answer.slice(0, 300)}`));
      });
    });
    request.once('error', reject);
    request.end(body);
  });
}
