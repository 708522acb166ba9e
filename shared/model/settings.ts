// Preferences of this user on this computer (electron-store); fleet data is in the store instead.
import { z } from 'zod';
import { ALERT_DAYS, NOTICE_PAUSES } from './closed-lists.ts';
import { fleetColumnSchema, fleetSortSchema, savedFilterSchema } from './fleet-view.ts';

/** How many licences an account has, as somebody typed it in at `at` (epoch ms). */
export const purchasedSchema = z.object({
  folder: z.string().max(4_096),
  account: z.string().max(1_000),
  licences: z.number().int().min(0).max(100_000_000),
  at: z.number(),
});
export type Purchased = z.infer<typeof purchasedSchema>;

const minuteOfDay = z.number().int().min(0).max(1_439);
/** Minutes of the day, 0 to 1439, local time; over midnight where they end before they begin. */
export const quietHoursSchema = z.object({ on: z.boolean(), from: minuteOfDay, to: minuteOfDay });

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'de']),
  /** Keys without Ctrl or Alt do something where nothing is typed. */
  singleKeys: z.boolean(),
  /** What becomes of the program when its window is closed. */
  closeToTray: z.enum(['ask', 'tray', 'quit']),
  /** The pace at each licence server: exchanges under way at once, of 16 in all, and begun in a second. */
  exchangesAtOnce: z.number().int().min(1).max(16),
  exchangesPerSecond: z.number().int().min(1).max(1_000),
  /** What a licence server has said longer ago than so many days is not shown any more; null: however old. */
  shownDays: z.number().int().min(1).max(3_650).nullable(),
  /** In any order; they stand in that of FLEET_COLUMNS. */
  fleetColumns: z.array(fleetColumnSchema),
  fleetSort: fleetSortSchema,
  /** By name; no two of one name. */
  savedFilters: z.array(savedFilterSchema).max(200),
  /** How many days before a clock runs out a notice is given. */
  alertDays: z.array(z.literal(ALERT_DAYS)).max(ALERT_DAYS.length),
  quietHours: quietHoursSchema,
  /** One instance gives notice at most once in so many minutes, unless it got worse than what was told. */
  noticePause: z.literal(NOTICE_PAUSES),
  /** Instances of which no notice is given. */
  muted: z.array(z.uuid()).max(20_000),
  /** Typed in, one for each account of a data folder. */
  purchased: z.array(purchasedSchema).max(10_000),
});
export type Settings = z.infer<typeof settingsSchema>;
export { DEFAULT_SETTINGS } from './default-settings.ts';
