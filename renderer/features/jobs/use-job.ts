// A job as it is, followed for as long as somebody looks: main answers with what changed, as soon as something did.
import { useCallback, useEffect, useState } from 'react';
import type { Job, JobRow } from '../../../shared/model/job.ts';
import { ask } from '../../api/client.ts';

/** How long main may hold an answer back for a change. Real ms. */
const WAIT_MS = 10_000;

export type Followed = { job: Job; rows: readonly JobRow[] };
export const isAtRest = ({ state, counts }: Job): boolean => state !== 'running' && (counts.running ?? 0) === 0;

/** null: not heard yet, or there is no such job. `again` follows it anew, after it was told to go on. */
export function useJob(id: string): { followed: Followed | null; isGone: boolean; again: () => void } {
  const [followed, setFollowed] = useState<Followed | null>(null);
  const [isGone, setGone] = useState(false);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round follows the job anew
  useEffect(() => {
    let isOn = true;
    const follow = async () => {
      let known = 0;
      let rows: JobRow[] = [];
      while (isOn) {
        const told = await ask('jobs.watch', { id, known, waitMs: known === 0 ? 0 : WAIT_MS });
        if (!isOn) return;
        if (known === 0) rows = told.rows;
        else {
          rows = [...rows];
          for (const row of told.rows) rows[row.position] = row;
        }
        known = told.revision;
        setFollowed({ job: told.job, rows });
        if (isAtRest(told.job)) return;
      }
    };
    follow().catch(() => isOn && setGone(true));
    return () => {
      isOn = false;
    };
  }, [id, round]);
  return { followed, isGone, again: useCallback(() => setRound((before) => before + 1), []) };
}
