// The frame around every view: the rail with the worst verdict, the top bar with what holds for all of it.
import { Button } from '@fluentui/react-components';
import { Board20Regular, Settings20Regular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import { bucketOf, type Tone } from '../../../shared/model/fleet-order.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useNow } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { addressOf, useRoute } from '../../state/route.ts';
import { num } from '../../text/dates.ts';
import { Fleet } from '../fleet/fleet.tsx';
import { InstanceView } from '../instance/instance.tsx';
import { SettingsView } from '../settings/settings.tsx';
import { DemonstrationBar } from './demonstration-bar.tsx';
import { ServerMarks } from './server-marks.tsx';

const VIEWS = [
  { view: 'fleet', name: 'Fleet', Icon: Board20Regular },
  { view: 'settings', name: 'Settings', Icon: Settings20Regular },
] as const;

const atMost99 = (count: number): string => (count > 99 ? '99+' : num(count));

function useWorst(): { tone: Tone; words: string } | null {
  const rows = useFleet((state) => state.rows);
  const minute = Math.floor(useNow() / 60_000);
  return useMemo(() => {
    const buckets = [...rows.values()].map((row) => bucketOf(row, minute * 60_000));
    const blocked = buckets.filter((bucket) => bucket === 'blocked').length;
    const amber = buckets.filter((bucket) => bucket === 'risk' || bucket === 'out-of-compliance').length;
    if (blocked > 0) return { tone: 'blocked', words: `${atMost99(blocked)} blocked` };
    if (amber > 0) return { tone: 'warning', words: `${atMost99(amber)} at risk` };
    return rows.size > 0 ? { tone: 'ok', words: 'Fine' } : null;
  }, [rows, minute]);
}

export function Frame() {
  const route = useRoute();
  const { host, trouble } = useFleet();
  const worst = useWorst();
  const here = route.view === 'settings' ? 'settings' : 'fleet';
  return (
    <div className="shell">
      <nav className="rail" aria-label="Views">
        {VIEWS.map(({ view, name, Icon }) => (
          <a
            key={view}
            className={view === 'settings' ? 'push' : undefined}
            href={addressOf({ view })}
            aria-current={here === view ? 'page' : undefined}
          >
            <Icon />
            <span>{name}</span>
            {view === 'fleet' && worst !== null ? (
              <span className={`worst t-${worst.tone}`}>
                <Mark tone={worst.tone} size={12} />
                {worst.words}
              </span>
            ) : null}
          </a>
        ))}
      </nav>
      <header className="topbar">
        {trouble !== null ? (
          <div className="offline" role="status">
            <Mark tone="warning" />
            <span className="grow cut">
              <b>{trouble}</b>
            </span>
            <Button size="small" onClick={() => location.reload()}>
              Try again
            </Button>
          </div>
        ) : host?.demonstration ? (
          <DemonstrationBar rate={host.clock.rate} />
        ) : (
          <span className="strong">CUSP License Manager</span>
        )}
        <ServerMarks />
      </header>
      <main className="main">
        {host?.warnings.map((warning) => (
          <p className="note-bar t-warning" role="status" key={warning}>
            <Mark tone="warning" size={12} />
            {warning}
          </p>
        ))}
        {host === null ? null : route.view === 'instance' ? (
          <InstanceView key={route.id} id={route.id} tab={route.tab} />
        ) : route.view === 'settings' ? (
          <SettingsView />
        ) : (
          <Fleet />
        )}
      </main>
    </div>
  );
}
