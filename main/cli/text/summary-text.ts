// The licence summary for people: the verdict, then all rows of licensing-rules.md, section 6, in its order and spelling.
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import type { Summary } from '../../../shared/model/summary.ts';
import { away, localTime } from './dates.ts';
import { plain } from './plain.ts';
import { table } from './table.ts';
import { verdictSentence } from './verdict.ts';

export function summaryText({ summary, row }: Pick<InstanceDetail, 'summary' | 'row'>): string {
  const now = Date.parse(summary.asOf);
  const mark = summary.mayStillHoldLicences ? 'May still hold licences at the licence server.\n' : '';
  const age = summary.lastContact === null ? 'never' : away(Date.parse(summary.lastContact), now);
  const foot = `As of ${localTime(now)}; last contact with the licence server: ${age}.\n`;
  return `${verdictSentence(row, now)}.\n${mark}\n${table(summaryRows(summary))}\n${foot}`;
}

/** Label and value of every row. */
export function summaryRows(summary: Summary): [label: string, value: string][] {
  const now = Date.parse(summary.asOf);
  const date = (iso: string | null): string =>
    iso === null ? 'none' : `${localTime(Date.parse(iso))} (${away(Date.parse(iso), now)})`;
  return [
    ['Smart License Client State', summary.smartLicenseClientState],
    ['Product Serial Number', summary.productSerialNumber],
    ['Product ID', summary.productId],
    ['License UDI', summary.licenseUdi],
    ['License Server Address', summary.licenseServerAddress ?? 'Not configured'],
    ['HTTP Proxy Address', summary.httpProxyAddress ?? 'Not configured'],
    ['Smart Agent Transport Mode', summary.smartAgentTransportMode],
    ['Licensing State', summary.licensingState ?? 'none'],
    ['Product License Version', summary.productLicenseVersion],
    ['Registration Expiry Date', date(summary.registrationExpiryDate)],
    ['Next Auth Date', date(summary.nextAuthDate)],
    ['Evaluation Period (in hrs)', String(summary.evaluationPeriodHours)],
    ['CPS Count Requested', `${summary.cpsCountRequested} (${licences(summary.licensesRequested)})`],
    ['Registration Successful', yesNo(summary.registrationSuccessful)],
    ['Authorization Successful', yesNo(summary.authorizationSuccessful)],
    ['Licensing Agent Status', summary.licensingAgentStatus],
    ['Evaluation Mode', yesNo(summary.evaluationMode)],
    ['Latest Failure Reason', failure(summary)],
  ];
}

export const licences = (count: number): string => (count === 1 ? '1 licence' : `${count} licences`);
const yesNo = (value: boolean | null): string => (value === null ? 'not yet' : value ? 'yes' : 'no');

function failure({ latestFailureReason: reason }: Summary): string {
  if (reason === null) return '';
  return `${plain(reason.text)} (${reason.category}; must act: ${reason.actor}. ${plain(reason.nextStep)})`;
}
