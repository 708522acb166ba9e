// Exchanges with licence servers in the log: failures as `info`, all of them with timings and redacted messages as `debug`.
import type { ExchangeRecord } from '../../../shared/model/diagnostics.ts';
import type { ExchangeRecorder } from '../transport/exchange-record.ts';
import type { Log } from './log.ts';

export function loggedExchanges(log: Pick<Log, 'info' | 'debug'>, then: ExchangeRecorder): ExchangeRecorder {
  return {
    record: (entry) => {
      if (entry.failure !== null) log.info(`${entry.operation} failed`, placed(entry));
      log.debug(`${entry.operation}: ${entry.outcome}`, entry);
      then.record(entry);
    },
  };
}

const placed = ({ instanceId, carrier, url, proxy, status, failure }: ExchangeRecord) => ({
  instanceId,
  carrier,
  url,
  proxy,
  status,
  ...failure,
});
