// The guard of production instances: what will happen is said in a sentence, and a phrase has to be typed.
import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { Mark } from '../../components/state-mark.tsx';
import { useWords } from '../../text/words.ts';

type Props = { what: string; phrase: string; onConfirm: (confirmed: boolean) => void };

export function PhraseGuard({ what, phrase, onConfirm }: Props) {
  const { jobs: t } = useWords().t;
  const [typed, setTyped] = useState('');
  const said = t.guard(phrase);
  const type = (value: string) => {
    setTyped(value);
    onConfirm(value.trim() === phrase);
  };
  return (
    <div className="jobguard">
      <p className="row">
        <Mark tone="warning" size={20} />
        <span>{what}</span>
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
