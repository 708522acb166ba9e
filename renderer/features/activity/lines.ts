// The list as it is drawn: entries by day, each day under its head.

import { DAY } from '../../../shared/durations.ts';
import type { ActivityEntry } from '../../../shared/model/activity.ts';
import { dayBegins } from './activity-filter.ts';

/** `day`: when it begins, epoch ms. */
export type Line = { day: number; entry: null } | { day: number; entry: ActivityEntry };

export function linesOf(entries: readonly ActivityEntry[]): Line[] {
  const lines: Line[] = [];
  let day = Number.NaN;
  for (const entry of entries) {
    // A look at the calendar per entry would cost more than the list itself.
    if (!(entry.at >= day && entry.at < day + 23 * (DAY / 24))) {
      const begins = dayBegins(entry.at);
      if (begins !== day) lines.push({ day: begins, entry: null });
      day = begins;
    }
    lines.push({ day, entry });
  }
  return lines;
}
