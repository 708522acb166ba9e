// The jobs that there were, newest first: each can be looked at again, and forgotten.
import { Button, DialogActions, DialogContent, DialogTitle } from '@fluentui/react-components';
import { Delete16Regular } from '@fluentui/react-icons';
import { useCallback, useEffect, useState } from 'react';
import type { Job } from '../../../shared/model/job.ts';
import { ask } from '../../api/client.ts';
import { LongList } from '../../components/long-list.tsx';
import { Modal } from '../../components/modal.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useWords } from '../../text/words.ts';
import { close, open } from './opened.ts';
import { Said } from './row-words.tsx';

const readJobs = () => ask('jobs.list', {});
const forgetJob = (id: string) => ask('jobs.forget', { id });
const TONES = { running: 'idle', paused: 'warning', done: 'ok', cancelled: 'idle' } as const;

export function JobList() {
  const { t, f } = useWords();
  const [jobs, setJobs] = useState<readonly Job[]>([]);
  const reading = useTask(readJobs);
  const forgetting = useTask(forgetJob);
  const read = reading.run;
  const look = useCallback(async () => {
    const found = await read();
    if (found !== null) setJobs(found.value);
  }, [read]);
  useEffect(() => {
    void look();
  }, [look]);
  const nameOf = ({ action, dryRun }: Job) => `${t.jobs.names[action.kind]}${dryRun ? ` (${t.jobs.dry})` : ''}`;
  const resultOf = ({ counts }: Job) =>
    (['done', 'failed', 'skipped', 'cancelled', 'waiting'] as const)
      .filter((state) => (counts[state] ?? 0) > 0)
      .map((state) => t.jobs[state](counts[state] ?? 0))
      .join(' · ');
  return (
    <Modal wide onClose={close} onSubmit={close}>
      <DialogTitle>{t.jobs.listTitle}</DialogTitle>
      <DialogContent className="fields jobdialog">
        {jobs.length === 0 ? (
          <p className="muted">{t.jobs.listNone}</p>
        ) : (
          <LongList
            name={t.jobs.listTitle}
            count={jobs.length}
            heads={[t.jobs.listWhen, t.jobs.listWhat, t.jobs.listState, t.jobs.listResult, '']}
            columns="150px 190px 110px minmax(0, 1fr) 40px"
            cells={(index) => {
              const job = jobs[index];
              if (job === undefined) return [];
              return [
                <time key="when">{f.dateTime(job.createdAt)}</time>,
                <button
                  key="what"
                  type="button"
                  className="plain link"
                  aria-label={t.jobs.open(`${nameOf(job)}, ${f.dateTime(job.createdAt)}`)}
                  onClick={() => open({ kind: 'watch', id: job.id })}
                >
                  {nameOf(job)}
                </button>,
                <Said key="state" tone={TONES[job.state]} text={t.jobs.states[job.state]} />,
                <span key="result" className="muted num" title={resultOf(job)}>
                  {resultOf(job)}
                </span>,
                job.state === 'running' ? null : (
                  <Button
                    key="forget"
                    size="small"
                    appearance="subtle"
                    icon={<Delete16Regular />}
                    aria-label={t.jobs.forget}
                    title={t.jobs.forget}
                    onClick={() => void forgetting.run(job.id).then(look)}
                  />
                ),
              ];
            }}
          />
        )}
        <Refusal error={reading.error ?? forgetting.error} />
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t.jobs.close}</Button>
      </DialogActions>
    </Modal>
  );
}
