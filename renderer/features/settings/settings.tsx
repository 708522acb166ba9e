// Settings of this user on this computer, and what protects the secrets here.
import { Radio, RadioGroup, Switch } from '@fluentui/react-components';
import type { Settings } from '../../../shared/model/settings.ts';
import { ask } from '../../api/client.ts';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { addressOf, SETTINGS_PARTS, type SettingsPart } from '../../state/route.ts';
import { useWords } from '../../text/words.ts';
import { Alerts } from './alerts.tsx';
import { BesideWindow } from './beside-window.tsx';
import { DataSettings } from './data.tsx';
import { DemonstrationSettings } from './demonstration.tsx';
import { LicenceServers } from './licence-servers.tsx';
import { Option } from './option.tsx';
import { Pace } from './pace.tsx';
import './settings.css';

const LANGUAGES = [
  { value: 'en', name: 'English' },
  { value: 'de', name: 'Deutsch' },
] as const;
const change = (settings: Partial<Settings>) => ask('settings.set', settings);

export function SettingsView({ part }: { part: SettingsPart }) {
  const { t } = useWords();
  const folder = useFleet((state) => state.host?.dataFolder);
  return (
    <>
      <div className="viewhead">
        <div className="grow">
          <h1>{t.settings.title}</h1>
          <p className="muted">{part === 'servers' ? t.servers.what : t.settings.what}</p>
        </div>
      </div>
      <div className="settings">
        <nav aria-label={t.settings.parts}>
          {SETTINGS_PARTS.map((one) => (
            <a key={one} href={addressOf({ view: 'settings', part: one })} aria-current={one === part ? 'page' : undefined}>
              {t.settings[one]}
            </a>
          ))}
        </nav>
        <div className="scroll" tabIndex={0} role="region" aria-label={t.settings[part]}>
          <div className="set">
            {part === 'general' ? <General /> : null}
            {part === 'alerts' ? <Alerts /> : null}
            {part === 'servers' ? (
              <>
                <LicenceServers key={folder} />
                <Pace />
              </>
            ) : null}
            {part === 'data' ? <DataSettings /> : null}
            {part === 'demonstration' ? <DemonstrationSettings /> : null}
          </div>
        </div>
      </div>
    </>
  );
}

function General() {
  const settings = useFleet((state) => state.settings);
  const { t } = useWords();
  const changing = useTask(change);
  return (
    <>
      <h2>{t.settings.general}</h2>
      <Option name={t.settings.theme}>
        <RadioGroup
          layout="horizontal"
          aria-label={t.settings.theme}
          value={settings.theme}
          onChange={(_, { value }) => void changing.run({ theme: value as Settings['theme'] })}
        >
          <Radio value="system" label={t.settings.themes.system} />
          <Radio value="light" label={t.settings.themes.light} />
          <Radio value="dark" label={t.settings.themes.dark} />
        </RadioGroup>
      </Option>
      <Option name={t.settings.language}>
        <RadioGroup
          layout="horizontal"
          aria-label={t.settings.language}
          value={settings.language}
          onChange={(_, { value }) => void changing.run({ language: value as Settings['language'] })}
        >
          <Radio value="system" label={t.settings.systemLanguage} />
          {LANGUAGES.map(({ value, name }) => (
            <Radio key={value} value={value} label={<span lang={value}>{name}</span>} />
          ))}
        </RadioGroup>
      </Option>
      <Option name={t.settings.singleKeys} hint={t.settings.singleKeysHint}>
        <Switch
          aria-label={t.settings.singleKeys}
          checked={settings.singleKeys}
          onChange={(_, { checked }) => void changing.run({ singleKeys: checked })}
        />
      </Option>
      <Refusal error={changing.error} />
      <BesideWindow />
    </>
  );
}
