// Update asks first where a registration ends or calls could stop; on a production instance by its name.
import { Button, DialogActions, DialogContent, DialogTitle, Field, Input } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { UpdatePlan } from '../../../shared/model/update-plan.ts';
import { Env } from '../../components/bits.tsx';
import { Modal } from '../../components/modal.tsx';

type Props = { row: FleetRow; plan: UpdatePlan; onClose: () => void; onUpdate: () => void };

const titleOf = ({ steps, needsDeregistration }: UpdatePlan, name: string): string => {
  if (needsDeregistration) return `Deregister ${name} and switch the licence server?`;
  if (steps.some(({ kind }) => kind === 'disable')) return `Disable smart licensing on ${name}?`;
  const ask = steps.find((step) => step.kind === 'ask');
  if (steps.some(({ kind }) => kind === 'register')) return `Replace the registration of ${name}?`;
  return ask?.kind === 'ask' ? `Cut the count of ${name} to ${ask.cps} CPS?` : `Update ${name}?`;
};

export function UpdateDialog({ row, plan, onClose, onUpdate }: Props) {
  const [typed, setTyped] = useState('');
  const matches = row.environment !== 'production' || typed.trim() === row.name;
  const agreed = useRef(false);
  const onClosed = () => {
    onClose();
    if (agreed.current) onUpdate();
  };
  const submit = (close: () => void) => {
    agreed.current = matches;
    if (matches) close();
  };
  return (
    <Modal alert onClosed={onClosed} onSubmit={submit}>
      {(close) => (
        <>
          <DialogTitle action={<Env environment={row.environment} />}>{titleOf(plan, row.name)}</DialogTitle>
          <DialogContent className="fields">
            <p>
              {plan.needsDeregistration
                ? 'The registration at the present licence server ends first. If it does not answer, it may still hold the licences.'
                : 'The steps stand beside the form. Calls are decided by the licence server’s answer.'}
            </p>
            {row.environment === 'production' ? (
              <Field
                label={
                  <span>
                    Type <b>{row.name}</b> to go on
                  </span>
                }
                hint={matches ? 'The name matches.' : 'The button is enabled once the name matches.'}
              >
                <Input value={typed} onChange={(_, { value }) => setTyped(value)} autoComplete="off" spellCheck={false} />
              </Field>
            ) : null}
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>Cancel</Button>
            <Button className="danger" appearance="primary" disabled={!matches} type="submit">
              {plan.needsDeregistration ? 'Deregister and switch' : 'Update'}
            </Button>
          </DialogActions>
        </>
      )}
    </Modal>
  );
}
