// One line of the list: an entry, or the day that the entries below it are of.
import { ArrowImport16Regular, ArrowRight12Regular, Bot16Regular, Person16Regular } from '@fluentui/react-icons';
import { memo } from 'react';
import type { ActivityEntry } from '../../../shared/model/activity.ts';
import { EnvironmentMark } from '../../components/environment-mark.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useFleet } from '../../state/fleet-store.ts';
import { activityBy, activityName, activityOn, activityTone, changesOf, remarkOf } from '../../text/activity.ts';
import { iso } from '../../text/formats.ts';
import { useWords, type Words } from '../../text/words.ts';
import type { Line } from './lines.ts';

const ACTOR_ICONS = { agent: Bot16Regular, administrator: Person16Regular, import: ArrowImport16Regular };

type Props = {
  line: Line;
  /** Where it stands in the list, px. */
  start: number;
  isToday: boolean;
  isCurrent: boolean;
  isOpened: boolean;
  isProved: boolean;
  onOpen: (entry: ActivityEntry) => void;
};

export const EntryLine = memo(DrawnLine, (a, b) =>
  (['line', 'start', 'isToday', 'isCurrent', 'isOpened', 'isProved'] as const).every(
    // A list that was read again has other objects that say the same.
    (name) => a[name] === b[name] || (name === 'line' && a.line.entry !== null && a.line.entry === b.line.entry),
  ),
);

function DrawnLine({ line, start, isToday, isCurrent, isOpened, isProved, onOpen }: Props) {
  const words = useWords();
  const { t, f } = words;
  const style = { transform: `translateY(${start}px)` };
  const { entry } = line;
  const environment = useFleet((state) => state.rows.get(entry?.instanceId ?? '')?.environment);
  if (entry === null) {
    const day = f.dayName(line.day);
    return (
      <div role="row" className="day" style={style}>
        <span role="gridcell" aria-colspan={6}>
          {isToday ? t.activity.today(day) : day}
        </span>
      </div>
    );
  }
  const Icon = ACTOR_ICONS[entry.actor] ?? Bot16Regular;
  const on = activityOn(words, entry);
  return (
    <div
      role="row"
      className="entry"
      style={style}
      data-id={entry.id}
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={isOpened}
      onClick={() => onOpen(entry)}
      onKeyDown={undefined}
    >
      <span role="gridcell" className="time">
        <time title={iso(entry.at)} dateTime={iso(entry.at)}>
          {f.timeToSecond(entry.at)}
        </time>
      </span>
      <span role="gridcell" className="state by">
        <Icon />
        <span className="cut">{activityBy(words, entry)}</span>
      </span>
      <span role="rowheader" className="state what">
        <Mark tone={activityTone(entry)} />
        <span className="strong cut">{activityName(words, entry.event)}</span>
      </span>
      <span role="gridcell" className="on" title={on}>
        <span className="named">
          {environment === undefined ? null : <EnvironmentMark environment={environment} />}
          <span className="cut">{on}</span>
        </span>
      </span>
      <span role="gridcell" className="cut change">
        <FromTo words={words} entry={entry} />
      </span>
      <span role="gridcell" className="mono muted seal" title={entry.seal}>
        {isProved ? null : <Mark tone="blocked" size={12} />}
        {isProved ? null : <span className="vh">{t.activity.unproved} </span>}
        {entry.seal.slice(0, 6)}
      </span>
    </div>
  );
}

function FromTo({ words, entry }: { words: Words; entry: ActivityEntry }) {
  const changes = changesOf(words, entry);
  const [first] = changes;
  if (first === undefined) {
    const remark = remarkOf(words, entry);
    return <span title={remark}>{remark}</span>;
  }
  // A state says itself what it is of; a field does not.
  const isState = !Object.keys(entry.detail).some((key) => key.endsWith('.to'));
  const all = changes.map(({ field, from, to }) => `${field}: ${from} → ${to}`).join(', ');
  return (
    <span title={all}>
      <span className="muted">
        {isState ? '' : `${first.field} `}
        {first.from}
      </span>{' '}
      <ArrowRight12Regular aria-label={words.t.activity.to} /> {first.to}
      {changes.length > 1 && !isState ? <span className="muted"> +{changes.length - 1}</span> : null}
    </span>
  );
}
