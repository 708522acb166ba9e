// Import, export and past jobs, beside the button that adds an instance; and the job that is running, with its progress.
import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowImport16Regular, MoreHorizontal16Regular } from '@fluentui/react-icons';
import { ask } from '../../api/client.ts';
import { useWords } from '../../text/words.ts';
import { exportFile } from './export-file.ts';
import { open } from './opened.ts';
import { tell } from './told.ts';

export const chooseImport = (): Promise<void> =>
  tell(async () => {
    const chosen = await ask('files.openImport', {});
    if (chosen !== null) open({ kind: 'import', ...chosen });
    return null;
  });

export function FleetMenu() {
  const { jobs: t } = useWords().t;
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<MoreHorizontal16Regular />} aria-label={t.more} title={t.more} />
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
      <Button icon={<ArrowImport16Regular />} onClick={() => void chooseImport()}>
        {t.importFile}
      </Button>
    </>
  );
}
