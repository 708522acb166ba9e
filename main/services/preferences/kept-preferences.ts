// The preferences for whoever only reads them: the host of a data folder, which may be another process than the window that writes
// them.
import type { Settings } from '../../../shared/model/settings.ts';
import { textFile } from '../host/text-file.ts';
import { believed } from './preferences.ts';

/** Returns the settings as they are in `file` now; what is not there or means nothing is as it is by default. */
export function keptPreferences(file: string): () => Settings {
  const textOf = textFile(file);
  let text: string | null = null;
  let settings = believed({}, []);
  return () => {
    const present = textOf();
    if (present !== text) settings = believed(valuesIn(present), []);
    text = present;
    return settings;
  };
}

/** A file that cannot be read is told and set aside by the window that opens it (preferences.ts). */
function valuesIn(text: string | null): Record<string, unknown> {
  try {
    const values: unknown = text === null ? null : JSON.parse(text);
    return typeof values === 'object' && values !== null ? { ...values } : {};
  } catch {
    return {};
  }
}
