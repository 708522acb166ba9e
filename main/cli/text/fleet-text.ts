// The fleet for people: the answer as a sentence, a line per instance, worst first, and the totals per account.
import { accountTotals, bucketOf, nextDate, worstFirst } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { away, localDay, localTime } from './dates.ts';
import { plain } from './plain.ts';
import { table } from './table.ts';
import { verdictWords } from './verdict.ts';

const HEAD = ['VERDICT', 'NAME', 'CLIENT STATE', 'LICENSING STATE', 'CPS (LICENCES)', 'NEXT DATE', 'LATEST FAILURE', 'CONTACT'];

/** `now`: epoch ms of the folder's time. `most`: lines of instances that there is room for; the others are counted only. */
export function fleetText(rows: readonly FleetRow[], now: number, most = Number.POSITIVE_INFINITY): string {
  if (rows.length === 0) return 'No instances yet. Add the first one: cusp-license instance add NAME --max-call-rate N\n';
  const sorted = worstFirst(rows, now);
  const shown = sorted.slice(0, most).map((row) => line(row, now));
  const more = sorted.length > shown.length ? `… and ${sorted.length - shown.length} more\n` : '';
  return `${fleetSentence(rows, now)}.\n\n${table(shown, { head: HEAD, right: [4] })}${more}\n${accountsText(rows)}\nAs of ${localTime(now)}.\n`;
}

export function fleetSentence(rows: readonly FleetRow[], now: number): string {
  const count = (bucket: string): number => rows.filter((row) => bucketOf(row, now) === bucket).length;
  const blocked = count('blocked');
  if (blocked > 0) return `Calls are blocked on ${blocked} of ${rows.length} ${rows.length === 1 ? 'instance' : 'instances'}`;
  if (count('not-enabled') === rows.length) return 'Smart licensing is not enabled on any instance';
  const risk = count('risk');
  if (risk > 0) return `Calls flow everywhere; ${risk} of ${rows.length} at risk within 30 days`;
  if (count('out-of-compliance') > 0) return 'Calls flow everywhere; an account is out of compliance';
  return rows.length === 1 ? 'Calls flow on the one instance' : 'Calls flow on all instances';
}

function line(row: FleetRow, now: number): string[] {
  const next = nextDate(row);
  return [
    verdictWords(row, bucketOf(row, now) === 'risk'),
    plain(row.name),
    row.clientState,
    row.licensingState ?? 'none',
    `${row.cps} (${row.cps / 5})`,
    next === null ? '' : `${localDay(next.at)} ${away(next.at, now)} ${next.kind}`,
    row.failure?.category ?? '',
    row.lastContactAt === null ? 'never' : away(row.lastContactAt, now),
  ];
}

function accountsText(rows: readonly FleetRow[]): string {
  const lines = accountTotals(rows).map(({ account, instances, cps, licences }) => [
    account === null ? '(no account)' : plain(account),
    String(instances),
    String(cps),
    String(licences),
  ]);
  return table(lines, { head: ['ACCOUNT', 'INSTANCES', 'CPS', 'LICENCES'], right: [1, 2, 3] });
}
