// All that a person may see of one instance, put together from the agent as it is now.
import { refuse } from '../../../shared/app-failure.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { sameConfiguration } from '../../../shared/model/update-plan.ts';
import type { Fleet } from '../../agent/fleet.ts';
import type { StoredAgent } from '../../agent/ports.ts';

/** Throws `not-found`. */
export function agentOf(fleet: Fleet, id: string): StoredAgent {
  return fleet.get(id) ?? gone();
}

function gone(): never {
  throw refuse('not-found', 'There is no such instance.');
}

/** The last configuration under which licences were authorized, where it is not the present one. */
const differing = ({ lastGood, configuration }: StoredAgent['agent']) =>
  lastGood === null || sameConfiguration(lastGood.configuration, configuration) ? null : lastGood;

/** Throws `not-found`. */
export function detailOf(fleet: Fleet, id: string): InstanceDetail {
  const { agent } = agentOf(fleet, id);
  const { identity } = agent.state;
  return {
    instance: agent.instance,
    configuration: agent.configuration,
    lastGood: differing(agent),
    row: fleet.row(id) ?? gone(),
    summary: fleet.summary(id),
    smartAccount: identity?.smartAccount ?? null,
    virtualAccount: identity?.virtualAccount ?? null,
  };
}
