// The faults of a demonstration's simulator: switched on for all or one instance or one kind of request, watched while they are used
// up, and switched off.
import { Button, DialogActions, DialogContent, DialogTitle } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { Fault } from '../../../shared/model/simulator-fault.ts';
import { ask } from '../../api/client.ts';
import { Modal } from '../../components/modal.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useNow } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';
import { emptyFault, faultOf } from './fault-draft.ts';
import { FaultFields } from './fault-fields.tsx';

const put = (faults: readonly Fault[]) => ask('demonstration.setFaults', { faults: [...faults] });

export function FaultsDialog({ onClose }: { onClose: () => void }) {
  const { faults: t } = useWords().t;
  const [draft, setDraft] = useState(emptyFault);
  const [active, setActive] = useState<readonly Fault[]>([]);
  const task = useTask(put);
  const now = useNow();

  // They are used up while one looks on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again with every tick of the clock
  useEffect(() => {
    let here = true;
    ask('demonstration.faults', {}).then(
      (found) => here && setActive(found),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [now]);

  const set = async (faults: readonly Fault[]) => {
    const done = await task.run(faults);
    if (done !== null) setActive(done.value);
  };
  const wanted = faultOf(draft);
  return (
    <Modal onClose={onClose} onSubmit={() => wanted !== null && void set([...active, wanted])}>
      <DialogTitle>{t.title}</DialogTitle>
      <DialogContent className="fields">
        <p>{t.what}</p>
        <FaultFields draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
        <div className="row">
          <Button type="submit" appearance="primary" disabled={wanted === null || task.running}>
            {t.switchOn}
          </Button>
          <Refusal error={task.error} />
        </div>
        <div>
          <h3>{t.active}</h3>
          {active.length === 0 ? <p className="muted">{t.none}</p> : <ActiveFaults faults={active} onChange={set} />}
        </div>
      </DialogContent>
      <DialogActions>
        <Button disabled={active.length === 0 || task.running} onClick={() => void set([])}>
          {t.clear}
        </Button>
        <Button onClick={onClose}>{t.close}</Button>
      </DialogActions>
    </Modal>
  );
}

function ActiveFaults({ faults, onChange }: { faults: readonly Fault[]; onChange: (faults: readonly Fault[]) => Promise<void> }) {
  const { faults: t } = useWords().t;
  const rows = useFleet((state) => state.rows);
  const nameOf = (serial: string): string => [...rows.values()].find((row) => row.serial === serial)?.name ?? serial;
  const limits = ({ serial, requestType, times, takesEffect, retryAfterSeconds }: Fault): string =>
    [
      serial === undefined ? null : nameOf(serial),
      requestType === undefined ? null : t.requests[requestType],
      t.left(times),
      takesEffect ? t.lost : null,
      retryAfterSeconds === undefined ? null : t.waits(retryAfterSeconds),
    ]
      .filter((limit) => limit !== null)
      .join(' · ');
  return (
    <ul className="faults">
      {faults.map((fault, position) => (
        // The same fault may be on twice, and the order counts.
        // biome-ignore lint/suspicious/noArrayIndexKey: its place is what a fault is known by
        <li key={position}>
          <span className="grow">
            {t.names[fault.fault]} <span className="muted">{limits(fault)}</span>
          </span>
          <Button
            size="small"
            appearance="subtle"
            icon={<Dismiss16Regular />}
            aria-label={t.off(t.names[fault.fault])}
            onClick={() => void onChange(faults.filter((other) => other !== fault))}
          />
        </li>
      ))}
    </ul>
  );
}
