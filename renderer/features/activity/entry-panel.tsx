// One entry whole: when, who, on what, what became of it, from what to what, and its seal.
import { Button } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import type { ActivityEntry } from '../../../shared/model/activity.ts';
import { resultOf } from '../../../shared/model/activity-lists.ts';
import { When } from '../../components/bits.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useFleet } from '../../state/fleet-store.ts';
import { addressOf } from '../../state/route.ts';
import { activityBy, activityName, activityOn, activityTone, changesOf, entryText, factsOf } from '../../text/activity.ts';
import { useWords } from '../../text/words.ts';

export function EntryPanel({ entry, onClose }: { entry: ActivityEntry; onClose: () => void }) {
  const words = useWords();
  const { activity: t, history } = words.t;
  const { facts } = t;
  const isThere = useFleet((state) => entry.instanceId !== null && state.rows.has(entry.instanceId));
  const changes = changesOf(words, entry);
  const by = activityBy(words, entry);
  const actor = history.actors[entry.actor];
  const name = activityName(words, entry.event);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <aside className="entrypanel scroll" aria-label={t.detail(entry.id)} ref={panel} tabIndex={-1}>
      <header className="row">
        <Mark tone={activityTone(entry)} />
        <h2 className="grow">{name}</h2>
        <Button size="small" appearance="subtle" icon={<Dismiss16Regular />} aria-label={t.close} onClick={onClose} />
      </header>
      <dl className="facts2">
        <dt>{facts.at}</dt>
        <dd>
          <When at={entry.at} />
        </dd>
        <dt>{facts.by}</dt>
        <dd>
          {by}
          {by === actor ? null : <span className="muted">, {actor}</span>}
        </dd>
        <dt>{facts.on}</dt>
        <dd>
          {isThere && entry.instanceId !== null ? (
            <a className="link" href={addressOf({ view: 'instance', id: entry.instanceId, tab: 'summary' })}>
              {entry.subject}
            </a>
          ) : (
            activityOn(words, entry)
          )}
        </dd>
        <dt>{facts.result}</dt>
        <dd>{t.results[resultOf(entry.event)]}</dd>
        {factsOf(words, entry).map(({ name: label, value }) => (
          <div className="pair" key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {changes.length === 0 ? null : (
        <table className="fromto">
          <thead>
            <tr>
              <th scope="col" aria-label={t.columns.change} />
              <th scope="col">{facts.before}</th>
              <th scope="col">{facts.after}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, from, to }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td className="muted">{from}</td>
                <td className="strong">{to}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className="facts2">
        <dt>{facts.seal}</dt>
        <dd className="mono sealed">{entry.seal}</dd>
      </dl>
      <footer className="row">
        <CopyButton text={() => entryText(words, entry)}>{t.copy}</CopyButton>
        <span className="grow" />
        <span className="muted small mono">{entry.event}</span>
      </footer>
    </aside>
  );
}
