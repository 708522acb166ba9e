// Settings, Demonstration: what it is, the way in, and while one is shown its clock, its licence server and the way back.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';
import { ClockRate } from '../frame/clock-rate.tsx';
import { FaultsDialog } from '../frame/faults-dialog.tsx';
import { type SimulatorAddresses, useSimulator } from '../frame/use-simulator.ts';
import { Option } from './option.tsx';

const start = () => ask('demonstration.start', {});
const leave = () => ask('demonstration.leave', {});

export function DemonstrationSettings() {
  const { t } = useWords();
  const isShown = useFleet((state) => state.host?.demonstration ?? false);
  const simulator = useSimulator();
  return (
    <>
      <h2>{t.settings.demonstration}</h2>
      {isShown ? <Shown simulator={simulator} /> : <Entrance />}
    </>
  );
}

function Entrance() {
  const { t } = useWords();
  const starting = useTask(start);
  return (
    <>
      <Option name={t.demonstration.what} hint={t.demonstration.apart}>
        <Button disabled={starting.running} onClick={() => void starting.run()}>
          {starting.running ? t.firstRun.preparing : t.firstRun.look}
        </Button>
      </Option>
      <Refusal error={starting.error} />
    </>
  );
}

function Shown({ simulator }: { simulator: SimulatorAddresses | null }) {
  const { t } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const leaving = useTask(leave);
  return (
    <>
      <Option name={t.demonstration.clock} hint={t.demonstration.clockHint} hintId="clock-rate-hint">
        <ClockRate describedBy="clock-rate-hint" />
      </Option>
      {simulator === null ? null : (
        <>
          <Option name={t.demonstration.url} hint={t.demonstration.urlHint}>
            <span className="mono">{simulator.http}/licservice/license</span>
            <CopyButton name={t.demonstration.copyUrl} text={() => `${simulator.http}/licservice/license`} />
          </Option>
          <Option name={t.demonstration.token} hint={t.demonstration.tokenHint}>
            <CopyButton text={() => simulator.token}>{t.demonstration.copyToken}</CopyButton>
          </Option>
          <Option name={t.faults.title} hint={t.faults.what}>
            <Button onClick={() => setIsOpen(true)}>{t.faults.open}</Button>
          </Option>
          <Option name={t.demonstration.leave} hint={t.demonstration.leaveHint}>
            <Button disabled={leaving.running} onClick={() => void leaving.run()}>
              {t.frame.leave}
            </Button>
          </Option>
        </>
      )}
      <Refusal error={leaving.error} />
      {isOpen ? <FaultsDialog onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
