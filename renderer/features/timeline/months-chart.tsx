// The chart of months: one row per kind of clock, a bar and its number per month. Plain buttons that say what they count, so it needs no
// second table: a cell narrows the list to its kind and month, the heads to one of both. One tab stop, arrows move.
import { type CSSProperties, type KeyboardEvent, memo, useRef, useState } from 'react';
import { CLOCK_KINDS, type ClockKind } from '../../../shared/model/clock-dates.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useWords } from '../../text/words.ts';
import type { Cell, MonthCounts } from './months.ts';
import { pick, useTimelineLook } from './use-timeline.ts';

type Props = { months: readonly number[]; counts: MonthCounts };
const TALLEST_PX = 20;
const SHORTEST_PX = 3;

export const MonthsChart = memo(function MonthsChart({ months, counts }: Props) {
  const { t } = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState('0-1');
  const tabbed = (place: string) => ({ 'data-place': place, tabIndex: place === at ? 0 : -1 });
  const onKey = (event: KeyboardEvent) => {
    const place = nextPlace(event.key, placeUnder(event.target), CLOCK_KINDS.length + 1, months.length + 1);
    if (place === null) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus();
  };
  return (
    <div
      className="months"
      role="grid"
      aria-label={t.timeline.chart}
      ref={grid}
      style={{ '--months': months.length } as CSSProperties}
      onKeyDown={onKey}
      onFocus={(event) => setAt(placeUnder(event.target) ?? at)}
    >
      <div role="row">
        <span role="columnheader">
          <span className="vh">{t.timeline.kindHead}</span>
        </span>
        {months.map((month, index) => (
          <span key={month} role="columnheader">
            <MonthHead month={month} withYear={index === 0 || isJanuary(month)} {...tabbed(`0-${index + 1}`)} />
          </span>
        ))}
      </div>
      {CLOCK_KINDS.map((kind, row) => (
        <div key={kind} role="row">
          <span role="rowheader">
            <KindHead kind={kind} {...tabbed(`${row + 1}-0`)} />
          </span>
          {months.map((month, index) => (
            <span key={month} role="gridcell">
              <CountCell
                kind={kind}
                month={month}
                cell={counts.cells[kind][index] ?? NONE}
                most={counts.most}
                {...tabbed(`${row + 1}-${index + 1}`)}
              />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
});
const NONE: Cell = { count: 0, isSoon: false };

type Tabbed = { 'data-place': string; tabIndex: number };

function MonthHead({ month, withYear, ...tabbed }: { month: number; withYear: boolean } & Tabbed) {
  const { f } = useWords();
  const pressed = useTimelineLook((look) => look.kind === null && look.month === month);
  return (
    <button
      type="button"
      className="plain mh"
      aria-label={f.monthYear(month)}
      aria-pressed={pressed}
      {...tabbed}
      onClick={() => pick({ kind: null, month })}
    >
      {f.month(month)}
      {withYear ? <span className="year"> {new Date(month).getFullYear()}</span> : null}
    </button>
  );
}

function KindHead({ kind, ...tabbed }: { kind: ClockKind } & Tabbed) {
  const { t } = useWords();
  const pressed = useTimelineLook((look) => look.kind === kind && look.month === null);
  return (
    <button type="button" className="plain kind" aria-pressed={pressed} {...tabbed} onClick={() => pick({ kind, month: null })}>
      {t.timeline.kinds[kind]}
    </button>
  );
}

type CellProps = { kind: ClockKind; month: number; cell: Cell; most: number } & Tabbed;
function CountCell({ kind, month, cell: { count, isSoon }, most, ...tabbed }: CellProps) {
  const { t, f } = useWords();
  const pressed = useTimelineLook((look) => look.kind === kind && look.month === month);
  const none = count === 0;
  return (
    <button
      type="button"
      className={`plain cell ${isSoon ? 'soon' : ''}`}
      aria-pressed={pressed}
      aria-disabled={none && !pressed}
      aria-label={t.timeline.cell(t.timeline.kinds[kind], f.monthYear(month), count, isSoon)}
      {...tabbed}
      onClick={() => (none && !pressed ? undefined : pick({ kind, month }))}
    >
      {none ? null : (
        <>
          <span className="n">
            {isSoon ? <Mark tone="warning" size={12} /> : null}
            {f.num(count)}
          </span>
          <i style={{ height: Math.max(SHORTEST_PX, Math.round((count / most) * TALLEST_PX)) }} />
        </>
      )}
    </button>
  );
}

const isJanuary = (month: number): boolean => new Date(month).getMonth() === 0;

const placeUnder = (target: EventTarget): string | null =>
  target instanceof Element ? (target.closest('[data-place]')?.getAttribute('data-place') ?? null) : null;

/** Places are `row-column`; the corner is none. */
function nextPlace(key: string, place: string | null, rows: number, columns: number): string | null {
  const [row, column] = (place ?? '').split('-').map(Number);
  if (row === undefined || column === undefined) return null;
  const least = row === 0 ? 1 : 0;
  switch (key) {
    case 'ArrowLeft':
      return `${row}-${Math.max(least, column - 1)}`;
    case 'ArrowRight':
      return `${row}-${Math.min(columns - 1, column + 1)}`;
    case 'ArrowUp':
      return `${Math.max(column === 0 ? 1 : 0, row - 1)}-${column}`;
    case 'ArrowDown':
      return `${Math.min(rows - 1, row + 1)}-${column}`;
    case 'Home':
      return `${row}-${least}`;
    case 'End':
      return `${row}-${columns - 1}`;
    default:
      return null;
  }
}
