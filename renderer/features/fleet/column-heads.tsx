// The table's head: each column sorts by a click, the other way round by a second one. Kept as a preference.
import { useArrowNavigationGroup } from '@fluentui/react-components';
import { ArrowDown12Regular, ArrowUp12Regular } from '@fluentui/react-icons';
import { memo } from 'react';
import type { FleetColumn } from '../../../shared/model/fleet-view.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { prefer } from '../../state/preferences.ts';
import { useWords } from '../../text/words.ts';
import type { Column } from './columns.ts';
import { SelectShown } from './select-shown.tsx';

/** Of these the largest, or the latest, is what one looks for. */
const DOWN_FIRST: readonly FleetColumn[] = ['cps', 'contact'];

type Props = { columns: readonly Column[]; ids: readonly string[] };

export const ColumnHeads = memo(function ColumnHeads({ columns, ids }: Props) {
  const { t } = useWords();
  const sort = useFleet((state) => state.settings.fleetSort);
  const arrows = useArrowNavigationGroup({ axis: 'horizontal', memorizeCurrent: true });
  const sortBy = (column: FleetColumn) => {
    const descending = column === sort.column ? !sort.descending : DOWN_FIRST.includes(column);
    // It holds until the window is closed even where it cannot be kept.
    prefer({ fleetSort: { column, descending } }).catch(() => undefined);
  };
  return (
    <div role="row" className="colhead" aria-rowindex={1} {...arrows}>
      <span role="columnheader" className="tick">
        <SelectShown shown={ids} />
      </span>
      {columns.map(({ key, className }) => {
        const by = sort.column === key;
        return (
          <span
            role="columnheader"
            key={key}
            className={className}
            aria-sort={by ? (sort.descending ? 'descending' : 'ascending') : 'none'}
          >
            <button type="button" className="plain" title={t.fleet.columns[key]} onClick={() => sortBy(key)}>
              <span className="cut">{t.fleet.columns[key]}</span>
              {by ? sort.descending ? <ArrowDown12Regular /> : <ArrowUp12Regular /> : null}
            </button>
          </span>
        );
      })}
    </div>
  );
});
