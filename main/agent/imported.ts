// What an import makes of an agent: instance facts and configuration, by the same steps as an administrator's, and never its state.
import { refuse } from '../../shared/app-failure.ts';
import { type Configuration, INITIAL_CONFIGURATION } from '../../shared/model/configuration.ts';
import type { Instance } from '../../shared/model/instance.ts';
import { sameConfiguration } from '../../shared/model/update-plan.ts';
import type { AgentEvent } from './agent-event.ts';
import type { Agent } from './ports.ts';
import { newAgent, step } from './step.ts';
import type { Moment, Step } from './turn.ts';

/** Without what an import never changes: the serial number is for life, consent to a live server is given by a person. */
export type ImportedFacts = Omit<
  Instance,
  'id' | 'serial' | 'liveServerAllowed' | 'createdAt' | 'softwareTag' | 'entitlementTag'
>;
export type Imported = { facts: ImportedFacts; configuration: Configuration };

/**
 * `isMoved`: it brings a serial number that lived elsewhere. How much of its evaluation is left there is in no file, and nothing
 * raises an evaluation: here it counts as used up.
 */
export function importedAgent(instance: Instance, { configuration }: Imported, isMoved: boolean, moment: Moment): Step {
  const made = newAgent(instance, moment.now);
  const usedUp = { ...made.state.evaluation, remainingMs: 0, expiredAt: moment.now.wallMs };
  const agent = isMoved ? { ...made, state: { ...made.state, evaluation: usedUp } } : made;
  if (sameConfiguration(configuration, INITIAL_CONFIGURATION)) return { agent, events: [], effects: [], worthStoring: true };
  return { ...step(agent, configured(agent, configuration), moment), worthStoring: true };
}

/** Throws AppFailure where one of the changes is refused; nothing has changed then. */
export function importInto(agent: Agent, { facts, configuration }: Imported, moment: Moment): Step {
  const { state, configuration: before } = agent;
  const registered = state.identity !== null || state.attempt !== null;
  if (before.enabled && !configuration.enabled && registered)
    throw refuse('needs-deregistration', 'It would be deregistered: disable smart licensing on the instance itself.');
  const edit: AgentEvent = { kind: 'edit', change: facts, actor: 'import' };
  const configure = sameConfiguration(before, configuration) ? null : configured(agent, configuration);
  // A rate may rise before its count does, and falls after it.
  const rises = facts.maxCallRate >= agent.instance.maxCallRate;
  const events = (rises ? [edit, configure] : [configure, edit]).filter((event) => event !== null);
  return events.reduce<Step>(
    (done, event) => {
      const next = step(done.agent, event, moment);
      return {
        agent: next.agent,
        events: [...done.events, ...next.events],
        effects: [...done.effects, ...next.effects],
        worthStoring: done.worthStoring || next.worthStoring,
      };
    },
    { agent, events: [], effects: [], worthStoring: false },
  );
}

const configured = ({ instance }: Agent, configuration: Configuration): AgentEvent => ({
  kind: 'configure',
  configuration,
  register: null,
  deregisterAndSwitch: false,
  liveServerAllowed: instance.liveServerAllowed,
  actor: 'import',
});
