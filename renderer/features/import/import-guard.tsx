// The guard of production instances whose count an import would cut.
import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { Mark } from '../../components/state-mark.tsx';
import { useWords } from '../../text/words.ts';

export function ImportGuard({ cuts, onConfirm }: { cuts: number; onConfirm: (confirmed: boolean) => void }) {
  const { jobs: t } = useWords().t;
  const [typed, setTyped] = useState('');
  const said = t.guard(t.phrase.cut(cuts));
  const type = (value: string) => {
    setTyped(value);
    onConfirm(value.trim() === said.phrase);
  };
  return (
    <div className="jobguard">
      <p className="row">
        <Mark tone="warning" size={20} />
        <span>{t.guardWhat.cut(cuts)}</span>
      </p>
      <Field
        label={
          <span>
            {said.before}
            <b>{said.phrase}</b>
            {said.after}
          </span>
        }
        hint={typed.trim() === said.phrase ? t.typed : t.typedNot}
      >
        <Input value={typed} onChange={(_, { value }) => type(value)} autoComplete="off" spellCheck={false} />
      </Field>
    </div>
  );
}
