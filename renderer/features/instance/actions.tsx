// The step that makes sense now as a button, and everything else in a menu; what can stop calls asks first.
import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowSync16Regular, Key16Regular, MoreHorizontal16Regular } from '@fluentui/react-icons';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { ask } from '../../api/client.ts';
import { Needing } from '../../components/needing.tsx';
import { useTask } from '../../components/use-task.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useHostMissing, useServerMissing } from '../../state/needs.ts';
import { prefer } from '../../state/preferences.ts';
import { go, type Tab } from '../../state/route.ts';
import { useWish, type Wish } from '../../state/wish.ts';
import { refusalText } from '../../text/failures.ts';
import { useWords } from '../../text/words.ts';
import type { Opened } from './instance-dialogs.tsx';

type Props = { row: FleetRow; tab: Tab; onOpen: (dialog: Opened) => void };
const authorizeNow = (id: string) => ask('instances.authorize', { id });
const renewNow = (id: string) => ask('instances.renewId', { id });
const clearMark = (id: string) => ask('instances.clearMark', { id });

export function Actions({ row, tab, onOpen }: Props) {
  const words = useWords();
  const { instance: t } = words.t;
  const authorize = useTask(authorizeNow);
  const renew = useTask(renewNow);
  const clear = useTask(clearMark);
  const muting = useTask(prefer);
  const muted = useFleet((state) => state.settings.muted);
  const isMuted = muted.includes(row.id);
  const mute = () => void muting.run({ muted: isMuted ? muted.filter((id) => id !== row.id) : [...muted, row.id] });
  const refused = authorize.error ?? renew.error ?? clear.error ?? muting.error;
  const run = (task: typeof authorize) => {
    for (const one of [authorize, renew, clear, muting]) one.clear();
    void task.run(row.id);
  };
  useWish(row.id, (does: Wish['does']) => {
    if (does === 'authorize') run(authorize);
    else if (does === 'renew') run(renew);
    else return false;
    return true;
  });
  const registered = row.registrationStatus === 'complete';
  const host = useHostMissing();
  const server = useServerMissing(row);
  return (
    <>
      {refused === null ? null : (
        <span className="t-blocked small refused" role="alert">
          {refusalText(words, refused)}
        </span>
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<MoreHorizontal16Regular />} aria-label={t.more} />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <Doing missing={host} onClick={() => onOpen('edit')}>
              {t.edit}
            </Doing>
            <MenuDivider />
            <Doing missing={server} disabled={!registered} onClick={() => run(renew)}>
              {t.renew}
            </Doing>
            <Doing missing={server} disabled={!registered} onClick={() => onOpen('force')}>
              {t.force}
            </Doing>
            {row.mayStillHoldLicences ? (
              <Doing missing={host} onClick={() => run(clear)}>
                {t.clearMark}
              </Doing>
            ) : null}
            <MenuDivider />
            <MenuItem onClick={mute}>{isMuted ? words.t.alerts.unmute : words.t.alerts.mute}</MenuItem>
            <MenuDivider />
            <Doing missing={host} disabled={!registered} onClick={() => onOpen('deregister')}>
              {t.deregister}
            </Doing>
            <Doing missing={host} disabled={!row.enabled} onClick={() => onOpen('disable')}>
              {t.disable}
            </Doing>
            <Doing missing={host} onClick={() => onOpen('remove')}>
              {t.remove}
            </Doing>
          </MenuList>
        </MenuPopover>
      </Menu>
      <Primary row={row} tab={tab} authorizing={authorize.running} onAuthorize={() => run(authorize)} onOpen={onOpen} />
    </>
  );
}

type DoingProps = { missing: string | null; disabled?: boolean; onClick: () => void; children: string };
/** An entry that cannot be chosen now says why: the arrows still reach it. */
const Doing = ({ missing, disabled = false, onClick, children }: DoingProps) =>
  missing === null ? (
    <MenuItem disabled={disabled} onClick={onClick}>
      {children}
    </MenuItem>
  ) : (
    <MenuItem disabled subText={missing}>
      {children}
    </MenuItem>
  );

type PrimaryProps = Props & { authorizing: boolean; onAuthorize: () => void };

/** On Configuration the one primary button is Update. */
function Primary({ row, tab, onOpen, authorizing, onAuthorize }: PrimaryProps) {
  const { instance: t } = useWords().t;
  const missing = useServerMissing(row);
  const appearance = tab === 'configuration' ? 'secondary' : 'primary';
  if (row.registrationStatus === 'complete')
    return (
      <Needing missing={missing}>
        <Button
          appearance={appearance}
          icon={<ArrowSync16Regular />}
          disabled={authorizing || row.inFlight === 'authorization'}
          onClick={onAuthorize}
        >
          {t.authorize}
        </Button>
      </Needing>
    );
  if (row.enabled && row.serverUrl !== null && row.cps > 0)
    return (
      <Needing missing={missing}>
        <Button
          appearance={appearance}
          icon={<Key16Regular />}
          disabled={row.registrationStatus === 'in-progress'}
          onClick={() => onOpen('register')}
        >
          {t.register}
        </Button>
      </Needing>
    );
  if (tab === 'configuration') return null;
  return (
    <Button appearance="primary" onClick={() => go({ view: 'instance', id: row.id, tab: 'configuration' })}>
      {t.configure}
    </Button>
  );
}
