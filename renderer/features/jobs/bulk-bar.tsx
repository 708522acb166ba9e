// What can be done with all selected instances: each button opens the preview, and nothing happens before that.
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  ArrowDownload16Regular,
  ArrowSync16Regular,
  Certificate16Regular,
  Delete16Regular,
  Key16Regular,
  NumberSymbol16Regular,
  Tag16Regular,
} from '@fluentui/react-icons';
import { JOB_KINDS } from '../../../shared/model/job-lists.ts';
import { Needing } from '../../components/needing.tsx';
import { useHostMissing } from '../../state/needs.ts';
import { useWords } from '../../text/words.ts';
import { selectedIds } from '../fleet/selection.ts';
import { exportFile } from './export-file.ts';
import { open } from './opened.ts';

const ICONS = {
  register: Key16Regular,
  authorize: ArrowSync16Regular,
  renew: Certificate16Regular,
  count: NumberSymbol16Regular,
  tag: Tag16Regular,
  remove: Delete16Regular,
};

export function BulkBar() {
  const { jobs: t } = useWords().t;
  const missing = useHostMissing();
  return (
    <>
      {JOB_KINDS.map((job) => {
        const Icon = ICONS[job];
        return (
          <Needing key={job} missing={missing}>
            <Button
              size="small"
              appearance="subtle"
              icon={<Icon />}
              title={missing === null ? t.bar[job] : undefined}
              onClick={() => open({ kind: 'prepare', job, scope: { ids: selectedIds() } })}
            >
              {t.bar[job]}
            </Button>
          </Needing>
        );
      })}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" appearance="subtle" icon={<ArrowDownload16Regular />}>
            {t.export}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => void exportFile('csv', { ids: selectedIds() })}>{t.exportAs.csv}</MenuItem>
            <MenuItem onClick={() => void exportFile('json', { ids: selectedIds() })}>{t.exportAs.json}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
}
