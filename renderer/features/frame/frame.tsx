// The frame around every view: the rail with the worst verdict, the top bar with what holds for all of it.
import { Button, useFocusFinders } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { HostInfo } from '../../../shared/model/fleet-snapshot.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useFleet } from '../../state/fleet-store.ts';
import { addressOf, type Route, routeOf, useRoute, type ViewName } from '../../state/route.ts';
import { useWords } from '../../text/words.ts';
import { InstanceView } from '../later-views.tsx';
import { TopBar } from './top-bar.tsx';
import { useOpened } from './use-opened.tsx';
import { useViewKeys } from './use-view-keys.ts';
import { useWorst } from './use-worst.ts';
import { VIEWS, viewOf } from './views.tsx';

export function Frame() {
  // Holds the library's keyboard service for as long as the page lives: were it dropped between two views, a dialog that has just
  // been closed would leave the page hidden from screen readers.
  useFocusFinders();
  const route = useRoute();
  const host = useFleet((state) => state.host);
  const { onFind, open } = useOpened();
  useViewKeys();
  const main = useFocusOnChange(route.view === 'instance' ? route.id : route.view);
  return (
    <div className="shell">
      <Rail here={viewOf(route)} />
      <TopBar onFind={onFind} />
      <main className="main" ref={main} tabIndex={-1}>
        {host === null ? null : (
          <>
            <Warnings key={host.dataFolder} warnings={host.warnings} />
            <View route={route} host={host} />
          </>
        )}
      </main>
      {open}
    </div>
  );
}

function View({ route, host }: { route: Route; host: HostInfo }) {
  if (route.view === 'instance') return <InstanceView key={route.id} id={route.id} tab={route.tab} />;
  return VIEWS.find(({ view }) => view === viewOf(route))?.content(host, route);
}

/** Another view begins at its top for the keyboard too, where what had the focus went away with the last one. */
function useFocusOnChange(view: string) {
  const main = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new view is what moves the focus
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) main.current?.focus();
  }, [view]);
  return main;
}

function Rail({ here }: { here: ViewName }) {
  const { t } = useWords();
  const worst = useWorst();
  return (
    <nav className="rail" aria-label={t.frame.views}>
      {VIEWS.map(({ view, Icon }) => (
        <a
          key={view}
          className={view === 'settings' ? 'push' : undefined}
          href={addressOf(routeOf(view))}
          aria-current={here === view ? 'page' : undefined}
        >
          <Icon />
          <span>{t.frame[view]}</span>
          {view === 'fleet' && worst !== null ? (
            <span className={`worst t-${worst.tone}`}>
              <Mark tone={worst.tone} size={12} />
              {worst.words}
            </span>
          ) : null}
        </a>
      ))}
    </nav>
  );
}

/** What main tells once: it can be put away, and comes back with the next start where it still holds. */
function Warnings({ warnings }: { warnings: string[] }) {
  const { t } = useWords();
  const [read, setRead] = useState<readonly string[]>([]);
  return warnings
    .filter((warning) => !read.includes(warning))
    .map((warning) => (
      <p className="note-bar t-warning" role="status" key={warning}>
        <Mark tone="warning" size={12} />
        <span className="grow">{warning}</span>
        <Button
          size="small"
          appearance="subtle"
          icon={<Dismiss16Regular />}
          aria-label={t.frame.dismiss}
          onClick={() => setRead([...read, warning])}
        />
      </p>
    ));
}
