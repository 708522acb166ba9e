// The guard before what can stop calls: what happens to calls and licences; a production instance wants its name typed.
import { Button, DialogActions, DialogContent, DialogTitle, Field, Input } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { HOUR } from '../../../shared/durations.ts';
import { evaluationLeft } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { licencesFor } from '../../../shared/model/licences.ts';
import { ask } from '../../api/client.ts';
import { Env } from '../../components/bits.tsx';
import { Modal } from '../../components/modal.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useTask } from '../../components/use-task.ts';
import { useNow } from '../../state/clock.ts';
import { go } from '../../state/route.ts';
import { date, num } from '../../text/dates.ts';

export type Guarded = 'deregister' | 'disable' | 'remove';
type Props = { action: Guarded; row: FleetRow; detail: InstanceDetail; onClose: () => void };

const WORDS: Record<Guarded, { title: (name: string) => string; keep: string; go: string }> = {
  deregister: { title: (name) => `Deregister ${name}?`, keep: 'Keep registered', go: 'Deregister' },
  disable: { title: (name) => `Disable smart licensing on ${name}?`, keep: 'Keep enabled', go: 'Disable' },
  remove: { title: (name) => `Remove ${name}?`, keep: 'Keep instance', go: 'Remove' },
};

async function perform(action: Guarded, id: string): Promise<void> {
  if (action === 'deregister') await ask('instances.deregister', { id });
  else if (action === 'disable') await ask('instances.configure', { id, change: { enabled: false } });
  else await ask('instances.remove', { id });
}

export function GuardDialog({ action, row, detail, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const task = useTask(perform);
  const words = WORDS[action];
  const guarded = row.environment === 'production';
  const matches = !guarded || typed.trim() === row.name;
  const removed = useRef(false);
  const confirm = async (close: () => void) => {
    if (!matches || !(await task.run(action, row.id))) return;
    removed.current = action === 'remove';
    close();
  };
  const onClosed = () => {
    onClose();
    if (removed.current) go({ view: 'fleet' });
  };
  return (
    <Modal alert onClosed={onClosed} onSubmit={(close) => void confirm(close)}>
      {(close) => (
        <>
          <DialogTitle action={<Env environment={row.environment} />}>{words.title(row.name)}</DialogTitle>
          <DialogContent className="fields">
            <Consequences action={action} row={row} detail={detail} />
            {guarded ? (
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
            <Refusal error={task.error} />
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>{words.keep}</Button>
            <Button className="danger" appearance="primary" disabled={!matches || task.running} type="submit">
              {words.go}
            </Button>
          </DialogActions>
        </>
      )}
    </Modal>
  );
}

function Consequences({ action, row, detail }: Omit<Props, 'onClose'>) {
  const now = useNow();
  const registered = row.registrationStatus === 'complete';
  const left = evaluationLeft(row, now);
  const hours = num(Math.ceil(left / HOUR));
  return (
    <dl className="facts2">
      <dt>Calls</dt>
      <dd>
        {action === 'deregister' ? (
          <span className="row" style={{ alignItems: 'flex-start' }}>
            <Mark tone={left > 0 ? 'warning' : 'blocked'} size={20} />
            {left > 0 ? (
              <span>
                <b>Stay allowed until {date(now + left)}</b>, while the evaluation of {hours} h counts down. After that they are
                blocked. The evaluation cannot be reset.
              </span>
            ) : (
              <span>
                <b>Are blocked at once:</b> no evaluation time is left.
              </span>
            )}
          </span>
        ) : row.profile === 'CCCSP' ? (
          <b>Are blocked: this profile needs smart licensing.</b>
        ) : (
          'Smart licensing no longer decides about them. The evaluation balance is kept.'
        )}
      </dd>
      {registered ? (
        <>
          <dt>Licences</dt>
          <dd>
            {num(licencesFor(row.cps))} go back to {detail.virtualAccount ?? row.account ?? 'the account'}.
          </dd>
          <dt>To return</dt>
          <dd>
            {action === 'remove'
              ? 'Add it again: it gets a new serial number.'
              : 'A new token from the licence account, then Register.'}
          </dd>
          <dt>If no answer</dt>
          <dd>The registration is removed here all the same; the licence server may then still hold its licences.</dd>
        </>
      ) : null}
      {action === 'remove' ? (
        <>
          <dt>History</dt>
          <dd>Stays readable.</dd>
        </>
      ) : null}
    </dl>
  );
}
