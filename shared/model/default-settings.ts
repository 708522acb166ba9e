// The preferences that hold where nothing was chosen. Without schemas, for the page.
import { ALERT_DAYS } from './closed-lists.ts';
import type { Settings } from './settings.ts';

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  singleKeys: true,
  closeToTray: 'ask',
  exchangesAtOnce: 4,
  exchangesPerSecond: 10,
  shownDays: null,
  fleetColumns: ['verdict', 'name', 'clientState', 'licensingState', 'cps', 'nextDate', 'failure', 'contact', 'tags'],
  fleetSort: { column: 'verdict', descending: false },
  savedFilters: [],
  alertDays: [...ALERT_DAYS],
  quietHours: { on: false, from: 20 * 60, to: 7 * 60 },
  noticePause: 240,
  muted: [],
  purchased: [],
};
