// A table in a dialog that may have ten thousand rows: only those that are seen are drawn. It takes the focus to be scrolled by keys.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';

const ROW_PX = 32;

type Props = {
  name: string;
  count: number;
  heads: readonly string[];
  /** CSS grid columns. */
  columns: string;
  /** As many cells as there are heads. The last is shown whole, on more lines where one is too short. */
  cells: (index: number) => ReactNode[];
};

export function LongList({ name, count, heads, columns, cells }: Props) {
  const body = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => body.current,
    estimateSize: () => ROW_PX,
    // What is not laid out (a dialog that opens) is as high as it will mostly be.
    measureElement: (row) => (row as HTMLElement).offsetHeight || ROW_PX,
    overscan: 8,
  });
  const grid = { gridTemplateColumns: columns };
  return (
    <div className="longlist" role="table" aria-label={name} aria-rowcount={count + 1}>
      <div role="row" className="heads" style={grid} aria-rowindex={1}>
        {heads.map((head) => (
          <span role="columnheader" key={head} className="cut">
            {head}
          </span>
        ))}
      </div>
      <div role="rowgroup" className="lines" ref={body} tabIndex={0}>
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <div
              role="row"
              key={index}
              ref={virtual.measureElement}
              data-index={index}
              aria-rowindex={index + 2}
              style={{ ...grid, transform: `translateY(${start}px)` }}
            >
              {cells(index).map((cell, column) => (
                <span role="cell" key={heads[column]} className={column === heads.length - 1 ? 'wraps' : 'cut'}>
                  {cell}
                </span>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

type ChoiceProps<V extends string> = {
  name: string;
  options: readonly { value: V; text: string }[];
  chosen: V;
  onChoose: (value: V) => void;
};

/** Which part of a long list is shown, as pressed buttons with their counts. */
export function ListPart<V extends string>({ name, options, chosen, onChoose }: ChoiceProps<V>) {
  return (
    <div className="listpart" role="group" aria-label={name}>
      {options.map(({ value, text }) => (
        <button key={value} type="button" className="plain" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {text}
        </button>
      ))}
    </div>
  );
}
