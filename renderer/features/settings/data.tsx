// Settings, Data: where it is, what protects it, how long values of licence servers are shown, and the way to look at another folder.
import { Button, Select } from '@fluentui/react-components';
import { useId } from 'react';
import type { Settings } from '../../../shared/model/settings.ts';
import { ask } from '../../api/client.ts';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';
import { Option } from './option.tsx';

const LIFETIMES = [null, 1, 7, 30, 90, 365];
const change = (settings: Partial<Settings>) => ask('settings.set', settings);
const review = () => ask('review.open', {});

export function DataSettings() {
  const { t } = useWords();
  const host = useFleet((state) => state.host);
  const days = useFleet((state) => state.settings.shownDays);
  const changing = useTask(change);
  const opening = useTask(review);
  const hint = useId();
  const protection = host === null ? null : t.settings.protection[host.secretBackend];
  const offered = LIFETIMES.includes(days) ? LIFETIMES : [...LIFETIMES, days];
  return (
    <>
      <h2>{t.settings.data}</h2>
      <Option name={t.settings.folder}>
        <span className="mono muted">{host?.dataFolder}</span>
      </Option>
      {host?.review ? null : (
        <Option name={t.settings.secrets} hint={protection?.what ?? ''}>
          <span>{protection?.word}</span>
        </Option>
      )}
      <Option name={t.offline.lifetime} hint={t.offline.lifetimeHint} hintId={hint}>
        <Select
          aria-label={t.offline.lifetime}
          aria-describedby={hint}
          value={String(days)}
          onChange={(_, { value }) => void changing.run({ shownDays: value === 'null' ? null : Number(value) })}
        >
          {offered.map((one) => (
            <option key={one} value={String(one)}>
              {t.offline.lifetimes(one)}
            </option>
          ))}
        </Select>
      </Option>
      <Refusal error={changing.error} />
      <Option name={t.offline.open} hint={t.offline.openHint}>
        <Button disabled={opening.running} onClick={() => void opening.run()}>
          {t.offline.openButton}
        </Button>
      </Option>
      <Refusal error={opening.error} />
      <Option name={t.settings.version}>
        <span className="muted">{host?.version}</span>
      </Option>
    </>
  );
}
