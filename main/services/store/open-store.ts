// The store of a data folder: the agents' port, rows of encrypted secrets, and trusted certificates, over one database in a worker.
import type { AgentStore, StoredStep } from '../../agent/ports.ts';
import type { JobStore } from '../jobs/job-store.ts';
import type { Log } from '../log/log.ts';
import { readAgentRow, readStandingRow, writeAgentRow, writeStandingRow } from './agent-rows.ts';
import { type AuditLog, auditLog } from './audit-log.ts';
import { eventWrites, removalWrite } from './event-rows.ts';
import { GatheredStandings } from './gathered-standings.ts';
import { jobSecretRows, jobStore } from './job-rows.ts';
import { type PackedStep, packStep } from './packed-step.ts';
import { StoreClient } from './store-client.ts';
import type { SecretRow } from './store-protocol.ts';
import type { StoreThread } from './store-thread.ts';
import { type TrustStore, trustStore } from './trust.ts';

/** Ciphertexts by instance and name; `backend` names what can open them. Rejects with StoreError or AppFailure `not-found`. */
export interface SecretRows {
  get(instanceId: string, name: string): Promise<SecretRow | null>;
  put(instanceId: string, name: string, row: SecretRow): Promise<void>;
  remove(instanceId: string, name: string): Promise<void>;
}

export type Store = {
  readonly agents: AgentStore;
  readonly secretRows: SecretRows;
  readonly trust: TrustStore;
  readonly audit: AuditLog;
  readonly jobs: JobStore;
  /** By the id of a job, as `secretRows` by that of an instance. */
  readonly jobSecretRows: SecretRows;
  /** What the user has to be told: set aside as corrupt, instances that cannot be read. Grows when one is loaded. */
  readonly warnings: string[];
  /** Finishes what was asked and closes the file. */
  dispose(): Promise<void>;
};
export type OpenStoreOptions = {
  file: string;
  thread: () => StoreThread;
  /** Real time, epoch ms. */
  now: () => number;
  log: Log;
  /** Who administers, for the audit log; null or left out: that is not known. */
  user?: string | null;
  /** What is made anew each time and lost with the power: no write waits for the disk. */
  throwaway?: boolean;
};

/** Rejects with StoreOpenError: `newer`, `foreign`, `locked`, `read-only`, `full`, `migration-failed`, `unreadable`. */
export async function openStore({ file, thread, now, log, user = null, throwaway = false }: OpenStoreOptions): Promise<Store> {
  const client = new StoreClient(thread());
  try {
    const { warnings } = await client.call('open', { file, openedAt: now(), throwaway });
    for (const warning of warnings) log.warn(warning);
    const { agents, keepStandings } = agentStore(client, user, (warning) => {
      log.warn(warning);
      warnings.push(warning);
    });
    return {
      agents,
      secretRows: secretRows(client),
      trust: trustStore(client, now, user),
      audit: auditLog(client, user),
      jobs: jobStore(client, user),
      jobSecretRows: jobSecretRows(client),
      warnings,
      async dispose() {
        await keepStandings();
        await client.dispose();
      },
    };
  } catch (error) {
    await client.dispose();
    throw error;
  }
}

function agentStore(client: StoreClient, user: string | null, warn: (text: string) => void) {
  const packed = (step: StoredStep) => packedStep(step, user);
  const packedAll = function* (steps: readonly StoredStep[]) {
    for (const step of steps) yield packed(step);
  };
  const gathered = new GatheredStandings((standings) => client.call('keepStandings', standings.map(writeStandingRow)));
  const agents: AgentStore = {
    async standings() {
      await gathered.keep();
      return (await client.call('standings', null)).map(readStandingRow);
    },
    async load(ids) {
      const agents = [];
      for (const row of await client.call('agents', { ids })) {
        const read = readAgentRow(row);
        if ('unreadable' in read) warn(read.unreadable);
        else agents.push(read);
      }
      return agents;
    },
    async keep(standings) {
      await client.call('keepStandings', standings.map(writeStandingRow));
    },
    async commit(agent, standing, events, from) {
      await client.call('commit', packed({ agent, standing, events, from }));
      gathered.note([standing]);
      return { revision: (from?.revision ?? 0) + 1 };
    },
    async commitAll(steps) {
      await client.callAll(packedAll(steps));
      gathered.note(steps.map(({ standing }) => standing));
    },
    async remove({ id, name }, from, at, job) {
      await client.call('remove', { id, name, from, event: removalWrite(at, user, job) });
    },
    events: (query) => client.call('events', query),
  };
  return { agents, keepStandings: () => gathered.keep() };
}

const packedStep = (step: StoredStep, user: string | null): PackedStep =>
  packStep({
    agent: writeAgentRow(step.agent, step.from?.agent ?? null),
    events: eventWrites(step, user),
    from: step.from?.revision ?? 0,
  });

function secretRows(client: StoreClient): SecretRows {
  return {
    get: (instanceId, name) => client.call('secret', { instanceId, name }),
    async put(instanceId, name, row) {
      await client.call('putSecret', { instanceId, name, ...row });
    },
    async remove(instanceId, name) {
      await client.call('removeSecret', { instanceId, name });
    },
  };
}
