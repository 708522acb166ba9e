// The guard of several production instances, of a bulk job or an import: what happens in a sentence, and what has to be typed. One
// instance is confirmed by its name, as on its own page.
import { Field, Input } from '@fluentui/react-components';
import { confirmsMass, type Mass } from '../../../shared/model/production-guard.ts';
import { EnvironmentMark } from '../../components/environment-mark.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useWords } from '../../text/words.ts';

type Props = { what: Mass; names: readonly string[]; typed: string; onType: (typed: string) => void };

export function MassGuard({ what, names, typed, onType }: Props) {
  const { jobs: t } = useWords().t;
  const phrase = names.length === 1 ? (names[0] ?? '') : t.phrase[what](names.length);
  const said = t.guard(phrase);
  return (
    <div className="jobguard">
      <p className="row">
        <Mark tone="warning" size={20} />
        <EnvironmentMark environment="production" />
        <span>{t.guardWhat[what](names.length)}</span>
      </p>
      <Field
        label={
          <span>
            {said.before}
            <b>{said.phrase}</b>
            {said.after}
          </span>
        }
        hint={confirmsMass(what, names, typed) ? t.typed : t.typedNot}
      >
        <Input value={typed} onChange={(_, { value }) => onType(value)} autoComplete="off" spellCheck={false} />
      </Field>
    </div>
  );
}
