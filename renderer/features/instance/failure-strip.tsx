// What fails, who must act and the next step. It takes the place of a calm line of the same height, so that nothing moves.
import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { FailureRun, FleetRow } from '../../../shared/model/fleet-row.ts';
import type { Summary } from '../../../shared/model/summary.ts';
import { ask } from '../../api/client.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Needing } from '../../components/needing.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useTask } from '../../components/use-task.ts';
import { useNow } from '../../state/clock.ts';
import { isUnreachable, useHostMissing } from '../../state/needs.ts';
import { go, type Tab } from '../../state/route.ts';
import { failureSentence, mendedBy, nextStep } from '../../text/failures.ts';
import { useWords, type Words } from '../../text/words.ts';
import type { Opened } from './instance-dialogs.tsx';

type Props = { row: FleetRow; failure: Summary['latestFailureReason']; tab: Tab; onOpen: (dialog: Opened) => void };

export function FailureStrip({ row, failure, tab, onOpen }: Props) {
  const words = useWords();
  const { t, f } = words;
  const now = useNow();
  const run = row.failure;
  if (run === null) return <CalmStrip row={row} now={now} />;
  const tone = row.verdict === 'blocked' ? 'blocked' : 'warning';
  const next =
    row.inFlight === run.operation
      ? t.instance.tryingNow
      : run.retryAt === null
        ? t.instance.noFurtherTry
        : t.instance.nextTry(f.span(Math.max(0, run.retryAt - now)));
  return (
    <div className={`trouble ${tone}`}>
      <Mark tone={tone} />
      <div role="status">
        <p className="cut" title={run.text}>
          {isUnreachable(row) ? <b>{offlineSince(words, row)}. </b> : null}
          <b>{t.instance.fails(t.failures.operations[run.operation], failureSentence(words, run))}</b>{' '}
          <span className="muted num" aria-live="off">
            {t.instance.tries(run.tries, f.span(now - run.since))}, {next}.
          </span>
        </p>
        <p className="cut" title={nextStep(words, run)}>
          <span className="strong">{failure === null ? '' : t.instance.mustAct(t.failures.actors[failure.actor])}</span>{' '}
          {nextStep(words, run)}
        </p>
      </div>
      <span className="row">
        <CopyButton appearance="subtle" text={() => run.text}>
          {t.instance.copyRaw}
        </CopyButton>
        {isUnreachable(row) ? <TryNow id={row.id} /> : null}
        <Mend run={run} row={row} tab={tab} onOpen={onOpen} />
      </span>
    </div>
  );
}

function offlineSince({ t, f }: Words, { lastContactAt }: FleetRow): string {
  return lastContactAt === null ? t.offline.neverKnown : t.offline.lastKnown(f.dateTime(lastContactAt));
}

const retry = (id: string) => ask('instances.retry', { id });

/** The one thing that can be done while the licence server does not answer. */
function TryNow({ id }: { id: string }) {
  const { offline: t } = useWords().t;
  const trying = useTask(retry);
  const missing = useHostMissing();
  return (
    <Needing missing={missing}>
      <Button size="small" disabled={trying.running} onClick={() => void trying.run(id)}>
        {t.tryNow}
      </Button>
    </Needing>
  );
}

function Mend({ run, row, tab, onOpen }: Omit<Props, 'failure'> & { run: FailureRun }): ReactNode {
  const { t } = useWords();
  const way = mendedBy(run.category);
  if (way === null) return null;
  if (way === 'servers')
    return (
      <Button size="small" onClick={() => go({ view: 'settings', part: 'servers' })}>
        {t.settings.servers}
      </Button>
    );
  if (way === 'configuration')
    return tab === 'configuration' ? null : (
      <Button size="small" onClick={() => go({ view: 'instance', id: row.id, tab: 'configuration' })}>
        {t.instance.tabs.configuration}
      </Button>
    );
  const force = way === 'force' || row.registrationStatus === 'complete';
  return (
    <Button size="small" disabled={!row.enabled} onClick={() => onOpen(force ? 'force' : 'register')}>
      {force ? t.instance.force : t.instance.register}
    </Button>
  );
}

function CalmStrip({ row, now }: { row: FleetRow; now: number }) {
  const { t, f } = useWords();
  const held = row.mayStillHoldLicences;
  const doing = row.inFlight === null ? null : t.failures.inFlight[row.inFlight];
  const planned = row.nextContact === null ? null : t.instance.nextContact(f.relative(row.nextContact.at, now));
  const idle = !row.enabled
    ? t.instance.toBegin
    : row.registrationStatus === 'none'
      ? t.instance.notRegistered
      : t.instance.nothingPlanned;
  return (
    <div className={`trouble ${held ? 'warning' : 'calm'}`}>
      <Mark tone={held ? 'warning' : 'idle'} />
      <div>
        <p className="cut num">{doing ?? planned ?? idle}</p>
        <p className="cut muted" role="status">
          {held ? t.instance.mayHold : t.instance.noFailure}
        </p>
      </div>
    </div>
  );
}
