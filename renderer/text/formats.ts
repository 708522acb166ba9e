// Dates, spans and numbers as people read them, by the language of the window. Spans are rounded down: a countdown never promises
// more than is left.
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/durations.ts';

/** The words around a span; `d`, `h`, `min` and `s` are signs that every language shares. */
export type TimeWords = { underAMinute: string; ago: (span: string) => string; ahead: (span: string) => string };

/** Made when first asked for: each of the platform's formats takes milliseconds to make, which the first paint would wait for. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export function formatsOf(locale: string, words: TimeWords) {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = once(() => new Intl.DateTimeFormat(locale, options));
    return { format: (at: number): string => made().format(at) };
  };
  const dayMonth = format({ day: 'numeric', month: 'short' });
  const dayMonthYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const hoursMinutes = format({ hour: '2-digit', minute: '2-digit' });
  const toTheSecond = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const weekday = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const month = format({ month: 'short' });
  const monthYear = format({ month: 'long', year: 'numeric' });
  const number = once(() => new Intl.NumberFormat(locale));
  const num = (value: number): string => number().format(value);
  const date = (at: number): string => dayMonthYear.format(at);

  /** Two units at most: `2 d 5 h`, `5 h 12 min`, `68 d`. */
  const span = (ms: number): string => {
    const minutes = Math.floor(Math.abs(ms) / MINUTE);
    if (minutes < 1) return words.underAMinute;
    if (minutes < 60) return `${minutes} min`;
    const hours = Math.floor(minutes / 60);
    if (hours < 24) return minutes % 60 > 0 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
    const days = Math.floor(hours / 24);
    return days < 7 && hours % 24 > 0 ? `${days} d ${hours % 24} h` : `${num(days)} d`;
  };
  /** One unit: for columns and ages. */
  const oneUnit = (ms: number): string => {
    const size = Math.abs(ms);
    if (size < MINUTE) return `${Math.floor(size / SECOND)} s`;
    if (size < HOUR) return `${Math.floor(size / MINUTE)} min`;
    return size < DAY ? `${Math.floor(size / HOUR)} h` : `${num(Math.floor(size / DAY))} d`;
  };
  const around = (at: number, now: number, said: string): string => (at >= now ? words.ahead(said) : words.ago(said));
  return {
    num,
    date,
    span,
    oneUnit,
    dateTime: (at: number): string => `${date(at)}, ${hoursMinutes.format(at)}`,
    timeToSecond: (at: number): string => toTheSecond.format(at),
    month: (at: number): string => month.format(at),
    monthYear: (at: number): string => monthYear.format(at),
    dayName: (at: number): string => weekday.format(at),
    /** Day and month, and the year only when it is not this one. */
    dateParts: (at: number, now: number): { day: string; year: string } => {
      const year = new Date(at).getFullYear();
      return { day: dayMonth.format(at), year: year === new Date(now).getFullYear() ? '' : String(year) };
    },
    shortDate: (at: number, now: number): string =>
      new Date(at).getFullYear() === new Date(now).getFullYear() ? dayMonth.format(at) : date(at),
    relative: (at: number, now: number): string => around(at, now, span(at - now)),
    relativeShort: (at: number, now: number): string => around(at, now, oneUnit(at - now)),
  };
}
export type Formats = ReturnType<typeof formatsOf>;

export const iso = (at: number): string => new Date(at).toISOString();
