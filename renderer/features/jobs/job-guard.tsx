// The guard of production instances: what will happen is said in a sentence, and a phrase with their number has to be typed.
import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { PlannedRow } from '../../../shared/model/job.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useWords } from '../../text/words.ts';

type Props = { rows: readonly PlannedRow[]; isRemoval: boolean; onConfirm: (confirmed: boolean) => void };

export function JobGuard({ rows, isRemoval, onConfirm }: Props) {
  const { jobs: t } = useWords().t;
  const [typed, setTyped] = useState('');
  const what = isRemoval ? 'remove' : 'cut';
  // One instance is confirmed by its name, as on its own page.
  const phrase = rows.length === 1 ? (rows[0]?.name ?? '') : t.phrase[what](rows.length);
  const said = t.guard(phrase);
  const type = (value: string) => {
    setTyped(value);
    onConfirm(value.trim() === phrase);
  };
  return (
    <div className="jobguard">
      <p className="row">
        <Mark tone="warning" size={20} />
        <span>{t.guardWhat[what](rows.length)}</span>
      </p>
      <Field
        label={
          <span>
            {said.before}
            <b>{said.phrase}</b>
            {said.after}
          </span>
        }
        hint={typed.trim() === phrase ? t.typed : t.typedNot}
      >
        <Input value={typed} onChange={(_, { value }) => type(value)} autoComplete="off" spellCheck={false} />
      </Field>
    </div>
  );
}
