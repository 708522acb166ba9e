// Will calls flow? The sentence that stands before everything else.
import { DAY } from '../../../shared/durations.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { localTime, span } from './dates.ts';

const SOON_MS = 30 * DAY;

/** `now`: epoch ms of the folder's time. */
export function verdictSentence(row: FleetRow, now: number): string {
  const since = row.blockedSince === null ? '' : ` since ${localTime(row.blockedSince)}`;
  switch (row.licensingState) {
    case null:
      return row.verdict === 'blocked'
        ? 'Calls blocked: smart licensing is not enabled on this instance'
        : 'Undecided: smart licensing is not enabled here, so it does not decide about calls';
    case 'Eval':
      return `Calls allowed${until(row, now)}, when the evaluation runs out unless the instance is registered`;
    case 'EvalExpired':
      return `Calls blocked${since}, because the evaluation is used up and the instance is not registered`;
    case 'InCompliance':
      return row.until === row.authorizationDeadline
        ? `Calls allowed${until(row, now)}, when the authorization runs out unless the server answers`
        : `Calls allowed${until(row, now)}, when the evaluation after the certificate runs out unless the server answers`;
    case 'OutOfCompliance':
      return `Calls allowed${until(row, now)}; the account asks for more licences than it has`;
    case 'AuthorizationExpired':
      return `Calls blocked${since}, because the licence server has not answered for 90 days`;
  }
}

function until(row: FleetRow, now: number): string {
  if (row.until === null) return '';
  const left = row.until - now;
  return ` until ${localTime(row.until)}${left <= SOON_MS ? ` (${span(Math.max(0, left))} left)` : ''}`;
}

/** The verdict as a list has it; the first word is Blocked, Allowed or Undecided. */
export function verdictWords(row: FleetRow, isAtRisk: boolean): string {
  if (row.verdict === 'blocked') return 'Blocked';
  if (row.verdict === 'undecided') return 'Undecided (not enabled)';
  if (isAtRisk) return 'Allowed (at risk)';
  if (row.licensingState === 'OutOfCompliance') return 'Allowed (out of compliance)';
  if (row.failure !== null) return row.failure.retryAt === null ? 'Allowed (failed)' : 'Allowed (retrying)';
  return row.licensingState === 'Eval' ? 'Allowed (evaluation)' : 'Allowed';
}
