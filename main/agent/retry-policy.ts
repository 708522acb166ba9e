// When a failed operation is tried again (section 4). All delays in ms, spread by plus or minus 10 %, so that a fleet whose
// server was away does not come back at once.
import { DAY, HOUR, MINUTE } from '../../shared/durations.ts';

const FIRST = 15 * MINUTE;
const LONGEST = 12 * HOUR;
/** A server's own wait is honoured up to this, so that no answer can silence an agent for good. */
const LONGEST_ASKED = 30 * DAY;

const spread = (ms: number, jitter: number): number => Math.round(ms * (0.9 + 0.2 * jitter));

/** `asked`: the wait that the server asked for; it replaces a shorter delay. */
const withAsked = (delay: number, asked: number | null): number => Math.max(delay, Math.min(asked ?? 0, LONGEST_ASKED));

/** Registrations: every 15 minutes. */
export const registrationRetryMs = (jitter: number, asked: number | null): number => withAsked(spread(FIRST, jitter), asked);

/** Authorizations and renewals: 15 min, 30 min, 1 h, 2 h … at most 12 h. `tries`: failures in a row so far, 1 or more. */
export const backoffMs = (tries: number, jitter: number, asked: number | null): number =>
  withAsked(spread(Math.min(LONGEST, FIRST * 2 ** Math.min(tries - 1, 16)), jitter), asked);
