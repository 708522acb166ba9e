// The operations of the contract over a store that is only looked at: the state as it was stored last. What would change something,
// or speak to a licence server, is refused.
import { refuse } from '../../../shared/app-failure.ts';
import { type FleetChannel, fleetContract, type ParsedInput } from '../../../shared/ipc/contract.ts';
import { outlookOf } from '../../../shared/model/fleet-outlook.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { HostInfo } from '../../../shared/model/fleet-snapshot.ts';
import type { Now } from '../../agent/agent-state.ts';
import { fleetRowOf } from '../../agent/fleet-row.ts';
import type { Agent, StoredAgent } from '../../agent/ports.ts';
import { summaryOf } from '../../agent/summary.ts';
import type { Store } from '../store/open-store.ts';
import { asAppFailure } from '../store/store-errors.ts';
import type { FleetHandlers } from './application.ts';
import { detailFrom } from './detail.ts';
import { idsIn } from './scope.ts';
import { described } from './trust-handlers.ts';

/** Agents are loaded so many at a time. */
const LOADED_TOGETHER = 500;

export type Review = { handlers: FleetHandlers /** Of the newest thing that is known, epoch ms. */; at: number };

/** `info` without the moment, which is found out here. `folderTime`: when nothing was ever stored, epoch ms. */
export async function reviewOf(store: Store, info: (at: number) => HostInfo, folderTime: number): Promise<Review> {
  const rows = new Map((await rowsOf(store, folderTime)).map((row) => [row.id, row]));
  const newest = (await store.audit.page({}, null, 1)).entries[0]?.at ?? 0;
  const at = [...rows.values()].reduce((latest, row) => Math.max(latest, knownAt(row)), newest) || folderTime;
  const shown = { rows: () => [...rows.values()], upToDate: async () => undefined };
  const now: Now = { wallMs: at, steadyMs: 0, runId: 'review' };
  const agentOf = async (id: string): Promise<StoredAgent> => (await store.agents.load([id]))[0] ?? unknown();
  const reads: Partial<FleetHandlers> = {
    'host.info': async () => info(at),
    'fleet.snapshot': async () => ({ revision: 1, rows: [...rows.values()], host: info(at) }),
    'fleet.changes': async () => [],
    'fleet.outlook': async () => outlookOf([...rows.values()], at),
    'instances.find': async ({ name }) => {
      const found = [...rows.values()].find((row) => row.name === name.trim());
      return found === undefined ? null : { id: found.id };
    },
    'instances.detail': async ({ id }) => {
      const { agent } = await agentOf(id);
      return detailFrom(agent, rows.get(id) ?? unknown(), summaryOf(agent, now));
    },
    'events.list': ({ id, since, before, limit }) =>
      store.agents.events({
        ...(id === undefined ? {} : { instanceId: id }),
        ...(since === undefined ? {} : { since }),
        ...(before === undefined ? {} : { before }),
        limit: limit ?? 1_000,
      }),
    'activity.list': ({ filter, before, limit }) => store.audit.page(filter, before ?? null, limit),
    'activity.verify': () => store.audit.check(),
    // They are kept by the process that made them, and by nobody else.
    'diagnostics.exchanges': async () => [],
    'jobs.list': () => asAppFailure(store.jobs.list()),
    'jobs.watch': async ({ id, known }) => {
      const job = (await asAppFailure(store.jobs.list())).find((one) => one.id === id) ?? unknown();
      return { job, revision: known + 1, rows: await asAppFailure(store.jobs.rows(id)) };
    },
    'trust.list': async () => (await store.trust.list()).map(described),
    'exchange.export': async ({ format, scope }: ParsedInput<'exchange.export'>) => {
      const { exportText } = await import('../exchange/export-file.ts');
      const wanted = scope === undefined ? [...rows.keys()] : [...(await idsIn(shown, scope, at))];
      const agents: Agent[] = [];
      for (let from = 0; from < wanted.length; from += LOADED_TOGETHER)
        agents.push(...(await store.agents.load(wanted.slice(from, from + LOADED_TOGETHER))).map(({ agent }) => agent));
      agents.sort((a, b) => (a.instance.name < b.instance.name ? -1 : 1));
      return { text: await exportText(agents, format, at) };
    },
  };
  const channels = Object.keys(fleetContract) as FleetChannel[];
  return { at, handlers: Object.fromEntries(channels.map((channel) => [channel, reads[channel] ?? refused])) as FleetHandlers };
}

const refused = async (): Promise<never> => {
  throw refuse('host-unavailable', 'This is the last known state, to be looked at only: no agent host works on it.');
};
function unknown(): never {
  throw refuse('not-found', 'This is not in the data that is looked at.');
}

const knownAt = ({ evaluation, lastAttemptAt, lastContactAt }: FleetRow): number =>
  Math.max(evaluation.counting ? evaluation.asOf : 0, lastAttemptAt ?? 0, lastContactAt ?? 0);

/** As they were stored; of whom no row is kept, as of the moment of asking. */
async function rowsOf(store: Store, asked: number): Promise<FleetRow[]> {
  const entries = await store.agents.standings();
  const rows = entries.flatMap(({ standing }) => (standing === null ? [] : [standing.row]));
  const missing = entries.flatMap(({ id, standing }) => (standing === null ? [id] : []));
  for (let at = 0; at < missing.length; at += LOADED_TOGETHER)
    for (const { agent, revision } of await store.agents.load(missing.slice(at, at + LOADED_TOGETHER)))
      rows.push(fleetRowOf(agent, revision, { wallMs: asked, steadyMs: 0, runId: 'review' }));
  return rows;
}
