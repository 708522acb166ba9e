// The dates one by one, the soonest first: ten thousand instances have forty thousand of them.
import { useMemo } from 'react';
import { alertClocksOf, nextAlertAt } from '../../../shared/model/alert-ladder.ts';
import type { ClockDate } from '../../../shared/model/clock-dates.ts';
import { EnvironmentMark } from '../../components/environment-mark.tsx';
import { Mark, State } from '../../components/state-mark.tsx';
import { useWidth } from '../../components/use-width.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useMinute, useNowAs } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { addressOf, go } from '../../state/route.ts';
import { consequence, dateWords } from '../../text/clock-dates.ts';
import { iso } from '../../text/formats.ts';
import { useWords } from '../../text/words.ts';
import { isSoon } from './months.ts';

type Column = keyof typeof TRACKS;
/** CSS px at the least; `fr` is what the column takes of the room that is left. */
const TRACKS = {
  date: '154px',
  in: '68px',
  what: 'minmax(176px, 2fr)',
  instance: 'minmax(112px, 2fr)',
  account: 'minmax(128px, 2fr)',
  after: 'minmax(180px, 3fr)',
  alert: '84px',
};
/** The page is so wide before a column finds room. */
const ROOM_PX = { date: 0, in: 0, what: 0, instance: 0, account: 900, after: 700, alert: 1000 } satisfies Record<Column, number>;
const COLUMNS = Object.keys(TRACKS) as Column[];

const useColumns = (): Column[] => {
  const width = useWidth();
  return COLUMNS.filter((column) => width >= ROOM_PX[column]);
};

export function DatesList({ dates }: { dates: readonly ClockDate[] }) {
  const { t } = useWords();
  const columns = useColumns();
  return (
    <VirtualList
      className="dates"
      name={t.timeline.list}
      heads={columns.map((key) => ({ key, name: t.timeline.columns[key] }))}
      tracks={columns.map((column) => TRACKS[column]).join(' ')}
      items={dates}
      keyOf={keyOf}
      Line={DateLine}
      onOpen={open}
    />
  );
}
const keyOf = ({ row, kind }: ClockDate): string => `${row.id} ${kind}`;
const open = ({ row }: ClockDate): void => go({ view: 'instance', id: row.id, tab: 'summary' });

type OfDate = { item: ClockDate };
function DateLine({ item }: OfDate) {
  return useColumns().map((column) => {
    const Cell = CELLS[column];
    return (
      <span key={column} role={column === 'instance' ? 'rowheader' : 'gridcell'}>
        <Cell item={item} />
      </span>
    );
  });
}

const CELLS: Readonly<Record<Column, (of: OfDate) => React.ReactNode>> = {
  date: DateCell,
  in: InCell,
  what: WhatCell,
  instance: InstanceCell,
  account: ({ item: { row } }) => <Text text={row.account ?? ''} />,
  after: ThenCell,
  alert: AlertCell,
};

const Text = ({ text }: { text: string }) => (
  <span className="muted" title={text}>
    {text}
  </span>
);

function DateCell({ item }: OfDate) {
  const { f } = useWords();
  return (
    <time title={iso(item.at)} dateTime={iso(item.at)} className={isSoon(item, useMinute()) ? 'strong' : undefined}>
      {f.dateTime(item.at)}
    </time>
  );
}

function InCell({ item: { at } }: OfDate) {
  const { t, f } = useWords();
  const left = useNowAs((now) => (at < now ? '' : f.oneUnit(at - now)));
  return <span className="num">{left === '' ? t.timeline.overdue : left}</span>;
}

function WhatCell({ item }: OfDate) {
  const words = useWords();
  const now = useMinute();
  const word = dateWords(words, item);
  if (item.kind !== 'contact') return <State tone={isSoon(item, now) ? 'warning' : 'ok'} word={word} />;
  if (item.row.failure !== null || item.at < now - OVERDUE_MS) return <State tone="warning" word={word} />;
  return (
    <span className="state muted">
      <Mark tone="idle" />
      <span className="cut">{word}</span>
    </span>
  );
}
const OVERDUE_MS = 60_000;

function InstanceCell({ item: { row } }: OfDate) {
  return (
    <span className="named">
      <EnvironmentMark environment={row.environment} />
      <a
        className="name strong cut"
        tabIndex={-1}
        href={addressOf({ view: 'instance', id: row.id, tab: 'summary' })}
        title={row.name}
      >
        {row.name}
      </a>
    </span>
  );
}

function ThenCell({ item }: OfDate) {
  return <Text text={consequence(useWords(), item)} />;
}

function AlertCell({ item: { row, kind } }: OfDate) {
  const { t, f } = useWords();
  const days = useFleet((state) => state.settings.alertDays);
  const now = useMinute();
  const clocks = useMemo(() => alertClocksOf(row).filter((clock) => clock.kind === kind), [row, kind]);
  const at = nextAlertAt(clocks, days, now);
  if (at === null) return <span className="muted">{t.timeline.noAlert}</span>;
  return (
    <time className="muted" title={iso(at)} dateTime={iso(at)}>
      {f.shortDate(at, now)}
    </time>
  );
}
