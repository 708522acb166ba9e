// What a job needs besides its instances: a token, a count, or tags; and what the count does to the accounts.
import { Checkbox, Field, Input } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import type { PlannedRow } from '../../../shared/model/job.ts';
import type { JobKind } from '../../../shared/model/job-lists.ts';
import { licencesFor } from '../../../shared/model/licences.ts';
import { TokenField } from '../../components/token-field.tsx';
import { useWords } from '../../text/words.ts';

export type JobDraft = {
  token: string;
  force: boolean;
  count: string;
  addTags: string;
  removeTags: string;
  dryRun: boolean;
  stopAfter: string;
};
export const NEW_DRAFT: JobDraft = {
  token: '',
  force: false,
  count: '',
  addTags: '',
  removeTags: '',
  dryRun: false,
  stopAfter: '10',
};

export const tagsIn = (text: string): string[] =>
  text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');

type Props = {
  kind: JobKind;
  draft: JobDraft;
  onChange: (change: Partial<JobDraft>) => void;
  tokenProblem: FieldProblem | null;
  rows: readonly PlannedRow[];
};

export function JobFields({ kind, draft, onChange, tokenProblem, rows }: Props) {
  const { jobs: t } = useWords().t;
  if (kind === 'register')
    return (
      <div>
        <TokenField
          value={draft.token}
          onChange={(token) => onChange({ token })}
          problem={tokenProblem}
          note={t.tokenNote}
          disabled={draft.dryRun}
        />
        <Checkbox label={t.force} checked={draft.force} onChange={(_, { checked }) => onChange({ force: checked === true })} />
      </div>
    );
  if (kind === 'tag')
    return (
      <div className="jobfields">
        <Field label={t.addTags} hint={t.tagsNote}>
          <Input value={draft.addTags} onChange={(_, { value }) => onChange({ addTags: value })} spellCheck={false} />
        </Field>
        <Field label={t.removeTags} hint={t.tagsNote}>
          <Input value={draft.removeTags} onChange={(_, { value }) => onChange({ removeTags: value })} spellCheck={false} />
        </Field>
      </div>
    );
  if (kind !== 'count') return null;
  const count = Number(draft.count);
  return (
    <div className="jobfields">
      <Field label={t.countField} hint={count > 0 && count % 5 === 0 ? t.each(licencesFor(count)) : ' '}>
        <Input inputMode="numeric" value={draft.count} onChange={(_, { value }) => onChange({ count: value })} />
      </Field>
      <AccountChanges rows={rows} />
    </div>
  );
}

/** Licences more or less per account, of the rows that will be done. */
function AccountChanges({ rows }: { rows: readonly PlannedRow[] }) {
  const { jobs: t } = useWords().t;
  const changes = useMemo(() => {
    const sums = new Map<string | null, number>();
    for (const { account, plan } of rows)
      if (plan.will !== null) sums.set(account, (sums.get(account) ?? 0) + licencesFor(plan.cps.to - plan.cps.from));
    return [...sums].filter(([, more]) => more !== 0).sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  }, [rows]);
  return (
    <div>
      <h3>{t.accounts}</h3>
      <ul className="small accountchanges">
        {changes.length === 0 ? <li className="muted">{t.noChange}</li> : null}
        {changes.map(([account, more]) => (
          <li key={account ?? ''} className="num">
            {t.licences(account ?? t.noAccount, more)}
          </li>
        ))}
      </ul>
    </div>
  );
}
