// The virtual table. Rows of 32 px, one tab stop, arrows to move, Enter to open.
import { Button } from '@fluentui/react-components';
import { Beaker16Regular } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { isOverdue, nextDate, RISK_MS, toneOf } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { licencesFor } from '../../../shared/model/licences.ts';
import { Age } from '../../components/bits.tsx';
import { Mark, State } from '../../components/state-mark.tsx';
import { useNow } from '../../state/clock.ts';
import { addressOf, go } from '../../state/route.ts';
import { failureShort } from '../../text/failures.ts';
import { iso } from '../../text/formats.ts';
import { verdictWords } from '../../text/verdict.ts';
import { useWords, type Words } from '../../text/words.ts';

const COLUMNS = [
  { key: 'verdict' },
  { key: 'name' },
  { key: 'clientState' },
  { key: 'licensingState', className: 'p2' },
  { key: 'cps', className: 'right' },
  { key: 'nextDate' },
  { key: 'failure' },
  { key: 'contact', className: 'right' },
  { key: 'tags', className: 'p2' },
] as const satisfies readonly { key: keyof Words['t']['fleet']['columns']; className?: string }[];
const ROW_PX = 32;
const PAGE = 12;

const open = (row: FleetRow | undefined): void => {
  if (row !== undefined) go({ view: 'instance', id: row.id, tab: 'summary' });
};

export function FleetTable({ rows, onClearFilter }: { rows: FleetRow[]; onClearFilter: () => void }) {
  const { t } = useWords();
  const body = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => body.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const current = Math.min(at, rows.length - 1);

  const move = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    setAt(index);
    virtual.scrollToIndex(index);
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus());
  };
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -rows.length, End: rows.length }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      move(current + by);
    } else if (event.key === 'Enter') open(rows[current]);
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
    <div className="fleet" role="grid" aria-label={t.fleet.table} aria-rowcount={rows.length + 1}>
      <div role="row" className="colhead" aria-rowindex={1}>
        {COLUMNS.map((column) => (
          <span role="columnheader" key={column.key} className={'className' in column ? column.className : undefined}>
            {t.fleet.columns[column.key]}
          </span>
        ))}
      </div>
      <div className="body" role="rowgroup" ref={body}>
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                role="row"
                key={row.id}
                data-index={index}
                tabIndex={index === current ? 0 : -1}
                aria-rowindex={index + 2}
                style={{ transform: `translateY(${start}px)` }}
                onFocus={() => setAt(index)}
                onDoubleClick={() => open(row)}
                onKeyDown={onKey}
              >
                <Cells row={row} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

const Cells = memo(function Cells({ row }: { row: FleetRow }) {
  const now = useNow();
  const words = useWords();
  const { t, f } = words;
  const { word, rest } = verdictWords(words, row, now);
  return (
    <>
      <span role="gridcell" className="verdict">
        <State tone={toneOf(row, now)} word={word} rest={rest} />
      </span>
      <span role="rowheader">
        <a className="name" tabIndex={-1} href={addressOf({ view: 'instance', id: row.id, tab: 'summary' })} title={row.name}>
          {row.name}
        </a>
        {row.environment === 'lab' ? (
          <span className="muted" title={t.fleet.labHint}>
            {' '}
            <Beaker16Regular style={{ verticalAlign: -3 }} />
          </span>
        ) : null}
      </span>
      <span role="gridcell">{row.clientState}</span>
      <span role="gridcell" className="p2">
        {row.licensingState ?? <span className="muted">{t.fleet.none}</span>}
      </span>
      <span role="gridcell" className="right">
        {f.num(row.cps)} <span className="muted">({f.num(licencesFor(row.cps))})</span>
      </span>
      <span role="gridcell">
        <NextDateCell words={words} row={row} now={now} />
      </span>
      <span role="gridcell">
        {row.inFlight !== null ? (
          <span className="muted">{t.failures.inFlight[row.inFlight]}</span>
        ) : row.failure === null ? null : (
          <span title={row.failure.text}>{failureShort(words, row.failure)}</span>
        )}
      </span>
      <span role="gridcell" className="right">
        <Age at={row.lastContactAt} late={isOverdue(row, now)} />
      </span>
      <span role="gridcell" className="tags p2" title={row.tags.join(', ')}>
        {row.tags[0] === undefined ? null : <span className="chip cut">{row.tags[0]}</span>}
        {row.tags.length > 1 ? <span className="muted">+{row.tags.length - 1}</span> : null}
      </span>
    </>
  );
});

function NextDateCell({ words: { t, f }, row, now }: { words: Words; row: FleetRow; now: number }) {
  const next = nextDate(row);
  if (next === null) return <span className="muted">{t.fleet.none}</span>;
  const { day, year } = f.dateParts(next.at, now);
  const loud = next.kind !== 'blocked' && next.at - now <= RISK_MS;
  return (
    <span className="nextdate" title={iso(next.at)}>
      <time dateTime={iso(next.at)} className="cut">
        {day}
        {year === '' ? null : <span className="year"> {year}</span>}
      </time>
      <span className={loud ? 't-warning' : 'calm'}>{f.relativeShort(next.at, now)}</span>
      <span className="muted cut">{t.fleet.kinds[next.kind]}</span>
    </span>
  );
}
