// Preferences that change are recorded in the audit log of whatever folder is open.
import type { EventDetail } from '../../../shared/model/history-event.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { settingsChanges } from '../../../shared/model/settings-changes.ts';
import type { Preferences } from './preferences.ts';

/** They are kept whether or not `record` can do its part. Rejects as `Preferences.set`. */
export async function setRecorded(
  preferences: Pick<Preferences, 'get' | 'set'>,
  change: Parameters<Preferences['set']>[0],
  record: (told: { changes: EventDetail }) => Promise<unknown>,
): Promise<Settings> {
  const before = preferences.get();
  const after = await preferences.set(change);
  const changes = settingsChanges(before, after);
  if (Object.keys(changes).length > 0) await record({ changes }).catch(() => undefined);
  return after;
}
