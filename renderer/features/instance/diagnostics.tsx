// Why the licence server is not reached: the doctor, check by check, and beside it the last exchanges as they were.
import { Button } from '@fluentui/react-components';
import { Dismiss16Regular, HeartPulse20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { ExchangeRecord } from '../../../shared/model/diagnostics.ts';
import { CHECKS } from '../../../shared/model/doctor-checks.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { ask } from '../../api/client.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { now, useNow } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';
import { DiagnosticsChecks } from './diagnostics-checks.tsx';
import { DiagnosticsExchanges } from './diagnostics-exchanges.tsx';
import { supportText } from './support-text.ts';
import type { Doctor } from './use-doctor.ts';
import './diagnostics.css';

type Props = { row: FleetRow; detail: InstanceDetail; doctor: Doctor };

export function Diagnostics({ row, detail, doctor }: Props) {
  const { diagnostics: t } = useWords().t;
  const exchanges = useExchanges(row.id, row.revision);
  const version = useFleet((state) => state.host?.version ?? '');
  const forSupport = () =>
    supportText({ version, at: now(), detail, steps: doctor.steps, endedAt: doctor.endedAt, exchanges: exchanges ?? [] });
  return (
    <div className="pane">
      <div className="scroll" tabIndex={0} role="region" aria-label={t.doctor}>
        <div className="row doctorhead">
          <DoctorSummary doctor={doctor} />
          <CopyButton size="medium" text={forSupport}>
            {t.copySupport}
          </CopyButton>
          <RunButton doctor={doctor} />
        </div>
        <Refusal error={doctor.error} />
        {doctor.running || doctor.endedAt !== null ? <DiagnosticsChecks steps={doctor.steps} /> : null}
      </div>
      <aside className="scroll" aria-label={t.exchanges} tabIndex={0}>
        {exchanges === null ? null : <DiagnosticsExchanges exchanges={exchanges} />}
      </aside>
    </div>
  );
}

/** Cancel stands where Run was, so that nothing moves. */
function RunButton({ doctor }: { doctor: Doctor }) {
  const { diagnostics: t } = useWords().t;
  if (doctor.running)
    return (
      <Button icon={<Dismiss16Regular />} disabled={doctor.cancelling} onClick={doctor.cancel}>
        {doctor.cancelling ? t.cancelling : t.cancel}
      </Button>
    );
  return (
    <Button icon={<HeartPulse20Regular />} onClick={doctor.run}>
      {doctor.endedAt === null ? t.run : t.again}
    </Button>
  );
}

function DoctorSummary({ doctor: { steps, running, endedAt } }: { doctor: Doctor }) {
  const { t, f } = useWords();
  const at = useNow();
  const d = t.diagnostics;
  const failed = steps.filter(({ outcome }) => outcome === 'fail');
  const passed = steps.filter(({ outcome }) => outcome === 'pass').length;
  const ms = Math.round(steps.reduce((sum, step) => sum + step.ms, 0));
  const which = failed.map(({ check }) => d.checks[check]).join(', ');
  const ended = endedAt !== null && !running;
  const tone = failed.length > 0 ? 'warning' : ended && passed > 0 ? 'ok' : 'idle';
  const title = running
    ? d.made(steps.length, CHECKS.length)
    : !ended
      ? d.notRun
      : failed.length > 0
        ? d.failed(failed.length, CHECKS.length, which)
        : passed === CHECKS.length
          ? d.allPassed(CHECKS.length)
          : d.noneFailed;
  // The page's clock is told once a second: the end may seem to lie ahead of it.
  const ago = (moment: number) => f.relative(Math.min(moment, at - 1), at);
  const below = running
    ? d.running
    : ended
      ? d.summary(passed, steps.length - passed - failed.length, ms, ago(endedAt))
      : d.whatItDoes;
  return (
    <>
      <Mark tone={tone} size={20} />
      <div className="grow">
        <h2 aria-live="polite">{title}</h2>
        <p className="muted small num">{below}</p>
      </div>
    </>
  );
}

/** The last exchanges, newest first; asked for again with every change of the instance. Null until the first answer. */
function useExchanges(id: string, revision: number): readonly ExchangeRecord[] | null {
  const [exchanges, setExchanges] = useState<readonly ExchangeRecord[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision may have brought exchanges
  useEffect(() => {
    let wanted = true;
    ask('diagnostics.exchanges', { id }).then(
      (list) => wanted && setExchanges(list),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [id, revision]);
  return exchanges;
}
