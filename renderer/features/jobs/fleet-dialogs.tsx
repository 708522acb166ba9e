// The dialogs of jobs and import, loaded when the first one is opened: a window that only looks does not pay for them.

import { Button } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { lazy, Suspense } from 'react';
import { Refusal } from '../../components/refusal.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useWords } from '../../text/words.ts';
import { useOpened } from './opened.ts';
import { untell, useTold } from './told.ts';

const Dialogs = lazy(() => import('./dialogs.tsx'));

export function FleetDialogs() {
  const opened = useOpened((state) => state.opened);
  return (
    <>
      <Notice />
      {opened === null ? null : (
        <Suspense fallback={null}>
          <Dialogs opened={opened} />
        </Suspense>
      )}
    </>
  );
}

function Notice() {
  const { saved, error } = useTold();
  const { jobs: t, frame } = useWords().t;
  if (saved === null && error === null) return null;
  return (
    <div className="jobnotice">
      {error === null ? (
        <p role="status" className="row">
          <Mark tone="ok" />
          {t.saved(saved ?? '')}
        </p>
      ) : (
        <Refusal error={error} />
      )}
      <Button size="small" appearance="subtle" icon={<Dismiss16Regular />} aria-label={frame.dismiss} onClick={untell} />
    </div>
  );
}
