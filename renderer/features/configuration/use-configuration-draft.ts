// The form's state: the draft, the configuration and revision that it began from, and what an Update of it would do. A change
// that came from elsewhere is shown at once where nothing was typed; where something was, the person decides.
import { useState } from 'react';
import { AppFailure } from '../../../shared/app-failure.ts';
import type { Configuration, ConfigurationChange } from '../../../shared/model/configuration.ts';
import type { Field, FieldProblem } from '../../../shared/model/field-problem.ts';
import { evaluationLeft } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { planUpdate, sameConfiguration, type UpdatePlan } from '../../../shared/model/update-plan.ts';
import { ask } from '../../api/client.ts';
import { useTask } from '../../components/use-task.ts';
import { now } from '../../state/clock.ts';
import { changeOf, configurationOf, type Draft, draftOf, problemsOf, rebased } from './draft.ts';

type Base = { configuration: Configuration; revision: number };
const baseOf = (detail: InstanceDetail): Base => ({ configuration: detail.configuration, revision: detail.row.revision });

/** What only the agent changed meanwhile is no conflict: then the same change is sent again, from the present revision. */
async function update(id: string, base: Base, change: ConfigurationChange, confirm?: string): Promise<InstanceDetail> {
  const meant = { id, change, ...(confirm === undefined ? {} : { confirm }) };
  try {
    return await ask('instances.configure', { ...meant, baseRevision: base.revision });
  } catch (error) {
    if (!(error instanceof AppFailure) || error.error.code !== 'stale') throw error;
    const present = await ask('instances.detail', { id });
    if (!sameConfiguration(present.configuration, base.configuration)) throw error;
    return ask('instances.configure', { ...meant, baseRevision: present.row.revision });
  }
}

export type ConfigurationDraft = {
  before: Configuration;
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  problems: Partial<Record<Field, FieldProblem>>;
  changed: boolean;
  registered: boolean;
  /** null: a field needs a correction. */
  next: Configuration | null;
  /** null: nothing would change, or a field needs a correction. */
  plan: UpdatePlan | null;
  /** Update asks before it is done. */
  asksFirst: boolean;
  /** The configuration is another now than the one that the draft began from. */
  conflict: boolean;
  /** Back to the present configuration, or to another one that is to be looked at first. */
  discard: () => void;
  restore: (configuration: Configuration) => void;
  /** Keeps what was typed, over the present configuration. */
  keep: () => void;
  /** `confirm`: the name of a production instance, typed where Update asked first. */
  send: (confirm?: string) => Promise<void>;
  task: ReturnType<typeof useTask<Parameters<typeof update>, InstanceDetail>>;
};

export function useConfigurationDraft(row: FleetRow, detail: InstanceDetail): ConfigurationDraft {
  const [base, setBase] = useState(() => baseOf(detail));
  const [draft, setDraft] = useState<Draft>(() => draftOf(detail.configuration));
  const task = useTask(update);
  const before = base.configuration;

  const problems = problemsOf(draft, before, row.maxCallRate);
  const next = Object.keys(problems).length === 0 ? configurationOf(draft, before) : null;
  const token = draft.token.trim() !== '';
  const secret = token || (draft.proxyOn && draft.proxyPassword !== '');
  const changed =
    secret || (next === null ? JSON.stringify(draft) !== JSON.stringify(draftOf(before)) : !sameConfiguration(next, before));
  const registered = row.registrationStatus === 'complete';
  const evaluationMs = evaluationLeft(row, now());
  const plan = next === null || !changed ? null : planUpdate({ configuration: before, registered, evaluationMs }, next, token);

  const begin = (from: InstanceDetail) => {
    setBase(baseOf(from));
    setDraft(draftOf(from.configuration));
    task.clear();
  };
  // Only a newer detail: right after an Update the one that is shown may still be the old one.
  const differs = detail.row.revision > base.revision && !sameConfiguration(before, detail.configuration);
  if (differs && !changed) begin(detail);

  const send = async (confirm?: string) => {
    if (next === null) return;
    const change: ConfigurationChange = {
      ...changeOf(draft, next),
      deregisterAndSwitch: plan?.needsDeregistration ?? false,
      force: registered && token && !plan?.needsDeregistration,
    };
    const from = sameConfiguration(before, detail.configuration) && !differs ? newer(base, detail) : base;
    const done = await task.run(row.id, from, change, confirm);
    if (done !== null) begin(done.value);
  };

  return {
    before,
    draft,
    set: (change) => {
      task.clear();
      setDraft({ ...draft, ...change });
    },
    problems,
    changed,
    registered,
    next,
    plan,
    asksFirst: plan !== null && (plan.canStopCalls || plan.needsDeregistration || (registered && token)),
    conflict: differs && changed,
    discard: () => begin(detail),
    restore: (configuration) => setDraft({ ...draftOf(configuration), token: draft.token }),
    keep: () => {
      setBase(baseOf(detail));
      setDraft(rebased(draft, before, detail.configuration));
      task.clear();
    },
    send,
    task,
  };
}

const newer = (base: Base, detail: InstanceDetail): Base => (detail.row.revision > base.revision ? baseOf(detail) : base);
