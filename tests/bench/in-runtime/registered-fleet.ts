// A data folder whose instances are truly registered with and authorized by a licence server. They share one key pair, since making
// ten thousand takes an hour; everything else is as the product does it.
import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SecretStore } from '../../../main/agent/ports.ts';
import { standingOf } from '../../../main/agent/standing.ts';
import { filesOf } from '../../../main/services/host/folder-files.ts';
import { prepareDataFolder } from '../../../main/services/host/host-folder.ts';
import { keyFileVault } from '../../../main/services/secrets/key-file.ts';
import { secretStore } from '../../../main/services/secrets/secret-store.ts';
import { openStore } from '../../../main/services/store/open-store.ts';
import { workerThread } from '../../../main/services/store/store-thread.ts';
import { realClock } from '../../../main/services/time/real-time.ts';
import { LicenceServer } from '../../../main/services/transport/licence-server.ts';
import { Pace } from '../../../main/services/transport/pace.ts';
import { filledInstance } from '../../builders/filled-fleet.ts';
import { configurationOf, SteppedAgent } from '../../builders/stepped-agent.ts';
import { SILENT_LOG } from '../silent-log.ts';

export type RegisteredFleet = { secrets: SecretStore };
type Where = { folder: string; url: string; token: string; signerCa: string; worker: string; instances: number };

const AT_ONCE = 16;

/** Rejects where the licence server refuses one. */
export async function registerFleet({ folder, url, token, signerCa, worker, instances }: Where): Promise<RegisteredFleet> {
  const files = filesOf(prepareDataFolder(folder));
  const store = await openStore({ file: files.store, thread: () => workerThread(worker), now: Date.now, log: SILENT_LOG });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const shared = sharedSecrets(token, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const vault = keyFileVault(files.secretKey);
  const kept = secretStore({ rows: store.secretRows, backend: 'key-file', vaultFor: () => vault });
  const simulatorRoot = await readFile(signerCa, 'utf8');
  const server = new LicenceServer({
    secrets: shared,
    trust: { rootsFor: async () => ({ signerRoots: [], tlsRoots: [], simulatorRoot }) },
    clock: { now: () => ({ wallMs: Date.now(), steadyMs: 0, runId: 'bench' }) },
    pace: new Pace(() => ({ atOnce: AT_ONCE, perSecond: 100_000 }), realClock()),
    systemProxy: null,
    refusal: () => null,
  });
  try {
    const register = async (number: number) => {
      const agent = await registered(number, url, server);
      const { agent: whole, events } = agent;
      const identity = whole.state.identity;
      if (identity === null)
        throw new Error(`Instance ${number} was not registered: ${agent.summary().latestFailureReason?.text}`);
      await store.agents.commit(whole, standingOf(whole, 1, agent.now()), events, null);
      await kept.put(whole.instance.id, `key:${identity.keyId}`, (await shared.get('', 'key:')) ?? '');
    };
    const numbers = Array.from({ length: instances }, (_, index) => index + 1).values();
    const lane = async () => {
      for (const number of numbers) await register(number);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  } finally {
    server.dispose();
    await store.dispose();
  }
  return { secrets: shared };
}

/** Registered, and the authorization that follows answered as well, so that nothing is in flight. */
async function registered(number: number, url: string, server: LicenceServer): Promise<SteppedAgent> {
  const agent = new SteppedAgent(filledInstance(number, Date.now()), Date.now());
  agent.configure(configurationOf({ licenseCount: 50, serverUrl: url }));
  agent.take({ kind: 'register', force: false, actor: 'administrator' });
  for (let { request } = agent.state; request !== null; { request } = agent.state) {
    const sent = agent.requests.at(-1);
    if (sent === undefined) break;
    const answer = await server.exchange(sent);
    agent.wallMs = Date.now();
    agent.take({ kind: 'answer', requestId: request.requestId, answer });
  }
  return agent;
}

const sharedSecrets = (token: string, pem: string): SecretStore => ({
  get: async (_, name) => (name === 'token' ? token : name.startsWith('key:') ? pem : null),
  put: async () => {},
  remove: async () => {},
});
