// The licence server's dates win; the usual ones stand in where a date is missing or impossible (wire-protocol.md).
import { DAY, HOUR, SECOND } from '../../shared/durations.ts';
import type { ServerDate } from './ports.ts';

const TEN_YEARS = 3_652 * DAY;

/** Impossible: no number, past, or over ten years ahead. */
const judged = (date: ServerDate, now: number): number | null =>
  date !== null && Number.isFinite(date) && date > now && date <= now + TEN_YEARS ? date : null;

/** No date makes an agent ask without a pause. */
const notAtOnce = (date: number, now: number): number => Math.max(date, now + SECOND);

export const nextAuthorization = (date: ServerDate, compliance: 'in' | 'out', now: number): number =>
  notAtOnce(judged(date, now) ?? now + (compliance === 'in' ? 30 * DAY : 12 * HOUR), now);

export const authorizationDeadline = (date: ServerDate, now: number): number => judged(date, now) ?? now + 90 * DAY;

/** The earlier of the server's word and the certificate's own end counts. */
export const certificateExpiry = (date: ServerDate, certificateEnd: number, now: number): number =>
  Math.min(judged(date, now) ?? certificateEnd, certificateEnd);

/** 180 days, but never after the certificate's end: then half of its life. */
export function certificateRenewal(date: ServerDate, expiresAt: number, now: number): number {
  const renewal = judged(date, now) ?? now + 180 * DAY;
  return notAtOnce(renewal < expiresAt ? renewal : now + Math.floor(Math.max(0, expiresAt - now) / 2), now);
}
