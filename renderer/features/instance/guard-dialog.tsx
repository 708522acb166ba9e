// The guard before what can stop calls: what happens to calls and licences; a production instance wants its name typed.
import { Button, DialogActions, DialogContent, DialogTitle } from '@fluentui/react-components';
import { useState } from 'react';
import { HOUR } from '../../../shared/durations.ts';
import { evaluationLeft } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { licencesFor } from '../../../shared/model/licences.ts';
import { confirmsName } from '../../../shared/model/production-guard.ts';
import { ask } from '../../api/client.ts';
import { Env } from '../../components/bits.tsx';
import { Modal } from '../../components/modal.tsx';
import { NameField } from '../../components/name-field.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useTask } from '../../components/use-task.ts';
import { useNow } from '../../state/clock.ts';
import { go } from '../../state/route.ts';
import { useWords } from '../../text/words.ts';

export type Guarded = 'deregister' | 'disable' | 'remove';
type Props = { action: Guarded; row: FleetRow; detail: InstanceDetail; onClose: () => void };

/** `confirm`: what was typed; null where nothing is asked for. */
async function perform(action: Guarded, id: string, confirm: string | null): Promise<void> {
  const meant = confirm === null ? { id } : { id, confirm };
  if (action === 'deregister') await ask('instances.deregister', meant);
  else if (action === 'disable') await ask('instances.configure', { ...meant, change: { enabled: false } });
  else await ask('instances.remove', meant);
}

export function GuardDialog({ action, row, detail, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const task = useTask(perform);
  const { guard: t } = useWords().t;
  const guarded = row.environment === 'production';
  const matches = !guarded || confirmsName(row.name, typed);
  const confirm = async () => {
    if (!matches || (await task.run(action, row.id, guarded ? typed : null)) === null) return;
    onClose();
    if (action === 'remove') go({ view: 'fleet' });
  };
  return (
    <Modal alert onClose={onClose} onSubmit={() => void confirm()}>
      <DialogTitle action={<Env environment={row.environment} />}>{t.titles[action](row.name)}</DialogTitle>
      <DialogContent className="fields">
        <Consequences action={action} row={row} detail={detail} />
        {guarded ? <NameField name={row.name} typed={typed} onType={setTyped} /> : null}
        <Refusal error={task.error} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.keep[action]}</Button>
        <Button className="danger" appearance="primary" disabled={!matches || task.running} type="submit">
          {t.go[action]}
        </Button>
      </DialogActions>
    </Modal>
  );
}

function Consequences({ action, row, detail }: Omit<Props, 'onClose'>) {
  const { guard: t } = useWords().t;
  const registered = row.registrationStatus === 'complete';
  return (
    <dl className="facts2">
      <dt>{t.calls}</dt>
      <dd>
        {action === 'deregister' ? <CallsAfter row={row} /> : row.profile === 'CCCSP' ? <b>{t.profileBlocks}</b> : t.undecided}
      </dd>
      {registered ? (
        <>
          <dt>{t.licences}</dt>
          <dd>{t.goBack(licencesFor(row.cps), detail.virtualAccount ?? row.account)}</dd>
          <dt>{t.toReturn}</dt>
          <dd>{action === 'remove' ? t.addAgain : t.newToken}</dd>
          <dt>{t.ifNoAnswer}</dt>
          <dd>{t.removedAllTheSame}</dd>
        </>
      ) : null}
      {action === 'remove' ? (
        <>
          <dt>{t.history}</dt>
          <dd>{t.staysReadable}</dd>
        </>
      ) : null}
    </dl>
  );
}

/** What a deregistration does to calls: the evaluation goes on, where there is any left. */
function CallsAfter({ row }: { row: FleetRow }) {
  const { t, f } = useWords();
  const now = useNow();
  const left = evaluationLeft(row, now);
  return (
    <span className="row top">
      <Mark tone={left > 0 ? 'warning' : 'blocked'} size={20} />
      {left > 0 ? (
        <span>
          <b>{t.guard.stayUntil(f.date(now + left))}</b>
          {t.guard.counting(Math.ceil(left / HOUR))}
        </span>
      ) : (
        <span>
          <b>{t.guard.blockedAtOnce}</b>
          {t.guard.noEvaluation}
        </span>
      )}
    </span>
  );
}
