// What the program does beside its window: whether it starts at login, and whether closing the window ends it.
import { Radio, RadioGroup, Switch } from '@fluentui/react-components';
import type { Settings } from '../../../shared/model/settings.ts';
import { ask } from '../../api/client.ts';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';
import { Option } from './option.tsx';
import { useDesktop } from './use-desktop.ts';

const WAYS = ['ask', 'tray', 'quit'] as const;
const startAtLogin = (on: boolean) => ask('desktop.startAtLogin', { on });
const change = (settings: Partial<Settings>) => ask('settings.set', settings);

export function BesideWindow() {
  const { alerts: t } = useWords().t;
  const [desktop, take] = useDesktop();
  const closeToTray = useFleet((state) => state.settings.closeToTray);
  const starting = useTask(startAtLogin);
  const closing = useTask(change);
  const hasTray = desktop?.tray !== false;
  return (
    <>
      <Option name={t.startAtLogin} hint={hasTray ? t.startAtLoginWhat : t.startAtLoginNoTray}>
        <Switch
          aria-label={t.startAtLogin}
          disabled={desktop === null}
          checked={desktop?.startAtLogin ?? false}
          onChange={async (_, { checked }) => {
            const set = await starting.run(checked);
            if (set !== null) take(set.value);
          }}
        />
      </Option>
      <Refusal error={starting.error} />
      <Option name={t.close} hint={hasTray ? t.closeWhat : t.closeNoTray}>
        <RadioGroup
          layout="horizontal"
          aria-label={t.close}
          disabled={!hasTray}
          value={hasTray ? closeToTray : 'quit'}
          onChange={(_, { value }) => void closing.run({ closeToTray: value as Settings['closeToTray'] })}
        >
          {WAYS.map((way) => (
            <Radio key={way} value={way} label={t.closes[way]} />
          ))}
        </RadioGroup>
      </Option>
      <Refusal error={closing.error} />
    </>
  );
}
