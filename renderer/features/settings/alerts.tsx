// Alerts: before which dates, when not, how often, of whom not, and whether this desktop shows them at all.
import { Button, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { NOTICE_PAUSES } from '../../../shared/model/closed-lists.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { ask } from '../../api/client.ts';
import { AlertDaysSetting } from '../../components/alert-days.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useTask } from '../../components/use-task.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';
import { Muted } from './muted.tsx';
import { Option } from './option.tsx';
import { QuietHours } from './quiet-hours.tsx';
import { useDesktop } from './use-desktop.ts';

const change = (settings: Partial<Settings>) => ask('settings.set', settings);
const sendTest = () => ask('desktop.testNotice', {});

export function Alerts() {
  const { alerts: t } = useWords().t;
  const [desktop, , look] = useDesktop();
  return (
    <>
      <h2>
        {t.title} <span className="muted small">{t.what}</span>
      </h2>
      {desktop?.notices === false ? (
        <p className="no-notices t-warning" role="status">
          <Mark tone="warning" /> <span>{t.noDaemon}</span>
        </p>
      ) : null}
      <Option name={t.before} hint={t.beforeWhat}>
        <AlertDaysSetting />
      </Option>
      <QuietHours />
      <Pause />
      <Muted />
      <TestNotice onSent={look} />
    </>
  );
}

function Pause() {
  const { alerts: t } = useWords().t;
  const pause = useFleet((state) => state.settings.noticePause);
  const keeping = useTask(change);
  return (
    <>
      <Option name={t.pause} hint={t.pauseWhat}>
        <Select
          aria-label={t.pause}
          value={pause}
          onChange={(_, { value }) => {
            const chosen = NOTICE_PAUSES.find((one) => String(one) === value);
            if (chosen !== undefined) void keeping.run({ noticePause: chosen });
          }}
        >
          {NOTICE_PAUSES.map((one) => (
            <option key={one} value={one}>
              {t.pauses[one]}
            </option>
          ))}
        </Select>
      </Option>
      <Refusal error={keeping.error} />
    </>
  );
}

function TestNotice({ onSent }: { onSent: () => void }) {
  const { alerts: t } = useWords().t;
  const sending = useTask(sendTest);
  const [shown, setShown] = useState<boolean | null>(null);
  return (
    <>
      <Option name={t.test} hint={<span role="status">{shown === null ? t.testWhat : shown ? t.sent : t.notSent}</span>}>
        <Button
          disabled={sending.running}
          onClick={async () => {
            setShown(null);
            const sent = await sending.run();
            setShown(sent?.value.shown ?? null);
            onSent();
          }}
        >
          {t.send}
        </Button>
      </Option>
      <Refusal error={sending.error} />
    </>
  );
}
