// A demonstration is plainly marked in every view, with what it can do: its clock, the faults of its licence server, what is needed to
// try a registration, and the way out.
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { Beaker20Regular, MoreHorizontal16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { go } from '../../state/route.ts';
import { useWords } from '../../text/words.ts';
import { ClockRate } from './clock-rate.tsx';
import { FaultsDialog } from './faults-dialog.tsx';
import { type SimulatorAddresses, useSimulator } from './use-simulator.ts';

const leave = () => ask('demonstration.leave', {});

export function DemonstrationBar() {
  const { t } = useWords();
  const simulator = useSimulator();
  const [isOpen, setIsOpen] = useState(false);
  const leaving = useTask(leave);
  return (
    <div className="demo" role="group" aria-label={t.frame.demonstration}>
      <Beaker20Regular />
      <b className="grow">{t.frame.demonstration}</b>
      <Refusal error={leaving.error} />
      <ClockRate />
      {simulator === null ? null : (
        <>
          <Button size="small" appearance="subtle" onClick={() => setIsOpen(true)}>
            {t.faults.open}
          </Button>
          <More simulator={simulator} />
          <Button size="small" disabled={leaving.running} onClick={() => void leaving.run()}>
            {t.frame.leave}
          </Button>
        </>
      )}
      {isOpen ? <FaultsDialog onClose={() => setIsOpen(false)} /> : null}
    </div>
  );
}

function More({ simulator }: { simulator: SimulatorAddresses }) {
  const { demonstration: t } = useWords().t;
  const copy = (text: string) => void ask('clipboard.write', { text });
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<MoreHorizontal16Regular />} aria-label={t.more} title={t.more} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => copy(`${simulator.http}/licservice/license`)}>{t.copyUrl}</MenuItem>
          <MenuItem onClick={() => copy(simulator.token)}>{t.copyToken}</MenuItem>
          <MenuItem onClick={() => go({ view: 'settings', part: 'demonstration' })}>{t.toSettings}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
