// HTTP(S) Proxy: address and port, and a login where the proxy wants one; the password is write-only.
import { Input, Label } from '@fluentui/react-components';
import type { Field, FieldProblem } from '../../../shared/model/field-problem.ts';
import { Note } from '../../components/note.tsx';
import { FORM } from '../../text/labels.ts';
import { useWords } from '../../text/words.ts';
import type { Draft } from './draft.ts';

type Props = {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  problems: Partial<Record<Field, FieldProblem>>;
  kept: boolean;
};

export function ProxyFields({ draft, onChange, problems, kept }: Props) {
  const { proxy: t } = useWords().t;
  const disabled = !draft.proxyOn;
  const problem = problems['proxy-address'] ?? problems['proxy-port'] ?? problems['proxy-user'] ?? null;
  const field = (
    id: string,
    label: string,
    key: 'proxyHost' | 'proxyPort' | 'proxyUser' | 'proxyPassword',
    name: Field | null,
    width?: number,
  ) => (
    <div className={width === undefined ? 'grow' : undefined}>
      <Label className="l" htmlFor={id}>
        {label}
      </Label>
      <Input
        id={id}
        type={key === 'proxyPassword' ? 'password' : 'text'}
        inputMode={key === 'proxyPort' ? 'numeric' : 'text'}
        value={draft[key]}
        onChange={(_, { value }) => onChange({ [key]: value })}
        disabled={disabled}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={name !== null && problems[name] !== undefined}
        aria-describedby="proxy-note"
        placeholder={key === 'proxyPassword' && kept ? t.kept : ''}
        style={{ width: width ?? '100%', minWidth: 0 }}
        input={{ style: { minWidth: 0 } }}
      />
    </div>
  );
  return (
    <>
      <div className="line" style={{ marginTop: 4 }}>
        {field('proxy-host', FORM.proxyAddress, 'proxyHost', 'proxy-address')}
        {field('proxy-port', FORM.proxyPort, 'proxyPort', 'proxy-port', 96)}
      </div>
      <div className="line" style={{ marginTop: 8 }}>
        {field('proxy-user', t.user, 'proxyUser', 'proxy-user')}
        {field('proxy-password', t.password, 'proxyPassword', null)}
      </div>
      <Note id="proxy-note" problem={problem}>
        {draft.proxySystem ? t.systemNote : t.note}
      </Note>
    </>
  );
}
