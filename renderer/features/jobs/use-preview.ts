// What main says that a job would do, as its fields change; an answer to what is no longer asked is dropped. The instances are chosen
// once, by the first answer: a filter that matches others later changes nothing in an open preview.
import { useEffect, useRef, useState } from 'react';
import { AppFailure } from '../../../shared/app-failure.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { JobAction, PlannedRow } from '../../../shared/model/job.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import { ask } from '../../api/client.ts';

/** `plan` stands for the rows; `at`: when they were chosen, epoch ms. null: nothing was asked yet. */
type Answer = { plan: string | null; at: number | null; rows: readonly PlannedRow[]; error: AppError | null };
const NONE: Answer = { plan: null, at: null, rows: [], error: null };
/** It changes nothing: asked where the job's own fields are not filled in yet, so that the instances are chosen all the same. */
const TO_CHOOSE: JobAction = { kind: 'tag', add: [], remove: [] };

/** `action` null: there is nothing to ask yet. `all`: how many instances it is about. */
export function usePreview(action: JobAction | null, scope: Scope): Answer & { all: number } {
  const [answer, setAnswer] = useState<Answer>(NONE);
  const [all, setAll] = useState('ids' in scope ? scope.ids.length : 0);
  const first = useRef<Promise<Output<'jobs.preview'>> | null>(null);
  useEffect(() => {
    let isWanted = true;
    const look = async () => {
      const isFirst = first.current === null;
      first.current ??= ask('jobs.preview', { action: action ?? TO_CHOOSE, scope });
      const chosen = await first.current;
      if (isFirst) setAll(chosen.rows.length);
      if (!isWanted) return;
      if (action === null) setAnswer({ ...NONE, at: chosen.at });
      const asked = isFirst || action === null ? chosen : await ask('jobs.preview', { action, scope: { plan: chosen.plan } });
      if (isWanted && action !== null) setAnswer({ ...asked, error: null });
    };
    look().catch((error: unknown) => {
      first.current = null;
      if (isWanted) setAnswer({ ...NONE, error: error instanceof AppFailure ? error.error : null });
    });
    return () => {
      isWanted = false;
    };
  }, [action, scope]);
  return { ...answer, all };
}
