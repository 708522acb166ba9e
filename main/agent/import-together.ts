// Many agents added and changed in one write: those that change are held, so that nothing else happens to them between the look at
// what they are and the write.
import { refuse } from '../../shared/app-failure.ts';
import type { HeldAgent } from './agent-world.ts';
import type { FleetAgents, FleetWorld } from './fleet-agents.ts';
import type { Agent } from './ports.ts';
import { standingOf } from './standing.ts';
import type { Step } from './turn.ts';
import { writing } from './writing.ts';

/** `from`: the revision that the change was planned from. `make` throws where the agent refuses it. */
export type ImportedChange = { id: string; from: number; make(agent: Agent): Step };

export async function importTogether(
  { store, clock }: FleetWorld,
  agents: FleetAgents,
  added: readonly Step[],
  changed: readonly ImportedChange[],
): Promise<void> {
  const held: HeldAgent[] = [];
  let release = (_step: number): Parameters<HeldAgent['release']>[0] => null;
  try {
    const holds = changed.map(({ id }) => holdOne(agents, id));
    held.push(...(await allOf(holds)));
    const now = clock.now();
    const made = changed.map(({ from, make }, index) => {
      const { stored } = held[index] as HeldAgent;
      if (stored.revision !== from)
        throw refuse('stale', 'The fleet was changed since the file was looked at. Look at it again.');
      const step = make(stored.agent);
      return { step, standing: standingOf(step.agent, from + 1, now), stored };
    });
    const fresh = added.map((step) => ({ step, standing: standingOf(step.agent, 1, now) }));
    await writing(() =>
      store.commitAll([
        ...fresh.map(({ step, standing }) => ({ ...step, standing, from: null })),
        ...made.map(({ step, standing, stored }) => ({ ...step, standing, from: stored })),
      ]),
    );
    release = (index) => made[index] ?? null;
    for (const { step, standing } of fresh) agents.know(step.agent, standing);
  } finally {
    held.forEach((agent, index) => void agent.release(release(index)));
    await Promise.allSettled(held.map(({ followed }) => followed));
  }
}

/** Loaded, and held until it is released. */
function holdOne(agents: FleetAgents, id: string): Promise<HeldAgent> {
  return new Promise((resolve, reject) => {
    const used = agents.use(id, async (runtime) => {
      resolve(await runtime.hold());
      return true;
    });
    const gone = refuse('stale', 'An instance was removed since the file was looked at. Look at it again.');
    used.then((found) => found ?? reject(gone), reject);
  });
}

/** All of them, or, once every one has answered, none: what was held is let go. */
async function allOf(holds: Promise<HeldAgent>[]): Promise<HeldAgent[]> {
  const settled = await Promise.allSettled(holds);
  const refused = settled.find((one) => one.status === 'rejected');
  const held = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (refused === undefined) return held;
  for (const agent of held) agent.release(null);
  throw refused.reason;
}
