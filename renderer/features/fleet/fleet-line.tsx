// One row of the table: drawn again only when its instance, its place or its selection is another.
import { memo } from 'react';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { useWords } from '../../text/words.ts';
import type { Column } from './columns.ts';
import { TextCell } from './fleet-cells.tsx';
import { useSelection } from './selection.ts';

type Props = { row: FleetRow; index: number; start: number; columns: readonly Column[]; isCurrent: boolean };

export const FleetLine = memo(function FleetLine({ row, index, start, columns, isCurrent }: Props) {
  const { t } = useWords();
  const selected = useSelection(({ ids }) => ids.has(row.id));
  return (
    <div
      role="row"
      data-id={row.id}
      data-index={index}
      tabIndex={isCurrent ? 0 : -1}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ transform: `translateY(${start}px)` }}
    >
      <span role="gridcell" className="tick">
        <input type="checkbox" tabIndex={-1} checked={selected} readOnly aria-label={t.fleet.select(row.name)} />
      </span>
      {columns.map((column) => (
        <span
          key={column.key}
          role={column.key === 'name' ? 'rowheader' : 'gridcell'}
          className={column.className}
          title={(column.title ?? column.text)?.(row) ?? undefined}
        >
          <Content column={column} row={row} />
        </span>
      ))}
    </div>
  );
});

function Content({ column: { Cell, text }, row }: { column: Column; row: FleetRow }) {
  return Cell === undefined ? <TextCell text={text?.(row) ?? null} /> : <Cell row={row} />;
}
