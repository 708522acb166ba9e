// License Token ID: write-only, pasted more often than typed, so with a button for that.
import { Button, Input, Label } from '@fluentui/react-components';
import { ClipboardPaste16Regular } from '@fluentui/react-icons';
import { useId } from 'react';
import type { FieldProblem } from '../../shared/model/field-problem.ts';
import { ask } from '../api/client.ts';
import { FORM } from '../text/labels.ts';
import { useWords } from '../text/words.ts';
import { Note } from './note.tsx';

type Props = { value: string; onChange: (token: string) => void; problem: FieldProblem | null; note: string; disabled?: boolean };

export function TokenField({ value, onChange, problem, note, disabled = false }: Props) {
  const id = useId();
  const { t } = useWords();
  const paste = async () => {
    const { text } = await ask('clipboard.read', {});
    onChange(text.replace(/\s+/g, ''));
  };
  return (
    <div className="field">
      <Label className="l" htmlFor={id}>
        {FORM.token}
      </Label>
      <div className="line">
        <Input
          id={id}
          type="password"
          className="grow"
          value={value}
          onChange={(_, { value: typed }) => onChange(typed)}
          placeholder={t.configuration.tokenHint}
          autoComplete="off"
          disabled={disabled}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-note`}
        />
        <Button icon={<ClipboardPaste16Regular />} disabled={disabled} onClick={() => void paste()}>
          {t.configuration.paste}
        </Button>
      </div>
      <Note id={`${id}-note`} problem={problem}>
        {note}
      </Note>
    </div>
  );
}
