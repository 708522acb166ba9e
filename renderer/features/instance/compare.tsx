// The instance at two moments: what is another now than it was then, "what changed since last week" first of all.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components';
import { ArrowSwap16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { DAY } from '../../../shared/durations.ts';
import type { ActivityEntry } from '../../../shared/model/activity.ts';
import { comparedOf } from '../../../shared/model/compared.ts';
import { ask } from '../../api/client.ts';
import { Mark } from '../../components/state-mark.tsx';
import { now } from '../../state/clock.ts';
import { changesOf } from '../../text/activity.ts';
import { useWords, type Words } from '../../text/words.ts';

const PAGE = 5_000;

export function CompareButton({ id, name }: { id: string; name: string }) {
  const { compare: t } = useWords().t;
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="small" icon={<ArrowSwap16Regular />} onClick={() => setOpened(true)}>
        {t.open}
      </Button>
      {opened ? <CompareDialog id={id} name={name} onClose={() => setOpened(false)} /> : null}
    </>
  );
}

function CompareDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const words = useWords();
  const { compare: t } = words.t;
  const [from, setFrom] = useState(() => dayText(now() - 7 * DAY));
  const [until, setUntil] = useState(() => dayText(now()));
  const since = dayOf(from);
  const end = dayOf(until);
  const isOrdered = since !== null && end !== null && since <= end;
  const entries = useBetween(id, isOrdered ? since : null, isOrdered ? nextDay(end) : null);
  return (
    <Dialog open onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface style={{ maxWidth: 640 }}>
        <DialogBody>
          <DialogTitle>{t.title(name)}</DialogTitle>
          <DialogContent className="fields">
            <div className="two">
              <Field label={t.from} hint={t.fromHint}>
                <Input type="date" value={from} onChange={(_, { value }) => setFrom(value)} />
              </Field>
              <Field
                label={t.until}
                {...(isOrdered ? { hint: t.untilHint } : { validationMessage: t.notOrdered, validationState: 'error' as const })}
              >
                <Input type="date" value={until} onChange={(_, { value }) => setUntil(value)} />
              </Field>
            </div>
            <div aria-live="polite" className="scroll compared">
              {entries === null || !isOrdered ? null : <Differences words={words} entries={entries} />}
            </div>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Differences({ words, entries }: { words: Words; entries: readonly ActivityEntry[] }) {
  const { compare: t, activity } = words.t;
  const detail = Object.fromEntries(
    comparedOf(entries).flatMap(({ field, from, to }) => [
      [`${field}.from`, from],
      [`${field}.to`, to],
    ]),
  );
  const changes = changesOf(words, { detail, change: {} });
  if (changes.length === 0)
    return (
      <p className="muted row">
        <Mark tone="idle" /> {t.same(entries.length)}
      </p>
    );
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t.field}</th>
          <th scope="col">{activity.facts.before}</th>
          <th scope="col">{activity.facts.after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, from, to }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td className="muted" title={from}>
              {from}
            </td>
            <td className="strong" title={to}>
              {to}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the audit log holds of the instance from `since` to before `until`, oldest first; null: not read yet. */
function useBetween(id: string, since: number | null, until: number | null): readonly ActivityEntry[] | null {
  const [read, setRead] = useState<readonly ActivityEntry[] | null>(null);
  useEffect(() => {
    let wanted = true;
    setRead(null);
    if (since === null || until === null) return;
    between(id, since, until).then(
      (entries) => wanted && setRead(entries),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [id, since, until]);
  return read;
}

async function between(id: string, since: number, until: number): Promise<ActivityEntry[]> {
  const found: ActivityEntry[][] = [];
  for (let before: number | undefined; ; ) {
    const filter = { instanceIds: [id], since, until };
    const { entries } = await ask('activity.list', { filter, limit: PAGE, ...(before === undefined ? {} : { before }) });
    found.push(entries);
    before = entries.at(-1)?.id;
    if (entries.length < PAGE) return found.flat().reverse();
  }
}

const two = (part: number): string => String(part).padStart(2, '0');
/** A day in local time as a date field has it. */
function dayText(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** When that day begins, epoch ms; null: it is none. */
function dayOf(text: string): number | null {
  const at = new Date(`${text}T00:00:00`).getTime();
  return Number.isNaN(at) ? null : at;
}

function nextDay(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}
