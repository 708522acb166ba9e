// What main says that a job would do, as its fields change; an answer to what is no longer asked is dropped.
import { useEffect, useState } from 'react';
import { AppFailure } from '../../../shared/app-failure.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { JobAction, PlannedRow } from '../../../shared/model/job.ts';
import { ask } from '../../api/client.ts';

type Preview = { rows: readonly PlannedRow[]; error: AppError | null };
const NONE: Preview = { rows: [], error: null };

/** `action` null: there is nothing to ask yet. */
export function usePreview(action: JobAction | null, ids: readonly string[]): Preview {
  const [preview, setPreview] = useState<Preview>(NONE);
  useEffect(() => {
    let isWanted = true;
    const take = (answer: Preview) => {
      if (isWanted) setPreview(answer);
    };
    if (action === null) take(NONE);
    else
      ask('jobs.preview', { action, scope: { ids: [...ids] } }).then(
        ({ rows }) => take({ rows, error: null }),
        (error: unknown) => take({ rows: [], error: error instanceof AppFailure ? error.error : null }),
      );
    return () => {
      isWanted = false;
    };
  }, [action, ids]);
  return preview;
}
