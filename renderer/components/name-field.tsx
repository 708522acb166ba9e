// The guard of a production instance: its name has to be typed.
import { Field, Input } from '@fluentui/react-components';
import { confirmsName } from '../../shared/model/production-guard.ts';
import { useWords } from '../text/words.ts';

export function NameField({ name, typed, onType }: { name: string; typed: string; onType: (typed: string) => void }) {
  const { guard: t } = useWords().t;
  const label = (
    <span>
      {t.type.before}
      <b>{name}</b>
      {t.type.after}
    </span>
  );
  return (
    <Field label={label} hint={confirmsName(name, typed) ? t.matches : t.matchesNot}>
      <Input value={typed} onChange={(_, { value }) => onType(value)} autoComplete="off" spellCheck={false} />
    </Field>
  );
}
