// A demonstration is plainly marked, with what is needed to try a registration: the simulator's addresses and a token.
import { Button } from '@fluentui/react-components';
import { Beaker20Regular, Copy16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { ask } from '../../api/client.ts';
import { num } from '../../text/dates.ts';

type Server = Output<'demonstration.server'>;

export function DemonstrationBar({ rate }: { rate: number }) {
  const [server, setServer] = useState<Server>(null);
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
  const copy = (label: string, text: string) => (
    <Button size="small" appearance="subtle" icon={<Copy16Regular />} onClick={() => void ask('clipboard.write', { text })}>
      {label}
    </Button>
  );
  return (
    <div className="demo" role="status">
      <Beaker20Regular />
      <span className="grow cut">
        <b>Demonstration</b> <span className="muted">time runs {num(rate)} times as fast</span>
      </span>
      {server === null ? null : (
        <>
          {copy('Simulator URL', `${server.http}/licservice/license`)}
          {copy('Token', server.token)}
        </>
      )}
      <Button size="small" onClick={() => void ask('demonstration.leave', {})}>
        Leave
      </Button>
    </div>
  );
}
