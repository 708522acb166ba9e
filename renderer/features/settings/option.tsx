// One setting: its name, what it means, and its control.
import type { ReactNode } from 'react';

type Props = { name: string; hint?: ReactNode; hintId?: string; children: ReactNode };

export const Option = ({ name, hint, hintId, children }: Props) => (
  <div className="opt">
    <div>
      <p>{name}</p>
      {hint ? (
        <p className="small" id={hintId}>
          {hint}
        </p>
      ) : null}
    </div>
    <div className="row">{children}</div>
  </div>
);
