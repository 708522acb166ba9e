// All that happened to the instance, newest first, by day, with a filter.
import { Input } from '@fluentui/react-components';
import { Bot16Regular, Filter16Regular, Person16Regular } from '@fluentui/react-icons';
import { Fragment, useEffect, useMemo, useState } from 'react';
import type { HistoryEvent } from '../../../shared/model/history-event.ts';
import { ask } from '../../api/client.ts';
import { Mark } from '../../components/state-mark.tsx';
import { dayName, iso, num, timeToSecond } from '../../text/dates.ts';
import { eventDetail, eventTone, eventWord } from '../../text/events.ts';

const SHOWN = 1_000;

export function History({ id, revision }: { id: string; revision: number }) {
  const [events, setEvents] = useState<HistoryEvent[] | null>(null);
  const [text, setText] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision may have brought events
  useEffect(() => {
    let wanted = true;
    ask('events.list', { id, limit: SHOWN }).then(
      (list) => wanted && setEvents(list.toReversed()),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [id, revision]);
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return (events ?? []).filter((event) =>
      `${eventWord(event)} ${event.event} ${eventDetail(event)}`.toLowerCase().includes(wanted),
    );
  }, [events, text]);
  if (events === null) return null;
  if (events.length === 0)
    return (
      <p className="muted row" style={{ padding: 24 }}>
        <Mark tone="idle" /> Nothing has happened yet.
      </p>
    );
  return (
    <>
      <div className="toolbar" style={{ borderTop: 0 }}>
        <Input
          contentBefore={<Filter16Regular />}
          placeholder="Filter events"
          aria-label="Filter events"
          value={text}
          onChange={(_, { value }) => setText(value)}
          style={{ width: 260 }}
        />
        <span className="grow" />
        <span className="muted small num" aria-live="polite">
          {num(shown.length)} {shown.length === 1 ? 'event' : 'events'}
          {events.length === SHOWN ? ', the latest' : ''}
        </span>
      </div>
      <div className="scroll grow" tabIndex={0} role="region" aria-label="Events">
        <table className="list">
          <colgroup>
            <col style={{ width: 96 }} />
            <col style={{ width: 216 }} />
            <col />
            <col style={{ width: 220 }} />
            <col style={{ width: 132 }} />
          </colgroup>
          <thead>
            <tr>
              {['Time', 'Event', 'Detail', 'Name', 'By'].map((head) => (
                <th key={head}>{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((event, index) => {
              const day = dayName(event.at);
              const previous = shown[index - 1];
              const first = previous === undefined || dayName(previous.at) !== day;
              return (
                <Fragment key={event.id}>
                  {first ? (
                    <tr className="group">
                      <td colSpan={5}>{day}</td>
                    </tr>
                  ) : null}
                  <EventRow event={event} />
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function EventRow({ event }: { event: HistoryEvent }) {
  const detail = eventDetail(event);
  const byAgent = event.actor === 'agent';
  return (
    <tr>
      <td>
        <time title={iso(event.at)} dateTime={iso(event.at)}>
          {timeToSecond(event.at)}
        </time>
      </td>
      <td>
        <span className="state">
          <Mark tone={eventTone(event)} />
          <span className="strong">{eventWord(event)}</span>
        </span>
      </td>
      <td title={detail}>{detail}</td>
      <td className="muted">{event.event}</td>
      <td>
        <span className="state muted">
          {byAgent ? <Bot16Regular /> : <Person16Regular />}
          {byAgent ? 'Agent' : event.actor === 'import' ? 'Import' : 'Administrator'}
        </span>
      </td>
    </tr>
  );
}
