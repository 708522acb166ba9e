// Steps of agents stored through the product's store, and the same bytes inserted barely: same pragmas, same groups, in turn, so that
// whatever else the machine does hurts both.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import type { NewEvent, StoredAgent } from '../../../main/agent/ports.ts';
import { standingOf } from '../../../main/agent/standing.ts';
import { openStore } from '../../../main/services/store/open-store.ts';
import { workerThread } from '../../../main/services/store/store-thread.ts';
import { SILENT_LOG } from '../silent-log.ts';

export type DurableStepInput = { store: string; worker: string; ids: string[]; group: number; groups: number };
/** Steps a second of each group. */
export type DurableStepOutput = { stored: number[]; bare: number[] };

export async function durableStep({ store: file, worker, ids, group, groups }: DurableStepInput): Promise<DurableStepOutput> {
  const store = await openStore({ file, thread: () => workerThread(worker), now: Date.now, log: SILENT_LOG });
  const bareFile = path.join(path.dirname(file), 'bare.sqlite');
  const bare = openBare(bareFile);
  const agents = await store.agents.load(ids.slice(0, group));
  const output: DurableStepOutput = { stored: [], bare: [] };
  try {
    for (let round = 0; round < groups; round += 1) {
      const steps = agents.map((from) => nextStep(from, round));
      const texts = steps.map(textsOf);
      const storedAt = performance.now();
      const revisions = await Promise.all(
        steps.map(({ agent, standing, events, from }) => store.agents.commit(agent, standing, events, from)),
      );
      const bareAt = performance.now();
      bare.insert(texts);
      const end = performance.now();
      output.stored.push((1000 * steps.length) / (bareAt - storedAt));
      output.bare.push((1000 * steps.length) / (end - bareAt));
      steps.forEach(({ agent }, index) => {
        agents[index] = { agent, revision: revisions[index]?.revision ?? 0 };
      });
    }
    return output;
  } finally {
    bare.db.close();
    await store.dispose();
    for (const end of ['', '-wal', '-shm']) await rm(bareFile + end, { force: true });
  }
}

/** As an answered authorization leaves it. */
function nextStep(from: StoredAgent, round: number) {
  const at = Date.now() + round;
  const agent = { ...from.agent, state: { ...from.agent.state, lastAttemptAt: at, lastContactAt: at } };
  const standing = standingOf(agent, from.revision + 1, { wallMs: at, steadyMs: round, runId: 'bench' });
  const events: NewEvent[] = [{ at, event: 'authorized', detail: {}, actor: 'agent' }];
  return { agent, standing, events, from };
}

/** What the store is given of a step, state and events, as texts that are ready: however the store lays them out. */
const textsOf = ({ agent, events }: ReturnType<typeof nextStep>): string[] => [
  agent.instance.id,
  JSON.stringify(agent.state),
  JSON.stringify(events),
];

function openBare(file: string): { db: DatabaseSyncInstance; insert: (steps: string[][]) => void } {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
  db.exec('CREATE TABLE steps (id INTEGER PRIMARY KEY, agent TEXT, state TEXT, events TEXT) STRICT');
  const insert = db.prepare('INSERT INTO steps (agent, state, events) VALUES (?, ?, ?)');
  return {
    db,
    insert: (steps) => {
      db.exec('BEGIN IMMEDIATE');
      for (const texts of steps) insert.run(...texts);
      db.exec('COMMIT');
    },
  };
}
