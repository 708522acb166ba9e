// A list of any length: only the rows in sight are drawn. One that opens what its rows stand for is a grid with one tab stop, arrows to
// move and Enter to open; one whose rows have fields and buttons of their own is a table, and those are its tab stops.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ComponentType, type CSSProperties, type KeyboardEvent, memo, type ReactNode, useRef, useState } from 'react';
import './virtual-list.css';

/** `content`: what stands in the place of its name. */
export type Head = { key: string; name: string; className?: string; content?: ReactNode };
type Props<T> = {
  name: string;
  heads: readonly Head[];
  /** For `grid-template-columns`. */
  tracks: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** The cells of a row, each an element with a role. It is drawn again only for another item. */
  Line: ComponentType<{ item: T }>;
  onOpen?: (item: T) => void;
  className?: string;
};
const ROW_PX = 32;
const PAGE = 12;
const rowHeight = (): number => ROW_PX;

export function VirtualList<T>({ name, heads, tracks, items, keyOf, Line, onOpen, className = '' }: Props<T>) {
  const body = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<string | null>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => body.current,
    estimateSize: rowHeight,
    overscan: 4,
  });
  const shown = virtual.getVirtualItems();
  const kept = shown.find(({ index }) => keyAt(items, index, keyOf) === at)?.index;
  // Where the row that had the focus has gone or is out of sight, the first in sight is the way in.
  const current = kept ?? shown[0]?.index ?? 0;
  const move = (to: number) => {
    const index = Math.max(0, Math.min(items.length - 1, to));
    setAt(keyAt(items, index, keyOf));
    virtual.scrollToIndex(index);
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus());
  };
  const onKey = (event: KeyboardEvent) => {
    const index = indexUnder(event.target);
    if (index === null) return;
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -items.length, End: items.length }[event.key];
    const item = items[index];
    if (by !== undefined) move(index + by);
    else if (event.key === 'Enter' && item !== undefined) onOpen?.(item);
    else return;
    event.preventDefault();
  };
  const opens = onOpen !== undefined;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name
    <div
      className={`vlist ${className}`}
      role={opens ? 'grid' : 'table'}
      aria-label={name}
      aria-rowcount={items.length + 1}
      style={{ '--cols': tracks } as CSSProperties}
    >
      <div role="rowgroup">
        <div role="row" className="heads" aria-rowindex={1}>
          {heads.map(({ key, name: head, className: look, content }) => (
            <span key={key} role="columnheader" className={look} title={head}>
              {content ?? head}
            </span>
          ))}
        </div>
      </div>
      <div
        className="body"
        role="rowgroup"
        ref={body}
        onKeyDown={opens ? onKey : undefined}
        onFocus={opens ? (event) => setAt(keyAt(items, indexUnder(event.target) ?? -1, keyOf)) : undefined}
        onDoubleClick={opens ? (event) => openAt(items, indexUnder(event.target), onOpen) : undefined}
      >
        <div role="presentation" style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const item = items[index];
            return item === undefined ? null : (
              <div
                key={keyOf(item)}
                role="row"
                data-index={index}
                tabIndex={opens ? (index === current ? 0 : -1) : undefined}
                aria-rowindex={index + 2}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Cells Line={Line as ComponentType<{ item: unknown }>} item={item} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

const Cells = memo(function Cells({ Line, item }: { Line: ComponentType<{ item: unknown }>; item: unknown }) {
  return <Line item={item} />;
});

function keyAt<T>(items: readonly T[], index: number, keyOf: (item: T) => string): string | null {
  const item = items[index];
  return item === undefined ? null : keyOf(item);
}

function openAt<T>(items: readonly T[], index: number | null, onOpen: (item: T) => void): void {
  const item = index === null ? undefined : items[index];
  if (item !== undefined) onOpen(item);
}

function indexUnder(target: EventTarget): number | null {
  const index = target instanceof Element ? target.closest('[data-index]')?.getAttribute('data-index') : null;
  return index === null || index === undefined ? null : Number(index);
}
