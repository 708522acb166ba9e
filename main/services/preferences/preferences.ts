// Preferences of this user on this computer, over a file that is written whole or not at all. A file that cannot be read is set
// aside and told, never emptied in silence.
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../../../shared/model/settings.ts';

/** What keeps the values: electron-store in the product. */
export type PreferencesFile = { read(): Record<string, unknown>; write(values: Settings): Promise<void> };

export type Preferences = {
  get(): Settings;
  /** Resolves with the settings as they are then. Rejects with the system's error where the file cannot be written. */
  set(change: Partial<Settings>): Promise<Settings>;
  /** Returns how to stop listening. */
  onChange(listener: (settings: Settings) => void): () => void;
  /** What the user has to be told. */
  readonly warnings: string[];
};

export type PreferencesOptions = {
  file: string;
  /** Opens the file, which is there and readable or not there at all. */
  open: (file: string) => PreferencesFile;
  /** Real time, epoch ms, for the name of a file that is set aside. */
  now: () => number;
};

export function openPreferences({ file, open, now }: PreferencesOptions): Preferences {
  const warnings: string[] = [];
  if (existsSync(file) && !isReadable(file)) warnings.push(setAside(file, now()));
  const kept = open(file);
  let settings = believed(kept.read(), warnings);
  const listeners = new Set<(settings: Settings) => void>();
  let last: Promise<unknown> = Promise.resolve();
  const write = async (change: Partial<Settings>): Promise<Settings> => {
    const next = settingsSchema.parse({ ...settings, ...change });
    await kept.write(next);
    settings = next;
    for (const listener of listeners) listener(settings);
    return settings;
  };
  return {
    get: () => settings,
    set(change) {
      // One after the other: each begins from what the one before has left.
      const written = last.then(() => write(change));
      last = written.catch(() => undefined);
      return written;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    warnings,
  };
}

function isReadable(file: string): boolean {
  try {
    const values: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof values === 'object' && values !== null && !Array.isArray(values);
  } catch {
    return false;
  }
}

function setAside(file: string, at: number): string {
  const target = `${file}.corrupt-${new Date(at).toISOString().replace(/\.\d+/, '').replaceAll(':', '-')}`;
  renameSync(file, target);
  return `The preferences could not be read. They were set aside as ${target}; the standard ones apply.`;
}

/** Each value on its own: one that means nothing here (a newer version's) is told and leaves the others alone. */
export function believed(values: Record<string, unknown>, warnings: string[]): Settings {
  const known = { ...DEFAULT_SETTINGS };
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    if (values[name] === undefined) continue;
    const parsed = schema.safeParse(values[name]);
    if (parsed.success) Object.assign(known, { [name]: parsed.data });
    else warnings.push(`The preference “${name}” could not be read; the standard one applies.`);
  }
  return known;
}
