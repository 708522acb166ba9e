// What fails, who must act and the next step. It takes the place of a calm line of the same height, so that nothing moves.
import { Button } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { Summary } from '../../../shared/model/summary.ts';
import { ask } from '../../api/client.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useNow } from '../../state/clock.ts';
import { num, relative, span } from '../../text/dates.ts';
import { failureSentence, IN_FLIGHT, OPERATION } from '../../text/failures.ts';

type Props = { row: FleetRow; failure: Summary['latestFailureReason'] };

export function FailureStrip({ row, failure }: Props) {
  const now = useNow();
  const run = row.failure;
  if (run === null) return <CalmStrip row={row} now={now} />;
  const tone = row.verdict === 'blocked' ? 'blocked' : 'warning';
  const tries =
    run.tries === 1 ? `1 try, ${span(now - run.since)} ago` : `${num(run.tries)} tries since ${span(now - run.since)} ago`;
  const next =
    row.inFlight === run.operation
      ? 'trying now'
      : run.retryAt === null
        ? 'no further try by itself'
        : `next in ${span(run.retryAt - now)}`;
  return (
    <div className={`trouble ${tone}`} role="status">
      <Mark tone={tone} />
      <div style={{ minWidth: 0 }}>
        <p className="cut" title={run.text}>
          <b>
            {OPERATION[run.operation]} fails: {failureSentence(run)}.
          </b>{' '}
          <span className="muted num">
            {tries}, {next}.
          </span>
        </p>
        <p className="cut">
          <span className="strong">Must act: {failure?.actor ?? '…'}.</span> {failure?.nextStep}
        </p>
      </div>
      <Button
        size="small"
        appearance="subtle"
        icon={<Copy16Regular />}
        onClick={() => void ask('clipboard.write', { text: run.text })}
      >
        Copy raw text
      </Button>
    </div>
  );
}

function CalmStrip({ row, now }: { row: FleetRow; now: number }) {
  const held = row.mayStillHoldLicences;
  const doing = row.inFlight !== null ? IN_FLIGHT[row.inFlight] : null;
  const planned = row.nextContact === null ? null : `Next contact with the licence server ${relative(row.nextContact.at, now)}.`;
  const idle = !row.enabled
    ? 'Enable smart licensing under Configuration to begin.'
    : row.registrationStatus === 'none'
      ? 'Not registered: enter a token under Configuration.'
      : 'Nothing is planned.';
  return (
    <div className={`trouble ${held ? 'warning' : 'calm'}`}>
      <Mark tone={held ? 'warning' : 'idle'} />
      <div style={{ minWidth: 0 }}>
        <p className="cut num">{doing ?? planned ?? idle}</p>
        <p className="cut muted">
          {held
            ? 'May still hold licences at the licence server: look there, then clear the mark (More actions).'
            : 'No failure.'}
        </p>
      </div>
    </div>
  );
}
