// The virtual list of entries by day. One tab stop, arrows to move, Enter to open; near its end the next page is asked for.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { ActivityEntry } from '../../../shared/model/activity.ts';
import { useNowAs } from '../../state/clock.ts';
import { useWords } from '../../text/words.ts';
import { dayBegins } from './activity-filter.ts';
import { EntryLine } from './entry-line.tsx';
import { linesOf } from './lines.ts';

const ROW_PX = 32;
const DAY_PX = 28;
const PAGE = 12;
/** So many lines before the end the next page is asked for. */
const AHEAD = 60;

export type ListHandle = { isAtTop: () => boolean; toTop: () => void; focus: (id: number) => void };
type Props = {
  ref: Ref<ListHandle>;
  /** Newest first. */
  entries: readonly ActivityEntry[];
  /** How many there are, read or not. */
  total: number;
  openedId: number | null;
  /** Entries from this one on cannot be proved; null: all can. */
  brokenFrom: number | null;
  onOpen: (entry: ActivityEntry) => void;
  onEnd: () => void;
};

export function ActivityList({ ref, entries, total, openedId, brokenFrom, onOpen, onEnd }: Props) {
  const { t } = useWords();
  const body = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(entries), [entries]);
  const [at, setAt] = useState<number | null>(null);
  const today = useNowAs(dayBegins);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => body.current,
    estimateSize: (index) => (lines[index]?.entry === null ? DAY_PX : ROW_PX),
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (entries.length < total && last > lines.length - AHEAD) onEnd();
  }, [entries.length, total, last, lines.length, onEnd]);

  const indexOf = (id: number): number => lines.findIndex(({ entry }) => entry?.id === id);
  const focus = (id: number) => {
    setAt(id);
    virtual.scrollToIndex(indexOf(id));
    requestAnimationFrame(() => {
      // It may have been opened meanwhile.
      if (document.activeElement?.closest('.entrypanel') === null)
        body.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus();
    });
  };
  useImperativeHandle(ref, () => ({
    isAtTop: () => (virtual.scrollOffset ?? 0) < ROW_PX,
    toTop: () => virtual.scrollToOffset(0),
    focus,
  }));
  const current = at ?? entries[0]?.id ?? 0;
  const move = (by: number) => {
    const index = entries.findIndex(({ id }) => id === current);
    const next = entries[Math.max(0, Math.min(entries.length - 1, index + by))];
    if (next !== undefined) focus(next.id);
  };
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -entries.length, End: entries.length }[
      event.key
    ];
    const entry = entries.find(({ id }) => id === current);
    if (by !== undefined) move(by);
    else if ((event.key === 'Enter' || event.key === ' ') && entry !== undefined) onOpen(entry);
    else return;
    event.preventDefault();
  };
  const { columns } = t.activity;
  return (
    <div
      className={`entries ${openedId === null ? '' : 'narrow'}`}
      role="grid"
      aria-label={t.activity.title}
      aria-rowcount={total + 1}
    >
      <div role="rowgroup" className="heads">
        <div role="row" aria-rowindex={1}>
          {(['time', 'by', 'what', 'on', 'change', 'seal'] as const).map((column) => (
            <span role="columnheader" key={column} className={`cut ${column}`}>
              {columns[column]}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="body" ref={body} onKeyDown={onKey}>
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            return (
              <EntryLine
                key={line.entry?.id ?? `day ${line.day}`}
                line={line}
                start={start}
                isToday={line.day === today}
                isCurrent={line.entry?.id === current}
                isOpened={line.entry?.id === openedId}
                isProved={line.entry === null || brokenFrom === null || line.entry.id < brokenFrom}
                onOpen={(entry) => {
                  setAt(entry.id);
                  onOpen(entry);
                }}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
