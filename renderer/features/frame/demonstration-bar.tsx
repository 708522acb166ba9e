// A demonstration is plainly marked, with what is needed to try a registration: the simulator's addresses and a token.
import { Button } from '@fluentui/react-components';
import { Beaker20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { ask } from '../../api/client.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useWords } from '../../text/words.ts';
import { FaultsDialog } from './faults-dialog.tsx';

type Server = Output<'demonstration.server'>;
const leave = () => ask('demonstration.leave', {});

export function DemonstrationBar({ rate }: { rate: number }) {
  const { t } = useWords();
  const [server, setServer] = useState<Server>(null);
  const [isOpen, setIsOpen] = useState(false);
  const leaving = useTask(leave);
  useEffect(() => {
    let here = true;
    ask('demonstration.server', {}).then(
      (found) => here && setServer(found),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, []);
  return (
    <div className="demo">
      <Beaker20Regular />
      <span className="grow cut" role="status" title={t.frame.timesAsFast(rate)}>
        <b>{t.frame.demonstration}</b> <span className="muted">{t.frame.timesAsFast(rate)}</span>
      </span>
      <Refusal error={leaving.error} />
      {server === null ? null : (
        <>
          <CopyButton appearance="subtle" text={() => `${server.http}/licservice/license`}>
            {t.frame.simulatorUrl}
          </CopyButton>
          <CopyButton appearance="subtle" text={() => server.token}>
            {t.frame.token}
          </CopyButton>
        </>
      )}
      <Button size="small" appearance="subtle" onClick={() => setIsOpen(true)}>
        {t.faults.open}
      </Button>
      {isOpen ? <FaultsDialog onClose={() => setIsOpen(false)} /> : null}
      <Button size="small" disabled={leaving.running} onClick={() => void leaving.run()}>
        {t.frame.leave}
      </Button>
    </div>
  );
}
