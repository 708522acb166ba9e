// The preferences that hold where nothing was chosen. Without schemas, for the page.
import type { Settings } from './settings.ts';

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  singleKeys: true,
  exchangesAtOnce: 4,
  exchangesPerSecond: 10,
  fleetColumns: ['verdict', 'name', 'clientState', 'licensingState', 'cps', 'nextDate', 'failure', 'contact', 'tags'],
  fleetSort: { column: 'verdict', descending: false },
  savedFilters: [],
  purchased: [],
};
