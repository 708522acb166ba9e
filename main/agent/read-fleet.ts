// What is known of a fleet when its data folder is opened: as it was stored. Only whom time has changed since, or of whom nothing is
// kept (an older version wrote it), is loaded for it.
import type { Now } from './agent-state.ts';
import type { KnownFleet } from './known-fleet.ts';
import type { AgentStore, Standing } from './ports.ts';
import { standingOf, trueUntil } from './standing.ts';

/** So many agents are loaded together: the store answers others in between. */
const LOADED_TOGETHER = 100;

/** An instance that cannot be read is left out; the store tells about it. */
export async function readFleet(known: KnownFleet, store: AgentStore, now: Now): Promise<void> {
  const entries = await store.standings();
  const doubtful = entries.filter(({ standing }) => standing === null || trueUntil(standing.row) <= now.wallMs);
  const renewed = new Map<string, Standing>();
  for (let at = 0; at < doubtful.length; at += LOADED_TOGETHER) {
    const part = doubtful.slice(at, at + LOADED_TOGETHER);
    const unkept: Standing[] = [];
    for (const { agent, revision } of await store.load(part.map(({ id }) => id))) {
      const standing = standingOf(agent, revision, now);
      renewed.set(agent.instance.id, standing);
    }
    for (const { id, standing } of part) {
      const made = renewed.get(id);
      if (standing === null && made !== undefined) unkept.push(made);
    }
    if (unkept.length > 0) await store.keep(unkept);
  }
  const isDoubtful = new Set(doubtful.map(({ id }) => id));
  for (const { id, standing } of entries) {
    const present = isDoubtful.has(id) ? renewed.get(id) : standing;
    if (present) known.put(present);
  }
}
