// Past jobs and export of the whole fleet.
import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { useWords } from '../../text/words.ts';
import { MoreOpener } from '../fleet/openers.tsx';
import { exportFile } from './export-file.ts';
import { open } from './opened.ts';

export function FleetMenu() {
  const { jobs: t } = useWords().t;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MoreOpener />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => open({ kind: 'list' })}>{t.past}</MenuItem>
          <MenuDivider />
          <MenuItem onClick={() => void exportFile('csv', null)}>{t.exportAs.csv}</MenuItem>
          <MenuItem onClick={() => void exportFile('json', null)}>{t.exportAs.json}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
