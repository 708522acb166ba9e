// The words of the verdict. The first word always answers "will calls flow?": Blocked, Allowed or Undecided.
import { bucketOf, RISK_MS } from '../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import { date, num, shortDate, span } from './dates.ts';

export type Words = { word: string; rest: string };

/** As it stands in a row. */
export function verdictWords(row: FleetRow, now: number): Words {
  if (row.verdict === 'blocked')
    return { word: 'Blocked', rest: row.blockedSince === null ? '' : `since ${shortDate(row.blockedSince, now)}` };
  if (row.verdict === 'undecided') return { word: 'Undecided', rest: 'not enabled' };
  const rest = (): string => {
    switch (bucketOf(row, now)) {
      case 'risk':
        return row.until !== null && row.until - now <= RISK_MS
          ? `until ${shortDate(row.until, now)}`
          : `certificate ${shortDate(row.certificate?.expiresAt ?? now, now)}`;
      case 'out-of-compliance':
        return 'out of compliance';
      default:
        if (row.failure !== null) return row.failure.retryAt === null ? 'failed' : 'retrying';
        return row.clientState === 'Un-Identified' ? 'evaluation' : '';
    }
  };
  return { word: 'Allowed', rest: rest() };
}

/** The title of an instance, in the part before the time left, that time, and the part after it. */
export function verdictSentence(row: FleetRow, now: number): { before: string; left: string; after: string } {
  const since = row.blockedSince === null ? '' : ` since ${date(row.blockedSince)}`;
  const plain = (before: string) => ({ before, left: '', after: '' });
  const until = row.until;
  const dated = (after: string) =>
    until === null
      ? plain('Calls allowed')
      : {
          before: `Calls allowed until ${date(until)}`,
          left: until - now <= RISK_MS ? ` (${span(until - now)} left)` : '',
          after,
        };
  switch (row.licensingState) {
    case null:
      return plain(
        row.verdict === 'blocked'
          ? 'Calls blocked: smart licensing is not enabled on this instance'
          : 'Smart licensing is not enabled here, so it does not decide about calls',
      );
    case 'Eval':
      return dated(
        row.registrationStatus === 'complete'
          ? ', when the evaluation after the certificate runs out unless the licences are authorized'
          : ', when the evaluation runs out unless the instance is registered',
      );
    case 'EvalExpired':
      return plain(
        `Calls blocked${since}, because the evaluation is used up and the instance is not ${row.registrationStatus === 'complete' ? 'authorized' : 'registered'}`,
      );
    case 'InCompliance':
      return dated(
        until === row.authorizationDeadline
          ? ', when the authorization runs out unless the server answers'
          : ', when the evaluation after the certificate runs out unless the server answers',
      );
    case 'OutOfCompliance':
      return dated('; the account asks for more licences than it has');
    case 'AuthorizationExpired':
      return plain(`Calls blocked${since}, because the licence server has not answered for 90 days`);
  }
}

export function fleetSentence(all: number, blocked: number, atRisk: number, outOfCompliance: number): string {
  if (blocked > 0) return `Calls are blocked on ${num(blocked)} of ${num(all)} ${all === 1 ? 'instance' : 'instances'}`;
  if (atRisk > 0) return `Calls flow everywhere; ${num(atRisk)} of ${num(all)} at risk within 30 days`;
  if (outOfCompliance > 0) return 'Calls flow everywhere; an account is out of compliance';
  return all === 1 ? 'Calls flow on the one instance' : 'Calls flow on all instances';
}
