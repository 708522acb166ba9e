// What is known of a fleet without its agents: as it was stored. Only whom time has changed since, or of whom nothing is kept (an older
// version wrote it), is loaded for it.
import type { Now } from './agent-state.ts';
import type { KnownFleet } from './known-fleet.ts';
import { agentAt } from './passing-time.ts';
import type { AgentStore, Standing, StoredAgent } from './ports.ts';
import { standingOf, trueUntil } from './standing.ts';

/** So many agents are loaded together: the store answers others in between. */
const LOADED_TOGETHER = 100;

/** When a data folder is opened. An instance that cannot be read is left out; the store tells about it. */
export async function readFleet(known: KnownFleet, store: AgentStore, now: Now): Promise<void> {
  const entries = await store.standings();
  const isTrue = ({ standing }: (typeof entries)[number]) => standing !== null && trueUntil(standing.row) > now.wallMs;
  const present = new Map<string, Standing>();
  for await (const standing of workedOut(
    store,
    entries.filter((entry) => !isTrue(entry)).map(({ id }) => id),
    now,
    now,
  ))
    present.set(standing.row.id, standing);
  const unkept = entries.flatMap(({ id, standing }) => (standing === null ? (present.get(id) ?? []) : []));
  for (let at = 0; at < unkept.length; at += LOADED_TOGETHER) await store.keep(unkept.slice(at, at + LOADED_TOGETHER));
  for (const entry of entries) {
    const standing = isTrue(entry) ? entry.standing : present.get(entry.id);
    if (standing) known.put(standing);
  }
}

/** Standings as of `now`, from the agents themselves. `opened`: when this run of the host began, until which a restart lay between. */
export async function* workedOut(store: AgentStore, ids: readonly string[], opened: Now, now: Now): AsyncGenerator<Standing> {
  for await (const { agent, revision } of agentsOf(store, ids, opened)) yield standingOf(agent, revision, now);
}

/** Agents as they are stored, the time over the restart passed for those that have not been looked at since `opened`. */
export async function* agentsOf(store: AgentStore, ids: readonly string[], opened: Now): AsyncGenerator<StoredAgent> {
  for (let at = 0; at < ids.length; at += LOADED_TOGETHER)
    for (const stored of await store.load(ids.slice(at, at + LOADED_TOGETHER))) {
      const isOfThisRun = stored.agent.state.evaluation.asOf.runId === opened.runId;
      yield isOfThisRun ? stored : { ...stored, agent: agentAt(stored.agent, opened) };
    }
}
