// A job before it begins: what it needs to know, and what it will do to each instance, asked of main as the fields change.
import { Button, Checkbox, DialogActions, DialogContent, DialogTitle, Input, Label } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { checkTag, checkToken, cleanToken } from '../../../shared/model/field-rules.ts';
import type { JobAction } from '../../../shared/model/job.ts';
import type { JobKind } from '../../../shared/model/job-lists.ts';
import { isGuarded } from '../../../shared/model/job-plan.ts';
import { confirmsMass } from '../../../shared/model/production-guard.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import { ask } from '../../api/client.ts';
import { Modal } from '../../components/modal.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useWords } from '../../text/words.ts';
import { type JobDraft, JobFields, NEW_DRAFT, tagsIn } from './job-fields.tsx';
import { MassGuard } from './mass-guard.tsx';
import { close, open } from './opened.ts';
import { PlanList } from './row-list.tsx';
import { usePreview } from './use-preview.ts';

/** Null: a field has to be filled first, or mended. */
function actionOf(kind: JobKind, draft: JobDraft): JobAction | null {
  switch (kind) {
    case 'register':
      return { kind, force: draft.force };
    case 'count':
      return /^\d{1,9}$/.test(draft.count.trim()) ? { kind, count: Number(draft.count) } : null;
    case 'tag': {
      const [add, remove] = [tagsIn(draft.addTags), tagsIn(draft.removeTags)];
      if (add.length + remove.length === 0 || add.some((tag) => checkTag(tag) !== null)) return null;
      return { kind, add, remove };
    }
    default:
      return { kind };
  }
}

export function PrepareJob({ kind, scope }: { kind: JobKind; scope: Scope }) {
  const {
    f,
    t: { jobs: t, dialog },
  } = useWords();
  const [draft, setDraft] = useState(NEW_DRAFT);
  const [tried, setTried] = useState(false);
  const [typed, setTyped] = useState('');
  // The same action, whatever else is typed: it is asked about once.
  const asked = JSON.stringify(actionOf(kind, draft));
  const action = useMemo((): JobAction | null => JSON.parse(asked), [asked]);
  const { plan, rows, error, all, at } = usePreview(action, scope);
  const will = useMemo(() => rows.filter(({ plan }) => plan.will !== null), [rows]);
  const guarded = useMemo(() => (draft.dryRun ? [] : will.filter(isGuarded)), [will, draft.dryRun]);
  const guard = { what: kind === 'remove' ? 'remove' : 'cut', names: guarded.map(({ name }) => name) } as const;
  const confirmed = confirmsMass(guard.what, guard.names, typed);
  const needsToken = kind === 'register' && !draft.dryRun;
  const tokenProblem = needsToken && tried ? checkToken(cleanToken(draft.token)) : null;
  const task = useTask(ask<'jobs.start'>);
  const submit = async () => {
    setTried(true);
    if (action === null || plan === null || will.length === 0 || !confirmed) return;
    if (needsToken && checkToken(cleanToken(draft.token)) !== null) return;
    const stopAfter = /^\d+$/.test(draft.stopAfter) ? Math.max(1, Number(draft.stopAfter)) : null;
    const token = needsToken ? { token: draft.token } : {};
    const confirm = guarded.length > 0 ? { confirm: typed } : {};
    const { dryRun } = draft;
    const started = await task.run('jobs.start', { action, scope: { plan }, stopAfter, dryRun, ...token, ...confirm });
    if (started !== null) open({ kind: 'watch', id: started.value.id });
  };
  return (
    <Modal wide onClose={close} onSubmit={() => void submit()}>
      <DialogTitle>{t.title[kind](will.length, all)}</DialogTitle>
      <DialogContent className="fields jobdialog">
        <JobFields
          kind={kind}
          draft={draft}
          onChange={(change) => setDraft({ ...draft, ...change })}
          tokenProblem={tokenProblem}
          rows={rows}
        />
        {'filter' in scope && at !== null ? (
          <p className="muted small" role="note">
            {t.frozen(all, f.dateTime(at))}
          </p>
        ) : null}
        <PlanList rows={rows} isCount={kind === 'count'} />
        <div className="row jobswitches">
          <Checkbox
            label={t.dryRun}
            checked={draft.dryRun}
            onChange={(_, { checked }) => setDraft({ ...draft, dryRun: checked === true })}
          />
          <span className="grow" />
          <Label className="row">
            {t.stopAfter}
            <Input
              inputMode="numeric"
              title={t.stopAfterNote}
              style={{ width: 72 }}
              value={draft.stopAfter}
              onChange={(_, { value }) => setDraft({ ...draft, stopAfter: value.replace(/\D/g, '').slice(0, 5) })}
            />
          </Label>
        </div>
        {guarded.length > 0 ? <MassGuard {...guard} typed={typed} onType={setTyped} /> : null}
        <p className="muted small">{rows.length > 0 && will.length === 0 ? t.nothing : t.foot}</p>
        <Refusal error={task.error ?? error} />
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{dialog.cancel}</Button>
        <Button
          type="submit"
          appearance="primary"
          className={kind === 'remove' ? 'danger' : ''}
          disabled={task.running || will.length === 0 || !confirmed}
        >
          {t.go[kind](will.length)}
        </Button>
      </DialogActions>
    </Modal>
  );
}
