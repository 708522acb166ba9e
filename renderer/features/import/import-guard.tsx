// The guard of production instances whose count an import would cut.
import { useWords } from '../../text/words.ts';
import { PhraseGuard } from '../jobs/phrase-guard.tsx';

export function ImportGuard({ cuts, onConfirm }: { cuts: number; onConfirm: (confirmed: boolean) => void }) {
  const { jobs: t } = useWords().t;
  return <PhraseGuard what={t.guardWhat.cut(cuts)} phrase={t.phrase.cut(cuts)} onConfirm={onConfirm} />;
}
