// The configuration form, checked while typing. On the right, always there, what Update will do: nothing jumps.
import { Checkbox, Label, Radio, RadioGroup } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { TRANSPORT_LABEL } from '../../../shared/model/closed-lists.ts';
import type { Field } from '../../../shared/model/field-problem.ts';
import { cleanToken, modeOfPath } from '../../../shared/model/field-rules.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { TokenField } from '../../components/token-field.tsx';
import { FORM } from '../../text/labels.ts';
import { useWords, type Words } from '../../text/words.ts';
import { CountField } from './count-field.tsx';
import { FormFoot } from './form-foot.tsx';
import { ProxyFields } from './proxy-fields.tsx';
import { UpdateDialog } from './update-dialog.tsx';
import { UpdatePlanPanel } from './update-plan-panel.tsx';
import { UrlField } from './url-field.tsx';
import { type ConfigurationDraft, useConfigurationDraft } from './use-configuration-draft.ts';

export function ConfigurationForm({ row, detail }: { row: FleetRow; detail: InstanceDetail }) {
  const { configuration: t } = useWords().t;
  const form = useConfigurationDraft(row, detail);
  const [asking, setAsking] = useState(false);
  const { draft, plan, before } = form;
  const [firstProblem] = Object.keys(form.problems) as Field[];
  const waitsFor = firstProblem === undefined ? null : (t.fields[firstProblem] ?? firstProblem);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (plan === null || form.conflict) return;
    if (form.asksFirst) setAsking(true);
    else void form.send();
  };
  return (
    <form className="formview" onSubmit={submit} noValidate>
      <div className="pane">
        <div className="scroll" tabIndex={0} role="region" aria-label={t.title}>
          <Fields row={row} form={form} />
        </div>
        <UpdatePlanPanel
          row={row}
          account={detail.virtualAccount ?? row.account}
          before={before}
          next={form.next}
          plan={plan}
          token={draft.token.trim() !== ''}
          password={draft.proxyOn && draft.proxyPassword !== ''}
          waitsFor={waitsFor}
        />
      </div>
      <FormFoot row={row} detail={detail} form={form} waitsFor={waitsFor} />
      {asking && plan !== null ? (
        <UpdateDialog row={row} plan={plan} onClose={() => setAsking(false)} onUpdate={(confirm) => void form.send(confirm)} />
      ) : null}
    </form>
  );
}

function Fields({ row, form }: { row: FleetRow; form: ConfigurationDraft }) {
  const { configuration: t, proxy } = useWords().t;
  const { draft, set, problems, before, registered } = form;
  const otherMode = modeOfPath(draft.url.trim(), draft.transport);
  const anotherServer = draft.url.trim() !== (before.serverUrl ?? '');
  const length = cleanToken(draft.token).length;
  return (
    <div className="form">
      <div>
        <Label className="l" id="smart-licensing">
          {FORM.smartLicensing}
        </Label>
        <RadioGroup
          aria-labelledby="smart-licensing"
          layout="horizontal"
          value={draft.enabled ? 'on' : 'off'}
          onChange={(_, { value }) => set({ enabled: value === 'on' })}
        >
          <Radio value="on" label={FORM.enable} />
          <Radio value="off" label={FORM.disable} />
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
        warning={otherMode === null ? null : t.otherMode(TRANSPORT_LABEL[otherMode])}
        note={serverNote(t, registered, anotherServer)}
      />
      <TokenField
        value={draft.token}
        onChange={(token) => set({ token })}
        problem={problems.token ?? null}
        note={length > 0 ? t.tokenEntered(length) : t.tokenEmpty(registered && !anotherServer)}
      />
      <div>
        <Label className="l" id="transport-mode">
          {FORM.mode}
        </Label>
        <RadioGroup
          aria-labelledby="transport-mode"
          layout="horizontal"
          value={draft.transport}
          onChange={(_, { value }) => set({ transport: value === 'http' ? 'http' : 'call-home' })}
        >
          <Radio value="call-home" label={FORM.callHome} />
          <Radio value="http" label={FORM.http} />
        </RadioGroup>
      </div>
      <div>
        <div className="row">
          <Checkbox
            className="proxyswitch"
            label={FORM.proxy}
            checked={draft.proxyOn}
            onChange={(_, { checked }) => set({ proxyOn: checked === true, proxySystem: false })}
          />
          <Checkbox
            className="proxyswitch"
            label={proxy.useSystem}
            checked={draft.proxySystem}
            onChange={(_, { checked }) => set({ proxySystem: checked === true, proxyOn: false })}
          />
        </div>
        <ProxyFields
          draft={draft}
          onChange={set}
          problems={problems}
          kept={before.proxy.kind === 'manual' && before.proxy.hasPassword}
        />
      </div>
    </div>
  );
}

function serverNote(t: Words['t']['configuration'], registered: boolean, another: boolean): string {
  if (!registered) return t.whereToRegister;
  return another ? t.otherServer : t.sameServer;
}
