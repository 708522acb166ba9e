// The step that makes sense now as a button, and everything else in a menu; what can stop calls asks first.
import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowSync16Regular, Key16Regular, MoreHorizontal16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { ask } from '../../api/client.ts';
import { useTask } from '../../components/use-task.ts';
import { go, type Tab } from '../../state/route.ts';
import { GuardDialog, type Guarded } from './guard-dialog.tsx';
import { RegisterDialog } from './register-dialog.tsx';

type Props = { row: FleetRow; detail: InstanceDetail; tab: Tab };
const authorizeNow = (id: string) => ask('instances.authorize', { id });
const renewNow = (id: string) => ask('instances.renewId', { id });
const clearMark = (id: string) => ask('instances.clearMark', { id });

export function Actions({ row, detail, tab }: Props) {
  const [guarded, setGuarded] = useState<Guarded | null>(null);
  const [registering, setRegistering] = useState<'plain' | 'force' | null>(null);
  const authorize = useTask(authorizeNow);
  const renew = useTask(renewNow);
  const clear = useTask(clearMark);
  const registered = row.registrationStatus === 'complete';
  const refused = authorize.error ?? renew.error ?? clear.error;
  const primary = tab === 'configuration' ? 'secondary' : 'primary';
  return (
    <>
      {refused === null ? null : (
        <span className="t-blocked small" role="alert">
          {refused.message}
        </span>
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<MoreHorizontal16Regular />} aria-label="More actions" />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem disabled={!registered} onClick={() => void renew.run(row.id)}>
              Renew certificate
            </MenuItem>
            <MenuItem disabled={!registered} onClick={() => setRegistering('force')}>
              Register again with force…
            </MenuItem>
            {row.mayStillHoldLicences ? (
              <MenuItem onClick={() => void clear.run(row.id)}>Clear the mark “may still hold licences”</MenuItem>
            ) : null}
            <MenuDivider />
            <MenuItem disabled={!registered} onClick={() => setGuarded('deregister')}>
              Deregister…
            </MenuItem>
            <MenuItem disabled={!row.enabled} onClick={() => setGuarded('disable')}>
              Disable smart licensing…
            </MenuItem>
            <MenuItem onClick={() => setGuarded('remove')}>Remove instance…</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {registered ? (
        <Button
          appearance={primary}
          icon={<ArrowSync16Regular />}
          disabled={authorize.running || row.inFlight === 'authorization'}
          onClick={() => void authorize.run(row.id)}
        >
          Authorize now
        </Button>
      ) : row.enabled && row.serverUrl !== null && row.cps > 0 ? (
        <Button
          appearance={primary}
          icon={<Key16Regular />}
          disabled={row.registrationStatus === 'in-progress'}
          onClick={() => setRegistering('plain')}
        >
          Register…
        </Button>
      ) : tab === 'configuration' ? null : (
        <Button appearance="primary" onClick={() => go({ view: 'instance', id: row.id, tab: 'configuration' })}>
          Configure
        </Button>
      )}
      {guarded === null ? null : <GuardDialog action={guarded} row={row} detail={detail} onClose={() => setGuarded(null)} />}
      {registering === null ? null : (
        <RegisterDialog row={row} force={registering === 'force'} onClose={() => setRegistering(null)} />
      )}
    </>
  );
}
