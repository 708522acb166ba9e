// One run of the doctor, followed step by step; leaving the instance calls it off.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { CheckStep } from '../../../shared/model/diagnostics.ts';
import { ask } from '../../api/client.ts';
import { useTask } from '../../components/use-task.ts';
import { now } from '../../state/clock.ts';

export type Doctor = {
  steps: readonly CheckStep[];
  running: boolean;
  /** Called off, and not yet at its end. */
  cancelling: boolean;
  /** When the last run ended, epoch ms of the folder's clock; null: none has. */
  endedAt: number | null;
  error: AppError | null;
  run: () => void;
  cancel: () => void;
};

/** Resolves at the end with its time. Aborting `off` skips what is left, which is told like any step. */
async function examine(id: string, off: AbortSignal, tell: (steps: readonly CheckStep[]) => void): Promise<number> {
  const { run } = await ask('diagnostics.start', { id });
  const callOff = () => void ask('diagnostics.cancel', { run }).catch(() => undefined);
  off.addEventListener('abort', callOff);
  if (off.aborted) callOff();
  const steps: CheckStep[] = [];
  for (;;) {
    const next = await ask('diagnostics.next', { run, known: steps.length });
    steps.push(...next.steps);
    tell([...steps]);
    if (next.done) return now();
  }
}

/** `id` stays the same: another instance has its own. */
export function useDoctor(id: string): Doctor {
  const [steps, setSteps] = useState<readonly CheckStep[]>([]);
  const [endedAt, setEndedAt] = useState<number | null>(null);
  const [cancelling, setCancelling] = useState(false);
  const off = useRef<AbortController | null>(null);
  const task = useTask(examine);
  useEffect(() => () => off.current?.abort(), []);

  const { run: start } = task;
  const run = useCallback(() => {
    const controller = new AbortController();
    off.current = controller;
    setSteps([]);
    setEndedAt(null);
    setCancelling(false);
    void start(id, controller.signal, setSteps).then((ended) => setEndedAt(ended?.value ?? null));
  }, [id, start]);
  const cancel = useCallback(() => {
    setCancelling(true);
    off.current?.abort();
  }, []);
  return { steps, running: task.running, cancelling: task.running && cancelling, endedAt, error: task.error, run, cancel };
}
