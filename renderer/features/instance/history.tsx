// All that happened to the instance, newest first, by day, with filters.
import { Button, Input } from '@fluentui/react-components';
import { ArrowImport16Regular, Bot16Regular, Filter16Regular, Person16Regular } from '@fluentui/react-icons';
import { Fragment, memo, useEffect, useMemo, useState } from 'react';
import { EVENT_ACTORS } from '../../../shared/model/closed-lists.ts';
import type { EventActor, HistoryEvent } from '../../../shared/model/history-event.ts';
import { ask } from '../../api/client.ts';
import { FilterMenu } from '../../components/filter-menu.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { type EventKind, eventDetail, eventKind, eventTone, KINDS } from '../../text/events.ts';
import { iso } from '../../text/formats.ts';
import { useWords, type Words } from '../../text/words.ts';
import { CompareButton } from './compare.tsx';

const PAGE = 500;
type Filter = { text: string; kinds: readonly EventKind[]; actors: readonly EventActor[] };
const ALL: Filter = { text: '', kinds: [], actors: [] };

export function History({ id, revision }: { id: string; revision: number }) {
  const words = useWords();
  const { history: t } = words.t;
  const [limit, setLimit] = useState(PAGE);
  const events = useEvents(id, revision, limit);
  const [filter, setFilter] = useState(ALL);
  const shown = useMemo(() => (events ?? []).filter((event) => fits(words, event, filter)), [words, events, filter]);
  if (events === null) return null;
  if (events.length === 0)
    return (
      <p className="muted row nomatch">
        <Mark tone="idle" /> {t.nothing}
      </p>
    );
  return (
    <>
      <div className="toolbar" role="group" aria-label={t.filter}>
        <Input
          contentBefore={<Filter16Regular />}
          placeholder={t.filter}
          aria-label={t.filter}
          value={filter.text}
          onChange={(_, { value }) => setFilter({ ...filter, text: value })}
          style={{ width: 260 }}
        />
        <FilterMenu
          name={t.kind}
          options={KINDS.map((kind) => ({ value: kind, name: t.kinds[kind] }))}
          chosen={filter.kinds}
          onChoose={(kinds) => setFilter({ ...filter, kinds })}
        />
        <FilterMenu
          name={t.columns.by}
          options={EVENT_ACTORS.map((actor) => ({ value: actor, name: t.actors[actor] }))}
          chosen={filter.actors}
          onChoose={(actors) => setFilter({ ...filter, actors })}
        />
        <span className="grow" />
        <CompareButton id={id} name={events[0]?.instance ?? ''} />
        <span className="muted small num counted" role="status">
          {t.counted(shown.length, events.length)}
        </span>
      </div>
      <div className="scroll grow" tabIndex={0} role="region" aria-label={t.title}>
        <EventTable events={shown} />
        {events.length < limit ? null : (
          <Button className="older" onClick={() => setLimit(limit + PAGE)}>
            {t.older}
          </Button>
        )}
      </div>
    </>
  );
}

/** The latest events, newest first; asked for again with every change of the instance. */
function useEvents(id: string, revision: number, limit: number): HistoryEvent[] | null {
  const [events, setEvents] = useState<HistoryEvent[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision may have brought events
  useEffect(() => {
    let wanted = true;
    ask('events.list', { id, limit }).then(
      (list) => wanted && setEvents(list.toReversed()),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [id, revision, limit]);
  return events;
}

function fits(words: Words, event: HistoryEvent, { text, kinds, actors }: Filter): boolean {
  if (kinds.length > 0 && !kinds.includes(eventKind(event))) return false;
  if (actors.length > 0 && !actors.includes(event.actor)) return false;
  const said = `${words.t.history.events[event.event]} ${event.event} ${eventDetail(words, event)}`;
  return said.toLowerCase().includes(text.trim().toLowerCase());
}

const COLUMNS = ['time', 'event', 'detail', 'name', 'by'] as const;

const EventTable = memo(function EventTable({ events }: { events: HistoryEvent[] }) {
  const words = useWords();
  const { t, f } = words;
  return (
    <table className="list events">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={column}>
              {t.history.columns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {events.map((event, index) => {
          const day = f.dayName(event.at);
          const previous = events[index - 1];
          return (
            <Fragment key={event.id}>
              {previous !== undefined && f.dayName(previous.at) === day ? null : (
                <tr className="group">
                  <th scope="rowgroup" colSpan={COLUMNS.length}>
                    {day}
                  </th>
                </tr>
              )}
              <EventRow words={words} event={event} />
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
});

const ACTOR_ICONS = { agent: Bot16Regular, administrator: Person16Regular, import: ArrowImport16Regular };

function EventRow({ words, event }: { words: Words; event: HistoryEvent }) {
  const { t, f } = words;
  const detail = eventDetail(words, event);
  const Icon = ACTOR_ICONS[event.actor];
  return (
    <tr>
      <td>
        <time title={iso(event.at)} dateTime={iso(event.at)}>
          {f.timeToSecond(event.at)}
        </time>
      </td>
      <td>
        <span className="state">
          <Mark tone={eventTone(event)} />
          <span className="strong">{t.history.events[event.event]}</span>
        </span>
      </td>
      <td title={detail}>{detail}</td>
      <td className="muted">{event.event}</td>
      <td>
        <span className="state muted">
          <Icon />
          {t.history.actors[event.actor]}
        </span>
      </td>
    </tr>
  );
}
