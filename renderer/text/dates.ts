// Dates, spans and numbers as people read them, by the language of the window. Spans are rounded down: a countdown never promises
// more than is left.
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/durations.ts';

export const LOCALE = 'en-GB';

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(LOCALE, options);
const DAY_MONTH = format({ day: 'numeric', month: 'short' });
const DAY_MONTH_YEAR = format({ day: 'numeric', month: 'short', year: 'numeric' });
const HOURS_MINUTES = format({ hour: '2-digit', minute: '2-digit' });
const TO_THE_SECOND = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const WEEKDAY = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const NUMBER = new Intl.NumberFormat(LOCALE);

export const num = (value: number): string => NUMBER.format(value);
export const iso = (at: number): string => new Date(at).toISOString();
export const date = (at: number): string => DAY_MONTH_YEAR.format(at);
export const dateTime = (at: number): string => `${DAY_MONTH_YEAR.format(at)}, ${HOURS_MINUTES.format(at)}`;
export const timeToSecond = (at: number): string => TO_THE_SECOND.format(at);
export const dayName = (at: number): string => WEEKDAY.format(at);

/** The year only when it is not this one. */
export const shortDate = (at: number, now: number): string =>
  new Date(at).getFullYear() === new Date(now).getFullYear() ? DAY_MONTH.format(at) : DAY_MONTH_YEAR.format(at);

/** Two units at most: `2 d 5 h`, `5 h 12 min`, `68 d`. */
export function span(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / MINUTE);
  if (minutes < 1) return 'under 1 min';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 > 0 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return days < 7 && hours % 24 > 0 ? `${days} d ${hours % 24} h` : `${num(days)} d`;
}

/** One unit: for columns and ages. */
export function oneUnit(ms: number): string {
  const size = Math.abs(ms);
  if (size < MINUTE) return `${Math.floor(size / SECOND)} s`;
  if (size < HOUR) return `${Math.floor(size / MINUTE)} min`;
  return size < DAY ? `${Math.floor(size / HOUR)} h` : `${num(Math.floor(size / DAY))} d`;
}

export const relative = (at: number, now: number): string => (at >= now ? `in ${span(at - now)}` : `${span(now - at)} ago`);
