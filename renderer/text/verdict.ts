// The words of the verdict. The first word always answers "will calls flow?": Blocked, Allowed or Undecided.
import { bucketOf, RISK_MS } from '../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { Words } from './words.ts';

/** As it stands in a row. */
export function verdictWords({ t: { verdict: t }, f }: Words, row: FleetRow, now: number): { word: string; rest: string } {
  if (row.verdict === 'blocked')
    return { word: t.blocked, rest: row.blockedSince === null ? '' : t.since(f.shortDate(row.blockedSince, now)) };
  if (row.verdict === 'undecided') return { word: t.undecided, rest: t.notEnabled };
  const rest = (): string => {
    switch (bucketOf(row, now)) {
      case 'risk':
        return row.until !== null && row.until - now <= RISK_MS
          ? t.until(f.shortDate(row.until, now))
          : t.certificate(f.shortDate(row.certificate?.expiresAt ?? now, now));
      case 'out-of-compliance':
        return t.outOfCompliance;
      default:
        if (row.failure !== null) return row.failure.retryAt === null ? t.failed : t.retrying;
        return row.clientState === 'Un-Identified' ? t.evaluation : '';
    }
  };
  return { word: t.allowed, rest: rest() };
}

export type Sentence = { before: string; left: string; after: string };

/** The title of an instance, in the part before the time left, that time, and the part after it. */
export function verdictSentence({ t: { verdict: t }, f }: Words, row: FleetRow, now: number): Sentence {
  const since = row.blockedSince === null ? null : f.date(row.blockedSince);
  const registered = row.registrationStatus === 'complete';
  const plain = (before: string): Sentence => ({ before, left: '', after: '' });
  const { until } = row;
  const dated = (after: string): Sentence =>
    until === null
      ? plain(t.callsAllowed)
      : {
          before: t.callsAllowedUntil(f.date(until)),
          left: until - now <= RISK_MS ? t.left(f.span(until - now)) : '',
          after,
        };
  switch (row.licensingState) {
    case null:
      return plain(row.verdict === 'blocked' ? t.notEnabledBlocks : t.notEnabledUndecided);
    case 'Eval':
      return dated(registered ? t.unlessAuthorized : t.unlessRegistered);
    case 'EvalExpired':
      return plain(t.usedUp(since, registered));
    case 'InCompliance':
      return dated(until === row.authorizationDeadline ? t.unlessAnswered : t.unlessAnsweredCertificate);
    case 'OutOfCompliance':
      return dated(t.accountOver);
    case 'AuthorizationExpired':
      return plain(t.unanswered(since));
  }
}

export type Counts = { all: number; blocked: number; risk: number; outOfCompliance: number; notEnabled: number };

/** The title of the fleet: its answer in a sentence. */
export function fleetSentence({ t: { verdict: t } }: Words, counts: Counts): string {
  const { all, blocked, risk, outOfCompliance, notEnabled } = counts;
  if (blocked > 0) return t.fleetBlocked(blocked, all);
  if (risk > 0) return t.fleetAtRisk(risk, all);
  if (outOfCompliance > 0) return t.fleetOutOfCompliance;
  return notEnabled === all ? t.fleetUndecided(all) : t.fleetFine(all);
}
