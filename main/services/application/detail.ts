// All that a person may see of one instance, put together from the agent as it is now.
import { refuse } from '../../../shared/app-failure.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import type { Summary } from '../../../shared/model/summary.ts';
import { sameConfiguration } from '../../../shared/model/update-plan.ts';
import type { Fleet } from '../../agent/fleet.ts';
import type { Agent, StoredAgent } from '../../agent/ports.ts';

/** Rejects with `not-found`. */
export async function agentOf(fleet: Fleet, id: string): Promise<StoredAgent> {
  return (await fleet.agent(id)) ?? gone();
}

function gone(): never {
  throw refuse('not-found', 'There is no such instance.');
}

/** The last configuration under which licences were authorized, where it is not the present one. */
const differing = ({ lastGood, configuration }: StoredAgent['agent']) =>
  lastGood === null || sameConfiguration(lastGood.configuration, configuration) ? null : lastGood;

/** Rejects with `not-found`. */
export async function detailOf(fleet: Fleet, id: string): Promise<InstanceDetail> {
  const stored = await agentOf(fleet, id);
  return detailFrom(stored.agent, fleet.rowOf(stored), fleet.summaryOf(stored.agent));
}

export function detailFrom(agent: Agent, row: FleetRow, summary: Summary): InstanceDetail {
  const { identity } = agent.state;
  return {
    instance: agent.instance,
    configuration: agent.configuration,
    lastGood: differing(agent),
    row,
    summary,
    smartAccount: identity?.smartAccount ?? null,
    virtualAccount: identity?.virtualAccount ?? null,
  };
}
