// One dialog at a time over the fleet.
import { ImportDialog } from '../import/import-dialog.tsx';
import { JobList } from './job-list.tsx';
import './jobs.css';
import type { Opened } from './opened.ts';
import { PrepareJob } from './prepare-job.tsx';
import { WatchJob } from './watch-job.tsx';

export default function Dialogs({ opened }: { opened: Opened }) {
  switch (opened.kind) {
    case 'prepare':
      return <PrepareJob kind={opened.job} scope={opened.scope} />;
    case 'watch':
      return <WatchJob key={opened.id} id={opened.id} />;
    case 'list':
      return <JobList />;
    case 'import':
      return <ImportDialog key={opened.upload} {...opened} />;
  }
}
