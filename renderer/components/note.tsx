// The line under a field: always there and always as high, so that nothing moves when it has something to say.
import type { ReactNode } from 'react';
import type { FieldProblem } from '../../shared/model/field-problem.ts';
import { problemText } from '../text/problems.ts';
import { useWords } from '../text/words.ts';
import { Mark } from './state-mark.tsx';

type Props = { id: string; problem?: FieldProblem | null; warning?: string | null; children?: ReactNode };

export function Note({ id, problem = null, warning = null, children }: Props) {
  const { t } = useWords();
  if (problem !== null)
    return (
      <p id={id} className="note bad" role="alert">
        <Mark tone="blocked" />
        <span className="strong">{problemText(t, problem)}</span>
      </p>
    );
  if (warning !== null)
    return (
      <p id={id} className="note warn">
        <Mark tone="warning" />
        {warning}
      </p>
    );
  return (
    <p id={id} className="note">
      {children}
    </p>
  );
}
