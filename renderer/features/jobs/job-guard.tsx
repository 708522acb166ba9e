// The guard of the production instances of a bulk job.
import type { PlannedRow } from '../../../shared/model/job.ts';
import { useWords } from '../../text/words.ts';
import { PhraseGuard } from './phrase-guard.tsx';

type Props = { rows: readonly PlannedRow[]; isRemoval: boolean; onConfirm: (confirmed: boolean) => void };

export function JobGuard({ rows, isRemoval, onConfirm }: Props) {
  const { jobs: t } = useWords().t;
  const what = isRemoval ? 'remove' : 'cut';
  // One instance is confirmed by its name, as on its own page.
  const phrase = rows.length === 1 ? (rows[0]?.name ?? '') : t.phrase[what](rows.length);
  return <PhraseGuard what={t.guardWhat[what](rows.length)} phrase={phrase} onConfirm={onConfirm} />;
}
