// The preferences' file over electron-store: written atomically, for this user only. Reading is on the way to the first paint, so the
// library, which is large, is loaded only when something is written.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Settings } from '../../../shared/model/settings.ts';
import type { PreferencesFile } from './preferences.ts';

/** `file` ends in `.json`. */
export function electronStoreFile(file: string): PreferencesFile {
  return {
    read: () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}),
    write: async (values: Settings) => {
      const { default: ElectronStore } = await import('electron-store');
      const store = new ElectronStore<Record<string, unknown>>({
        cwd: dirname(file),
        name: basename(file, '.json'),
        configFileMode: 0o600,
        clearInvalidConfig: false,
      });
      store.store = { ...store.store, ...values };
    },
  };
}
