// What can be done with all instances that the filter matches, without selecting them: main takes them by the filter itself.
import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { TaskListSquareLtr16Regular } from '@fluentui/react-icons';
import type { FleetFilter } from '../../../shared/model/fleet-view.ts';
import { JOB_KINDS } from '../../../shared/model/job-lists.ts';
import { useWords } from '../../text/words.ts';
import { exportFile } from './export-file.ts';
import { open } from './opened.ts';

export function FilterJobs({ filter, shown }: { filter: FleetFilter; shown: number }) {
  const { jobs: t } = useWords().t;
  const scope = { filter };
  const name = t.withShown(shown);
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          className="filter"
          icon={<TaskListSquareLtr16Regular />}
          disabled={shown === 0}
          aria-label={name}
          title={name}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {JOB_KINDS.map((job) => (
            <MenuItem key={job} onClick={() => open({ kind: 'prepare', job, scope })}>
              {t.bar[job]}
            </MenuItem>
          ))}
          <MenuDivider />
          <MenuItem onClick={() => void exportFile('csv', scope)}>{t.exportAs.csv}</MenuItem>
          <MenuItem onClick={() => void exportFile('json', scope)}>{t.exportAs.json}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
