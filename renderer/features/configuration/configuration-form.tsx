// The configuration form, checked while typing. On the right, always there, what Update will do: nothing jumps.
import { Button, Checkbox, Label, Radio, RadioGroup } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { Field } from '../../../shared/model/field-problem.ts';
import { modeOfPath } from '../../../shared/model/field-rules.ts';
import { evaluationLeft } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { planUpdate, sameConfiguration } from '../../../shared/model/update-plan.ts';
import { ask } from '../../api/client.ts';
import { Refusal } from '../../components/refusal.tsx';
import { TokenField } from '../../components/token-field.tsx';
import { useTask } from '../../components/use-task.ts';
import { now } from '../../state/clock.ts';
import { num } from '../../text/dates.ts';
import { CountField } from './count-field.tsx';
import { changeOf, configurationOf, type Draft, draftOf, problemsOf } from './draft.ts';
import { ProxyFields } from './proxy-fields.tsx';
import { UpdateDialog } from './update-dialog.tsx';
import { UpdatePlanPanel } from './update-plan-panel.tsx';
import { UrlField } from './url-field.tsx';

const LABELS: Partial<Record<Field, string>> = {
  'license-count': 'License Count',
  'server-url': 'License Server URL',
  token: 'License Token ID',
  'proxy-address': 'HTTP(S) Proxy Address',
  'proxy-port': 'Port',
  'proxy-user': 'Proxy user name',
};

const update = (
  id: string,
  baseRevision: number,
  draft: Draft,
  before: InstanceDetail['configuration'],
  deregisterAndSwitch: boolean,
  force: boolean,
) => ask('instances.configure', { id, baseRevision, change: { ...changeOf(draft, before), deregisterAndSwitch, force } });

