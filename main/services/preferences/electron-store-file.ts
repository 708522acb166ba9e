// The preferences' file over electron-store: written atomically, for this user only.
import { basename, dirname } from 'node:path';
import ElectronStore from 'electron-store';
import type { Settings } from '../../../shared/model/settings.ts';
import type { PreferencesFile } from './preferences.ts';

/** `file` ends in `.json`. */
export function electronStoreFile(file: string): PreferencesFile {
  const store = new ElectronStore<Record<string, unknown>>({
    cwd: dirname(file),
    name: basename(file, '.json'),
    configFileMode: 0o600,
    clearInvalidConfig: false,
  });
  return {
    read: () => store.store,
    write: (values: Settings) => {
      store.store = { ...store.store, ...values };
    },
  };
}
