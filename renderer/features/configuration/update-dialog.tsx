// Update asks first where a registration ends or calls could stop; on a production instance by its name.
import { Button, DialogActions, DialogContent, DialogTitle } from '@fluentui/react-components';
import { useState } from 'react';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { confirmsName } from '../../../shared/model/production-guard.ts';
import type { UpdatePlan } from '../../../shared/model/update-plan.ts';
import { Env } from '../../components/bits.tsx';
import { Modal } from '../../components/modal.tsx';
import { NameField } from '../../components/name-field.tsx';
import { FORM } from '../../text/labels.ts';
import { useWords, type Words } from '../../text/words.ts';
import { PlanSteps } from './plan-steps.tsx';

type Props = {
  row: FleetRow;
  plan: UpdatePlan;
  onClose: () => void;
  /** `confirm`: what was typed, where the guard asked. */
  onUpdate: (confirm?: string) => void;
};

function titleOf(t: Words['t']['updatePlan'], { steps, needsDeregistration }: UpdatePlan, name: string): string {
  if (needsDeregistration) return t.askDeregister(name);
  if (steps.some(({ kind }) => kind === 'disable')) return t.askDisable(name);
  if (steps.some(({ kind }) => kind === 'register')) return t.askReplace(name);
  const ask = steps.find((step) => step.kind === 'ask');
  return ask?.kind === 'ask' ? t.askCut(name, ask.cps) : t.askUpdate(name);
}

export function UpdateDialog({ row, plan, onClose, onUpdate }: Props) {
  const { updatePlan: t, dialog } = useWords().t;
  const [typed, setTyped] = useState('');
  const guarded = row.environment === 'production';
  const matches = !guarded || confirmsName(row.name, typed);
  const submit = () => {
    if (!matches) return;
    onClose();
    onUpdate(guarded ? typed : undefined);
  };
  return (
    <Modal alert onClose={onClose} onSubmit={submit}>
      <DialogTitle action={<Env environment={row.environment} />}>{titleOf(t, plan, row.name)}</DialogTitle>
      <DialogContent className="fields">
        <PlanSteps steps={plan.steps} account={row.account} />
        <p>{plan.needsDeregistration ? t.movesWhat : t.otherWhat}</p>
        {guarded ? <NameField name={row.name} typed={typed} onType={setTyped} /> : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{dialog.cancel}</Button>
        <Button className="danger" appearance="primary" disabled={!matches} type="submit">
          {plan.needsDeregistration ? t.goDeregister : FORM.update}
        </Button>
      </DialogActions>
    </Modal>
  );
}