export function ConfigurationForm({ row, detail }: { row: FleetRow; detail: InstanceDetail }) {
  // The draft remembers what it began from; later changes of the agent do not touch it.
  const [base, setBase] = useState({ configuration: detail.configuration, revision: row.revision });
  const [draft, setDraft] = useState<Draft>(() => draftOf(detail.configuration));
  const [asking, setAsking] = useState(false);
  const task = useTask(update);
  const before = base.configuration;

  const problems = problemsOf(draft, before, row.maxCallRate);
  const [firstProblem] = Object.keys(problems) as Field[];
  const valid = firstProblem === undefined;
  const token = draft.token.trim() !== '';
  const next = valid ? configurationOf(draft, before) : null;
  const changed =
    token ||
    draft.proxyPassword !== '' ||
    (next === null ? JSON.stringify(draft) !== JSON.stringify(draftOf(before)) : !sameConfiguration(next, before));
  const present = {
    configuration: before,
    registered: row.registrationStatus === 'complete',
    evaluationMs: evaluationLeft(row, now()),
  };
  const plan = next === null || !changed ? null : planUpdate(present, next, token);

  const set = (change: Partial<Draft>) => {
    task.clear();
    setDraft({ ...draft, ...change });
  };
  const begin = (from: InstanceDetail) => {
    setBase({ configuration: from.configuration, revision: from.row.revision });
    setDraft(draftOf(from.configuration));
    task.clear();
  };
  // A change of the configuration that came from elsewhere is shown at once where nothing was typed.
  if (!changed && !sameConfiguration(before, detail.configuration)) begin(detail);

  const send = async () => {
    const force = present.registered && token && !plan?.needsDeregistration;
    // What only time or the agent changed meanwhile is no conflict: the configuration is compared, not the revision.
    const revision = sameConfiguration(before, detail.configuration) ? row.revision : base.revision;
    if (await task.run(row.id, revision, draft, before, plan?.needsDeregistration ?? false, force))
      setDraft((sent) => ({ ...sent, token: '', proxyPassword: '' }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (plan === null) return;
    if (plan.canStopCalls || plan.needsDeregistration || (present.registered && token)) setAsking(true);
    else void send();
  };

  const otherMode = modeOfPath(draft.url.trim(), draft.transport);
  return (
    <form className="formview" onSubmit={submit} noValidate>
      <div className="pane">
        <div className="scroll" tabIndex={0} role="region" aria-label="Configuration">
          <div className="form">
            <div>
              <Label className="l" id="smart-licensing">
                Smart Licensing
              </Label>
              <RadioGroup
                aria-labelledby="smart-licensing"
                layout="horizontal"
                value={draft.enabled ? 'on' : 'off'}
                onChange={(_, { value }) => set({ enabled: value === 'on' })}
              >
                <Radio value="on" label="Enable" />
                <Radio value="off" label="Disable" />
              </RadioGroup>
            </div>
            <CountField
              value={draft.count}
              onChange={(count) => set({ count })}
              problem={problems['license-count'] ?? null}
              row={row}
            />
            <UrlField
              value={draft.url}
              onChange={(url, transport) => set(transport === null ? { url } : { url, transport })}
              problem={problems['server-url'] ?? null}
              warning={
                otherMode === null ? null : `This path belongs to the ${otherMode === 'http' ? 'HTTP' : 'Call Home'} mode.`
              }
              note={serverNote(present.registered, draft.url.trim() !== (before.serverUrl ?? ''))}
            />
            <TokenField
              value={draft.token}
              onChange={(value) => set({ token: value })}
              problem={problems.token ?? null}
              note={
                token
                  ? `${num(draft.token.replace(/\s+/g, '').length)} characters. Sent once, never shown again, erased when the server has answered.`
                  : `Write-only: it is never shown again.${present.registered ? ' Leave it empty to stay registered.' : ''}`
              }
            />
            <div>
              <Label className="l" id="transport-mode">
                Transport Mode
              </Label>
              <RadioGroup
                aria-labelledby="transport-mode"
                layout="horizontal"
                value={draft.transport}
                onChange={(_, { value }) => set({ transport: value === 'http' ? 'http' : 'call-home' })}
              >
                <Radio value="call-home" label="Call Home" />
                <Radio value="http" label="HTTP" />
              </RadioGroup>
            </div>
            <div>
              <Checkbox
                label="Enable HTTP(S) Proxy"
                checked={draft.proxyOn}
                onChange={(_, { checked }) => set({ proxyOn: checked === true })}
                style={{ marginLeft: -8 }}
              />
              <ProxyFields
                draft={draft}
                onChange={set}
                problems={problems}
                kept={before.proxy.kind === 'manual' && before.proxy.hasPassword}
              />
            </div>
          </div>
        </div>
        <UpdatePlanPanel
          row={row}
          account={detail.virtualAccount ?? row.account}
          before={before}
          next={next}
          plan={plan}
          token={token}
          waitsFor={firstProblem === undefined ? null : (LABELS[firstProblem] ?? firstProblem)}
        />
      </div>
      <div className="foot">
        <Button type="submit" appearance="primary" disabled={!changed || !valid || task.running}>
          Update
        </Button>
        <Button disabled={!changed} onClick={() => begin(detail)}>
          Discard changes
        </Button>
        {firstProblem === undefined ? null : <span className="t-blocked small">Update waits for {LABELS[firstProblem]}.</span>}
        <Refusal error={task.error} />
        <span className="grow" />
        <LastGood detail={detail} onRestore={(configuration) => setDraft({ ...draftOf(configuration), token: draft.token })} />
      </div>
      {asking && plan !== null ? (
        <UpdateDialog row={row} plan={plan} onClose={() => setAsking(false)} onUpdate={() => void send()} />
      ) : null}
    </form>
  );
}

function serverNote(registered: boolean, another: boolean): string {
  if (!registered) return 'Where the instance registers: the cloud, or a licence server of your own.';
  return another
    ? 'Another server than now. The instance is deregistered there first.'
    : 'The server that this instance is registered with.';
}

type LastGoodProps = { detail: InstanceDetail; onRestore: (configuration: InstanceDetail['configuration']) => void };
function LastGood({ detail, onRestore }: LastGoodProps) {
  const { lastGood } = detail;
  if (lastGood === null) return null;
  return (
    <Button appearance="subtle" onClick={() => onRestore(lastGood.configuration)}>
      Restore last good settings…
    </Button>
  );
}
