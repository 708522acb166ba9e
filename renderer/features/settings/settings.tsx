// Settings of this user on this computer, and what protects the secrets here.
import { Radio, RadioGroup } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { SecretBackend } from '../../../shared/model/fleet-snapshot.ts';
import { ask } from '../../api/client.ts';
import { useFleet } from '../../state/fleet-store.ts';
import './settings.css';

const PROTECTION: Record<SecretBackend, string> = {
  keystore: 'Private keys and passwords are encrypted by the keystore of this computer.',
  'key-file':
    'No keystore was found on this computer: keys are protected by file permissions only. Registration tokens are not kept over a restart.',
  'session-only': 'Private keys and passwords are kept for this session only, by policy.',
};

const Option = ({ name, hint, children }: { name: string; hint?: string; children: ReactNode }) => (
  <div className="opt">
    <div>
      <p>{name}</p>
      {hint ? <p className="small">{hint}</p> : null}
    </div>
    <div className="row">{children}</div>
  </div>
);

export function SettingsView() {
  const { settings, host } = useFleet();
  return (
    <>
      <div className="viewhead">
        <div className="grow">
          <h1>Settings</h1>
          <p className="muted">Kept for this user on this computer.</p>
        </div>
      </div>
      <div className="scroll grow" tabIndex={0} role="region" aria-label="Settings">
        <div className="set">
          <h2>General</h2>
          <Option name="Theme">
            <RadioGroup
              layout="horizontal"
              aria-label="Theme"
              value={settings.theme}
              onChange={(_, { value }) => void ask('settings.set', { theme: value as typeof settings.theme })}
            >
              <Radio value="system" label="System" />
              <Radio value="light" label="Light" />
              <Radio value="dark" label="Dark" />
            </RadioGroup>
          </Option>
          <h2>Data</h2>
          <Option name="Data folder">
            <span className="mono muted">{host?.dataFolder}</span>
          </Option>
          <Option name="Protection of secrets" hint={host ? PROTECTION[host.secretBackend] : ''}>
            <span>
              {host?.secretBackend === 'keystore'
                ? 'Keystore'
                : host?.secretBackend === 'key-file'
                  ? 'File permissions'
                  : 'This session only'}
            </span>
          </Option>
          <Option name="Version">
            <span className="muted">{host?.version}</span>
          </Option>
        </div>
      </div>
    </>
  );
}
