// Quiet hours, by minutes of the local day.
import { DAY, MINUTE } from '../../../shared/durations.ts';
import type { Settings } from '../../../shared/model/settings.ts';

/** `minute`, `from` and `to`: of the day, 0 to 1439. Over midnight where they end before they begin; none where both are the same. */
export const isWithin = (minute: number, from: number, to: number): boolean =>
  from <= to ? minute >= from && minute < to : minute >= from || minute < to;

/** How long they last on from `at` (epoch ms), in ms; null: it is none of them. A day on which clocks are set ends an hour off. */
export function quietFor({ on, from, to }: Settings['quietHours'], at: number): number | null {
  const local = new Date(at);
  const minute = local.getHours() * 60 + local.getMinutes();
  if (!on || !isWithin(minute, from, to)) return null;
  const intoMinute = local.getSeconds() * 1_000 + local.getMilliseconds();
  return ((to - minute) * MINUTE - intoMinute + DAY) % DAY;
}
