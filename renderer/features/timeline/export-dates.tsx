// Saves the dates that the list shows as a file for calendar programs. Of each date its UID stays the same, so that a newer file moves it.
import { Button } from '@fluentui/react-components';
import { CalendarAdd16Regular, Checkmark16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { ClockDate } from '../../../shared/model/clock-dates.ts';
import { calendarFile } from '../../../shared/model/icalendar.ts';
import { ask } from '../../api/client.ts';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { now } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { consequence, dateWords } from '../../text/clock-dates.ts';
import { useWords, type Words } from '../../text/words.ts';

/** The whole file, in the window's language. */
export function calendarOf(words: Words, dates: readonly ClockDate[], version: string, stamp: number): string {
  const { t } = words;
  const events = dates.map((date) => {
    const { row, kind, at } = date;
    const word = dateWords(words, date);
    const account = row.account === null ? '' : `\n${t.timeline.columns.account}: ${row.account}`;
    return {
      uid: `${row.id}-${kind}@cusp-license-manager`,
      at,
      sequence: row.revision,
      summary: `${row.name}: ${word}`,
      description: `${consequence(words, date)}${account}`,
      category: t.timeline.kinds[kind],
    };
  });
  return calendarFile({ name: t.timeline.calendar, version, language: words.language, stamp, events });
}

const save = (text: string) => ask('files.saveCalendar', { text });

export function ExportDates({ dates }: { dates: readonly ClockDate[] }) {
  const words = useWords();
  const { timeline: t } = words.t;
  const version = useFleet((state) => state.host?.version ?? '');
  const [saved, setSaved] = useState<number | null>(null);
  const saving = useTask(save);
  const run = async () => {
    const done = await saving.run(calendarOf(words, dates, version, now()));
    if (done?.value) setSaved(dates.length);
  };
  const forget = () => setSaved(null);
  return (
    <div>
      <Button
        icon={saved === null ? <CalendarAdd16Regular /> : <Checkmark16Regular />}
        title={t.exportWhat(dates.length)}
        disabled={dates.length === 0 || saving.running}
        disabledFocusable={saving.running}
        onClick={() => void run()}
        onBlur={forget}
      >
        {t.export}
      </Button>
      <span className="vh" role="status">
        {saved === null ? '' : t.exported(saved)}
      </span>
      <Refusal error={saving.error} />
    </div>
  );
}
