// What the filter shows as a file, each entry with its seal, so that it can be proved elsewhere.
import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowDownload16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { ActivityFilter } from '../../../shared/model/activity.ts';
import { ask } from '../../api/client.ts';
import { useTask } from '../../components/use-task.ts';
import { refusalText } from '../../text/failures.ts';
import { useWords } from '../../text/words.ts';

const save = (filter: ActivityFilter, format: 'csv' | 'json') => ask('files.saveActivity', { filter, format });

export function ExportMenu({ filter }: { filter: ActivityFilter }) {
  const words = useWords();
  const { activity: t } = words.t;
  const { run, running, error } = useTask(save);
  const [saved, setSaved] = useState('');
  const saveAs = async (format: 'csv' | 'json') => {
    setSaved('');
    setSaved((await run(filter, format))?.value?.name ?? '');
  };
  return (
    <>
      <span className={error === null ? 'muted small exported' : 't-blocked small exported'} role="status" title={saved}>
        {error !== null ? refusalText(words, error) : saved === '' ? '' : t.exported(saved)}
      </span>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuButton icon={<ArrowDownload16Regular />} disabled={running} title={t.exportShown}>
            {t.export}
          </MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => void saveAs('csv')}>{t.exportAs.csv}</MenuItem>
            <MenuItem onClick={() => void saveAs('json')}>{t.exportAs.json}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
}
