// A job at work, and afterwards its result list: counts, rows, what can still be decided.
import { Button, DialogActions, DialogContent, DialogTitle, ProgressBar } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { checkToken, cleanToken } from '../../../shared/model/field-rules.ts';
import type { Job } from '../../../shared/model/job.ts';
import { ask } from '../../api/client.ts';
import { Modal } from '../../components/modal.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { TokenField } from '../../components/token-field.tsx';
import { useTask } from '../../components/use-task.ts';
import { useWords } from '../../text/words.ts';
import { close } from './opened.ts';
import { ResultList } from './row-list.tsx';
import { tell } from './told.ts';
import { type Followed, useJob } from './use-job.ts';

const cancelJob = (id: string) => ask('jobs.cancel', { id });
const resumeJob = (id: string, token?: string) => ask('jobs.resume', { id, ...(token === undefined ? {} : { token }) });
const saveJob = (id: string) => tell(async () => (await ask('files.saveJob', { id }))?.name ?? null);

export function WatchJob({ id }: { id: string }) {
  const { followed, isGone, again } = useJob(id);
  if (isGone || followed === null) return null;
  return <Watched followed={followed} again={again} />;
}

/** Rows that were to be done, and of those the decided ones. */
export function progressOf({ counts }: Job): { done: number; all: number } {
  const { waiting = 0, running = 0, done = 0, failed = 0, cancelled = 0 } = counts;
  return { done: done + failed, all: waiting + running + done + failed + cancelled };
}

function Watched({ followed: { job, rows }, again }: { followed: Followed; again: () => void }) {
  const { jobs: t } = useWords().t;
  const cancel = useTask(cancelJob);
  const resume = useTask(resumeJob);
  const [token, setToken] = useState('');
  const { done, all } = progressOf(job);
  const waiting = job.counts.waiting ?? 0;
  const isOpen = job.state === 'running' || job.state === 'paused';
  const needsToken = job.pause === 'token';
  const title = useMemo(() => `${t.running[job.action.kind](done, all)}${job.dryRun ? ` (${t.dry})` : ''}`, [t, job, done, all]);
  const goOn = async () => {
    if (needsToken && checkToken(cleanToken(token)) !== null) return;
    if ((await resume.run(job.id, needsToken ? token : undefined)) !== null) again();
  };
  return (
    <Modal wide onClose={close} onSubmit={() => void goOn()}>
      <DialogTitle>{title}</DialogTitle>
      <DialogContent className="fields jobdialog">
        <ProgressBar value={all === 0 ? 1 : done / all} aria-label={title} thickness="large" />
        {job.pause === null ? null : (
          <p className="row" role="alert">
            <Mark tone="warning" />
            <span>{t.pauses[job.pause]}</span>
          </p>
        )}
        {needsToken ? <TokenField value={token} onChange={setToken} problem={null} note={t.tokenNote} /> : null}
        <ResultList rows={rows} counts={job.counts} />
        <p className="muted small" role="status">
          {isOpen ? t.mayClose : t.states[job.state]}
        </p>
        <Refusal error={cancel.error ?? resume.error} />
      </DialogContent>
      <DialogActions>
        {isOpen ? null : <Button onClick={() => void saveJob(job.id)}>{t.save}</Button>}
        {isOpen && waiting > 0 ? (
          <Button disabled={cancel.running} onClick={() => void cancel.run(job.id).then(again)}>
            {t.cancelOther(waiting)}
          </Button>
        ) : null}
        {job.state === 'paused' ? (
          <Button
            type="submit"
            appearance="primary"
            disabled={resume.running || (needsToken && checkToken(cleanToken(token)) !== null)}
          >
            {t.goOn}
          </Button>
        ) : null}
        <Button onClick={close}>{t.close}</Button>
      </DialogActions>
    </Modal>
  );
}
