// Quiet hours: on or off, and from when to when.
import { Input, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import type { Settings } from '../../../shared/model/settings.ts';
import { ask } from '../../api/client.ts';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';
import { Option } from './option.tsx';

const change = (quietHours: Settings['quietHours']) => ask('settings.set', { quietHours });
const two = (value: number): string => String(value).padStart(2, '0');
const textOf = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** Null: it is no time of day. */
function minuteOf(text: string): number | null {
  const [, hours, minutes] = /^\s*([01]?\d|2[0-3])[:.]([0-5]\d)\s*$/.exec(text) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

export function QuietHours() {
  const { alerts: t } = useWords().t;
  const quiet = useFleet((state) => state.settings.quietHours);
  const keeping = useTask(change);
  const keep = (part: Partial<Settings['quietHours']>) => void keeping.run({ ...quiet, ...part });
  return (
    <>
      <Option name={t.quiet} hint={t.quietWhat}>
        {quiet.on ? (
          <span className="quiet">
            <TimeOfDay key={`from ${quiet.from}`} name={t.from} minute={quiet.from} onKeep={(from) => keep({ from })} />
            <span aria-hidden>{t.until}</span>
            <TimeOfDay key={`to ${quiet.to}`} name={t.to} minute={quiet.to} onKeep={(to) => keep({ to })} />
          </span>
        ) : null}
        <Switch aria-label={t.quiet} checked={quiet.on} onChange={(_, { checked }) => keep({ on: checked })} />
      </Option>
      <Refusal error={keeping.error} />
    </>
  );
}

/** In 24 hours, in every language, where a field of the browser would follow the system's; kept when it is left. */
function TimeOfDay({ name, minute, onKeep }: { name: string; minute: number; onKeep: (minute: number) => void }) {
  const [typed, setTyped] = useState(textOf(minute));
  return (
    <Input
      aria-label={name}
      style={{ width: 80 }}
      maxLength={5}
      value={typed}
      onChange={(_, { value }) => setTyped(value)}
      onBlur={() => {
        const chosen = minuteOf(typed);
        if (chosen === null) setTyped(textOf(minute));
        else if (chosen !== minute) onKeep(chosen);
      }}
    />
  );
}
