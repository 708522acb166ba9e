// Puts the notices of a host together: the memory in the data folder, what is given, and the watch over the fleet.
import type { Log } from '../log/log.ts';
import { keptPreferences } from '../preferences/kept-preferences.ts';
import { FleetNotices, type NoticeWorld } from './fleet-notices.ts';
import type { GivenNotices } from './given-notices.ts';
import { KeptNotices } from './kept-notices.ts';
import { noticeMemoryFile } from './notice-memory.ts';

export type NoticeOptions = Omit<NoticeWorld, 'settings' | 'kept'> & {
  /** Where the memory is. */
  file: string;
  /** The preferences of the user who is to be told. */
  preferencesFile: string;
  given: GivenNotices;
  /** Where a notice counts as shown: in the window once it says so, or in the log. */
  shownIn: 'window' | 'log';
  log: Log;
};

export function openNotices({ file, preferencesFile, given, shownIn, log, ...world }: NoticeOptions): FleetNotices {
  const kept = new KeptNotices({ file: noticeMemoryFile(file, log), given, log, shownIn });
  return new FleetNotices({ ...world, settings: keptPreferences(preferencesFile), kept });
}
