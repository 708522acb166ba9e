// The licence summary in its order and with its labels, every row copyable; beside it the four clocks.
import { Button } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { HOUR } from '../../../shared/durations.ts';
import { evaluationLeft, isOverdue } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { ask } from '../../api/client.ts';
import { When } from '../../components/bits.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useNow } from '../../state/clock.ts';
import { dateTime, num } from '../../text/dates.ts';
import { Clocks } from './clocks.tsx';

/** `text` is what is copied; `shown` replaces it on the screen. */
type Row = { label: string; text: string; shown?: ReactNode };

const yesNo = (value: boolean | null): string => (value === null ? 'not yet' : value ? 'yes' : 'no');
const mono = (text: string): ReactNode => <span className="mono">{text}</span>;
const dated = (label: string, at: string | null, more: ReactNode = null): Row =>
  at === null
    ? { label, text: 'not yet' }
    : {
        label,
        text: dateTime(Date.parse(at)),
        shown: (
          <>
            <When at={Date.parse(at)} />
            {more}
          </>
        ),
      };

function rowsOf(row: FleetRow, { summary }: InstanceDetail, now: number): Row[] {
  const overdue = isOverdue(row, now) ? (
    <span className="state t-warning">
      {' '}
      <Mark tone="warning" size={12} />
      overdue
    </span>
  ) : null;
  const hours = Math.ceil(evaluationLeft(row, now) / HOUR);
  const failure = summary.latestFailureReason;
  return [
    {
      label: 'Smart License Client State',
      text: summary.smartLicenseClientState,
      shown: <b>{summary.smartLicenseClientState}</b>,
    },
    { label: 'Product Serial Number', text: summary.productSerialNumber, shown: mono(summary.productSerialNumber) },
    { label: 'Product ID', text: summary.productId },
    { label: 'License UDI', text: summary.licenseUdi, shown: mono(summary.licenseUdi) },
    { label: 'License Server Address', text: summary.licenseServerAddress ?? 'Not configured' },
    { label: 'HTTP Proxy Address', text: summary.httpProxyAddress ?? 'Not configured' },
    { label: 'Smart Agent Transport Mode', text: summary.smartAgentTransportMode },
    { label: 'Licensing State', text: summary.licensingState ?? 'None', shown: <b>{summary.licensingState ?? 'None'}</b> },
    { label: 'Product License Version', text: summary.productLicenseVersion },
    dated('Registration Expiry Date', summary.registrationExpiryDate),
    dated('Next Auth Date', summary.nextAuthDate, overdue),
    {
      label: 'Evaluation Period (in hrs)',
      text: String(hours),
      shown: (
        <span className="num">
          {num(hours)} <span className="muted">of 2,160{row.evaluation.counting || hours === 0 ? '' : ', paused'}</span>
        </span>
      ),
    },
    {
      label: 'CPS Count Requested',
      text: `${summary.cpsCountRequested} (${summary.licensesRequested} licences)`,
      shown: (
        <span className="num">
          {num(summary.cpsCountRequested)} <span className="muted">({num(summary.licensesRequested)} licences)</span>
        </span>
      ),
    },
    { label: 'Registration Successful', text: yesNo(summary.registrationSuccessful) },
    { label: 'Authorization Successful', text: yesNo(summary.authorizationSuccessful) },
    { label: 'Licensing Agent Status', text: summary.licensingAgentStatus },
    { label: 'Evaluation Mode', text: summary.evaluationMode ? 'yes' : 'no' },
    {
      label: 'Latest Failure Reason',
      text: row.failure?.text ?? '',
      shown:
        failure === null ? (
          <span className="muted">None</span>
        ) : (
          <>
            {mono(failure.text)} <span className="small muted">{failure.nextStep}</span>
          </>
        ),
    },
  ];
}

const copy = (text: string) => void ask('clipboard.write', { text });

export function Summary({ row, detail }: { row: FleetRow; detail: InstanceDetail }) {
  const now = useNow();
  const rows = rowsOf(row, detail, now);
  return (
    <div className="pane">
      <div className="scroll" tabIndex={0} role="region" aria-label="Summary">
        <dl className="summary">
          {rows.map(({ label, text, shown }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{shown ?? text}</dd>
              <dd className="act">
                <Button
                  className="copy"
                  size="small"
                  appearance="subtle"
                  icon={<Copy16Regular />}
                  aria-label={`Copy ${label}`}
                  onClick={() => copy(text)}
                />
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <aside className="scroll" aria-label="Clocks" tabIndex={0}>
        <Clocks row={row} />
        <div className="row" style={{ padding: '12px 16px' }}>
          <span className="muted small grow">As of {dateTime(now)}</span>
          <Button
            size="small"
            icon={<Copy16Regular />}
            onClick={() => copy(rows.map(({ label, text }) => `${label}\t${text}`).join('\n'))}
          >
            Copy the whole table
          </Button>
        </div>
      </aside>
    </div>
  );
}
