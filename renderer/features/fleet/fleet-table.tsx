// The virtual table. Rows of 32 px, one tab stop, arrows to move, Space to select, Enter to open.
import { Button } from '@fluentui/react-components';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { EVERYTHING } from '../../../shared/model/fleet-filter.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useFleet } from '../../state/fleet-store.ts';
import { go } from '../../state/route.ts';
import { useWords } from '../../text/words.ts';
import { ColumnHeads } from './column-heads.tsx';
import { FleetLine } from './fleet-line.tsx';
import { clearSelection, selectAll, selectOnly, selectRange, toggleSelected } from './selection.ts';
import { useColumns } from './use-columns.ts';
import { filterBy, useLook } from './use-fleet-view.ts';

const ROW_PX = 32;
const PAGE = 12;
/** Rows that come into sight are drawn into the elements of those that went: that is half the work of new ones. */
const LEAST_SLOTS = 64;

/** `ids`: those of `rows`, in their order. */
type Props = { rows: readonly FleetRow[]; ids: readonly string[] };

export function FleetTable({ rows, ids }: Props) {
  const { t } = useWords();
  const { columns, tracks } = useColumns();
  const body = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<string | null>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => body.current,
    estimateSize: rowHeight,
    initialOffset: scrolledTo,
    overscan: 4,
  });
  useKeptPlace(body, virtual);
  useFocusOn(body, at);
  const items = virtual.getVirtualItems();
  const slots = Math.max(LEAST_SLOTS, items.length);
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
        <Button size="small" onClick={() => filterBy(EVERYTHING)}>
          {t.fleet.clear}
        </Button>
      </p>
    );
  return (
    <div
      className="fleet"
      role="grid"
      aria-label={t.fleet.table}
      aria-rowcount={rows.length + 1}
      aria-multiselectable
      style={{ '--cols': tracks } as CSSProperties}
    >
      <ColumnHeads columns={columns} ids={ids} />
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
          {items.map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <FleetLine
                key={index % slots}
                row={row}
                index={index}
                start={start}
                columns={columns}
                isCurrent={index === current}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

const rowHeight = (): number => ROW_PX;
const scrolledTo = (): number => useLook.getState().scrollTop;

/** Another filter or order begins at the top; a look at another view comes back to where the list stood. */
function useKeptPlace(body: { readonly current: HTMLDivElement | null }, list: Virtualizer<HTMLDivElement, Element>): void {
  const filter = useLook((look) => look.filter);
  const sort = useFleet((state) => state.settings.fleetSort);
  const shown = useRef({ filter, sort });
  useEffect(() => {
    const { current } = shown;
    shown.current = { filter, sort };
    const changed = current.filter !== filter || current.sort !== sort;
    // Asked of the list: the element would lay everything out to answer.
    if (changed && (list.scrollOffset ?? 0) > 0) list.scrollToOffset(0);
  }, [list, filter, sort]);
  useEffect(() => {
    const list = body.current;
    return () => useLook.setState({ scrollTop: list?.scrollTop ?? 0 });
  }, [body]);
}

/** The focus goes with its row, which another order draws into another element. */
function useFocusOn(body: { readonly current: HTMLDivElement | null }, id: string | null): void {
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (id === null || focused === null || !body.current?.contains(focused) || idUnder(focused) === id) return;
    body.current.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus({ preventScroll: true });
  });
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
