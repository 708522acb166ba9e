// All that happened, by whom, on what, from what to what; and the proof that none of it was altered since.
import { Button } from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ActivityEntry } from '../../../shared/model/activity.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useNowAs } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';
import './activity.css';
import { ANYTHING, dayBegins, filterOf, isAnything } from './activity-filter.ts';
import { ActivityHead } from './activity-head.tsx';
import { ActivityList, type ListHandle } from './activity-list.tsx';
import { ActivityToolbar } from './activity-toolbar.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { useEntries } from './use-entries.ts';
import { useProof, verify } from './use-proof.ts';

export function ActivityView() {
  const words = useWords();
  const folder = useFleet((state) => state.host?.dataFolder ?? '');
  const revision = useFleet((state) => state.revision);
  const [looked, setLooked] = useState(ANYTHING);
  const [opened, setOpened] = useState<ActivityEntry | null>(null);
  const today = useNowAs(dayBegins);
  const filter = useMemo(() => filterOf(words, looked, today), [words, looked, today]);
  const list = useRef<ListHandle>(null);
  const inHand = useEntries(filter, revision, () => list.current?.isAtTop() ?? true);
  const proof = useProof((state) => (state.folder === folder ? state.found?.proof : undefined));
  useEffect(() => {
    const known = useProof.getState();
    if (known.folder !== folder || known.found === null) void verify(folder);
  }, [folder]);

  const { entries, total, newer, error } = inHand;
  const showNewer = () => {
    inHand.showNewer();
    list.current?.toTop();
  };
  const close = () => {
    setOpened(null);
    if (opened !== null) list.current?.focus(opened.id);
  };
  const isEmpty = entries !== null && entries.length === 0;
  if (isEmpty && isAnything(looked) && error === null)
    return (
      <>
        <ActivityHead folder={folder} filter={filter} />
        <p className="muted row nomatch">
          <Mark tone="idle" /> {words.t.activity.emptyWhat}
        </p>
      </>
    );
  return (
    <>
      <ActivityHead folder={folder} filter={filter} />
      <ActivityToolbar
        looked={looked}
        onLook={setLooked}
        total={inHand.isCurrent ? total : null}
        newer={newer}
        onNewer={showNewer}
      />
      <div
        className="activity"
        role="group"
        aria-label={words.t.activity.title}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && opened !== null) close();
        }}
      >
        {error !== null ? (
          <p className="row nomatch t-warning" role="alert">
            <Mark tone="warning" /> {error}
          </p>
        ) : isEmpty ? (
          <p className="muted row nomatch">
            <Mark tone="idle" /> {words.t.activity.noMatch}
            <Button size="small" onClick={() => setLooked(ANYTHING)}>
              {words.t.activity.clear}
            </Button>
          </p>
        ) : entries === null ? null : (
          <ActivityList
            // Another filter begins at the top.
            key={JSON.stringify(filter)}
            ref={list}
            entries={entries}
            total={total - newer}
            openedId={opened?.id ?? null}
            brokenFrom={proof?.broken?.id ?? null}
            onOpen={setOpened}
            onEnd={inHand.readOlder}
          />
        )}
        {opened === null ? null : <EntryPanel key={opened.id} entry={opened} onClose={close} />}
      </div>
    </>
  );
}
