// Which columns the fleet has. One that was chosen and finds no room says so here.
import { Menu, MenuDivider, MenuItem, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { memo } from 'react';
import { FLEET_COLUMNS } from '../../../shared/model/closed-lists.ts';
import { DEFAULT_SETTINGS } from '../../../shared/model/default-settings.ts';
import type { FleetColumn } from '../../../shared/model/fleet-view.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { prefer } from '../../state/preferences.ts';
import { useWords } from '../../text/words.ts';
import { ALWAYS } from './columns.ts';
import { ColumnsOpener } from './openers.tsx';
import { useColumns } from './use-columns.ts';

const choose = (columns: readonly FleetColumn[]): void => {
  prefer({ fleetColumns: [...columns] }).catch(() => undefined);
};

export const ColumnsMenu = memo(function ColumnsMenu() {
  const { t } = useWords();
  const chosen = useFleet((state) => state.settings.fleetColumns);
  const { columns } = useColumns();
  const shown = columns.map(({ key }) => key);
  return (
    <Menu
      checkedValues={{ columns: [...ALWAYS, ...chosen] }}
      onCheckedValueChange={(_, { checkedItems }) => choose(FLEET_COLUMNS.filter((key) => checkedItems.includes(key)))}
      persistOnItemClick
    >
      <MenuTrigger disableButtonEnhancement>
        <ColumnsOpener />
      </MenuTrigger>
      <MenuPopover>
        <MenuList className="filterlist">
          {FLEET_COLUMNS.map((key) => (
            <MenuItemCheckbox
              key={key}
              name="columns"
              value={key}
              disabled={ALWAYS.includes(key)}
              secondaryContent={chosen.includes(key) && !shown.includes(key) ? t.fleet.noRoom : undefined}
            >
              {t.fleet.columns[key]}
            </MenuItemCheckbox>
          ))}
          <MenuDivider />
          <MenuItem persistOnClick onClick={() => choose(DEFAULT_SETTINGS.fleetColumns)}>
            {t.fleet.usualColumns}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
});
