// The virtual table. Rows of 32 px, one tab stop, arrows to move, Space to select, Enter to open.
import { Button } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { Mark } from '../../components/state-mark.tsx';
import { go } from '../../state/route.ts';
import { useWords } from '../../text/words.ts';
import { COLUMNS } from './columns.tsx';
import { FleetLine } from './fleet-line.tsx';
import { SelectShown } from './select-shown.tsx';
import { clearSelection, selectAll, selectOnly, selectRange, toggleSelected } from './selection.ts';

const ROW_PX = 32;
const PAGE = 12;

type Props = { rows: readonly FleetRow[]; onClearFilter: () => void };

export function FleetTable({ rows, onClearFilter }: Props) {
  const { t } = useWords();
  const body = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<string | null>(null);
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => body.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 8,
  });
  // The row that has the focus stays the same one wherever the order takes it.
  const current = Math.max(0, at === null ? 0 : ids.indexOf(at));

  const move = (to: number, extend: boolean) => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    const id = ids[index];
    if (id === undefined) return;
    setAt(id);
    if (extend) selectRange(ids, id);
    virtual.scrollToIndex(index);
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus());
  };
  const onKey = (event: KeyboardEvent) => {
    const id = idUnder(event.target);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -rows.length, End: rows.length }[event.key];
    if (by !== undefined) move(current + by, event.shiftKey);
    else if (event.key === ' ' && id !== null) event.shiftKey ? selectRange(ids, id) : toggleSelected(id);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) selectAll(ids);
    else if (event.key === 'Escape') clearSelection();
    else if (event.key === 'Enter' && id !== null) open(id);
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const id = idUnder(event.target);
    if (id === null || isLink(event.target)) return;
    if (event.shiftKey) selectRange(ids, id);
    else if (isTick(event.target) || event.ctrlKey || event.metaKey) toggleSelected(id);
    else selectOnly(id);
  };

  if (rows.length === 0)
    return (
      <p className="muted row nomatch">
        <Mark tone="idle" /> {t.fleet.noMatch}
        <Button size="small" onClick={onClearFilter}>
          {t.fleet.clear}
        </Button>
      </p>
    );
  return (
    <div className="fleet" role="grid" aria-label={t.fleet.table} aria-rowcount={rows.length + 1} aria-multiselectable>
      <div role="row" className="colhead" aria-rowindex={1}>
        <span role="columnheader" className="tick">
          <SelectShown shown={ids} />
        </span>
        {COLUMNS.map(({ key, className }) => (
          <span role="columnheader" key={key} className={className}>
            {t.fleet.columns[key]}
          </span>
        ))}
      </div>
      <div
        className="body"
        role="rowgroup"
        ref={body}
        onClick={onClick}
        onDoubleClick={(event) => openUnless(isTick(event.target), idUnder(event.target))}
        onKeyDown={onKey}
        onFocus={(event) => setAt(idUnder(event.target))}
      >
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <FleetLine key={row.id} row={row} index={index} start={start} columns={COLUMNS} isCurrent={index === current} />
            );
          })}
        </div>
      </div>
    </div>
  );
}

const open = (id: string): void => go({ view: 'instance', id, tab: 'summary' });
const openUnless = (not: boolean, id: string | null): void => {
  if (!not && id !== null) open(id);
};
const under = (target: EventTarget, selector: string): Element | null =>
  target instanceof Element ? target.closest(selector) : null;
const idUnder = (target: EventTarget): string | null => under(target, '[data-id]')?.getAttribute('data-id') ?? null;
const isLink = (target: EventTarget): boolean => under(target, 'a') !== null;
const isTick = (target: EventTarget): boolean => under(target, '.tick') !== null;
