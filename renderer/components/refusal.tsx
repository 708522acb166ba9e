// What was refused, in words, where the person looks: red shape, text, announced at once.
import type { AppError } from '../../shared/errors.ts';
import { refusalText } from '../text/failures.ts';
import { useWords } from '../text/words.ts';
import { Mark } from './state-mark.tsx';

export function Refusal({ error }: { error: AppError | null }) {
  const words = useWords();
  if (error === null) return null;
  return (
    <p className="refusal" role="alert">
      <Mark tone="blocked" />
      <span>{refusalText(words, error)}</span>
    </p>
  );
}
