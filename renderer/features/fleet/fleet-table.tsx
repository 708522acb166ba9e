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
import { iso, num, oneUnit, shortDate } from '../../text/dates.ts';
import { failureShort, IN_FLIGHT } from '../../text/failures.ts';
import { verdictWords } from '../../text/verdict.ts';

const COLUMNS: { name: string; className?: string }[] = [
  { name: 'Verdict' },
  { name: 'Name' },
  { name: 'Client state' },
  { name: 'Licensing state', className: 'p2' },
  { name: 'CPS (licences)', className: 'right' },
  { name: 'Next date that matters' },
  { name: 'Latest failure' },
  { name: 'Contact', className: 'right' },
  { name: 'Tags', className: 'p2' },
];
const ROW_PX = 32;
const PAGE = 12;

export function FleetTable({ rows, onClearFilter }: { rows: FleetRow[]; onClearFilter: () => void }) {
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
  const onKey = (event: KeyboardEvent, index: number, id: string) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -rows.length, End: rows.length }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      move(index + by);
    } else if (event.key === 'Enter') go({ view: 'instance', id, tab: 'summary' });
  };

  return (
    <div className="fleet" role="grid" aria-label="Instances, worst first" aria-rowcount={rows.length + 1}>
      <div role="row" className="colhead" aria-rowindex={1}>
        {COLUMNS.map(({ name, className }) => (
          <span role="columnheader" key={name} className={className}>
            {name}
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
                onDoubleClick={() => go({ view: 'instance', id: row.id, tab: 'summary' })}
                onKeyDown={(event) => onKey(event, index, row.id)}
              >
                <Cells row={row} />
              </div>
            );
          })}
        </div>
        {rows.length === 0 ? (
          <p className="muted row" style={{ padding: 24 }}>
            <Mark tone="idle" /> No instance matches this filter.
            <Button size="small" onClick={onClearFilter}>
              Clear the filter
            </Button>
          </p>
        ) : null}
      </div>
    </div>
  );
}

const Cells = memo(function Cells({ row }: { row: FleetRow }) {
  const now = useNow();
  const { word, rest } = verdictWords(row, now);
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
          <span className="muted" title="Lab: no production guard">
            {' '}
            <Beaker16Regular style={{ verticalAlign: -3 }} />
          </span>
        ) : null}
      </span>
      <span role="gridcell">{row.clientState}</span>
      <span role="gridcell" className="p2">
        {row.licensingState ?? <span className="muted">None</span>}
      </span>
      <span role="gridcell" className="right">
        {num(row.cps)} <span className="muted">({num(licencesFor(row.cps))})</span>
      </span>
      <span role="gridcell">
        <NextDateCell row={row} now={now} />
      </span>
      <span role="gridcell">
        {row.inFlight !== null ? (
          <span className="muted">{IN_FLIGHT[row.inFlight]}</span>
        ) : row.failure === null ? null : (
          <span title={row.failure.text}>{failureShort(row.failure)}</span>
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

function NextDateCell({ row, now }: { row: FleetRow; now: number }) {
  const next = nextDate(row);
  if (next === null) return <span className="muted">None</span>;
  const [, day = '', year = ''] = /^(.*?)(?: (\d{4}))?$/.exec(shortDate(next.at, now)) ?? [];
  const loud = next.kind !== 'blocked' && next.at - now <= RISK_MS;
  return (
    <span className="nextdate" title={iso(next.at)}>
      <time dateTime={iso(next.at)} className="cut">
        {day}
        {year === '' ? null : <span className="year"> {year}</span>}
      </time>
      <span className={loud ? 't-warning' : ''} style={loud ? undefined : { fontWeight: 400 }}>
        {next.at > now ? `in ${oneUnit(next.at - now)}` : `${oneUnit(now - next.at)} ago`}
      </span>
      <span className="muted cut">{next.kind}</span>
    </span>
  );
}
