// What "Copy for support" copies: English in every language, times in UTC. Records come here redacted; nothing secret is added.
import type { CheckStep, ExchangeRecord } from '../../../shared/model/diagnostics.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { iso } from '../../text/formats.ts';

type Known = {
  version: string;
  /** Epoch ms of the folder's clock. */
  at: number;
  detail: Pick<InstanceDetail, 'summary'>;
  steps: readonly CheckStep[];
  endedAt: number | null;
  /** Newest first. */
  exchanges: readonly ExchangeRecord[];
};

export function supportText({ version, at, detail, steps, endedAt, exchanges }: Known): string {
  return [
    `CUSP License Manager ${version}, ${iso(at)}`,
    `SUMMARY\n${JSON.stringify(detail.summary, null, 2)}`,
    `DOCTOR${endedAt === null ? '' : `, ${iso(endedAt)}`}\n${steps.map(checkLine).join('\n') || 'Not run yet.'}`,
    `LAST EXCHANGES (${exchanges.length})`,
    ...exchanges.map(exchangeText),
    '',
  ].join('\n\n');
}

const checkLine = ({ check, outcome, detail, fix, ms }: CheckStep): string =>
  `${check.padEnd(8)}  ${outcome.padEnd(7)}  ${Math.round(ms)} ms  ${detail}${fix === null ? '' : `\n  Fix: ${fix}`}`;

function exchangeText(exchange: ExchangeRecord): string {
  const { at, operation, poll, carrier, url, proxy, status, outcome, failure, timings, requestBytes, responseBytes } = exchange;
  const parts = Object.entries(timings).map(([part, ms]) => `${part} ${ms === null ? '-' : Math.round(ms)}`);
  return [
    `${iso(at)} ${operation}${poll ? ' (poll)' : ''} by ${carrier} to ${url}, proxy ${proxy ?? 'none'}`,
    `outcome ${outcome}, status ${status ?? '-'}, bytes ${requestBytes ?? '-'} / ${responseBytes ?? '-'}, ${parts.join(', ')}`,
    ...(failure === null ? [] : [`failure ${failure.category}: ${failure.text}`]),
    `request: ${exchange.request ?? 'nothing was sent'}`,
    `answer: ${exchange.response ?? 'nothing came back'}`,
  ].join('\n');
}
