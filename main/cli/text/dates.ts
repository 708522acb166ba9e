// Dates and spans as people read them in a terminal: local time with its offset, and how far away it is.
import { DAY, HOUR, MINUTE } from '../../../shared/durations.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** Epoch ms as `2026-11-24 09:52 +01:00`. */
export function localTime(at: number): string {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())} ${offset(-date.getTimezoneOffset())}`;
}

/** Epoch ms as `2026-11-24`. */
export const localDay = (at: number): string => localTime(at).slice(0, 10);

function offset(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Rounded down, so that it never promises more than is left; two units under a week: `8 d`, `2 d 5 h`, `40 min`. */
export function span(ms: number): string {
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  if (days >= 7) return `${days} d`;
  if (days > 0) return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min` : 'under 1 min';
}

/** `in 8 d`, `3 h ago`; one unit, for columns and brackets. */
export function away(at: number, now: number): string {
  const size = span(Math.abs(at - now)).split(' ');
  const one = size[0] === 'under' ? size.join(' ') : size.slice(0, 2).join(' ');
  return at >= now ? `in ${one}` : `${one} ago`;
}
