// One instance: the verdict in a sentence, the step that makes sense now, what fails, and the tabs.
import { Button, Tab, TabList } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { go, TABS, type Tab as TabName } from '../../state/route.ts';
import { useShortcut } from '../../state/shortcuts.ts';
import { useWish, type Wish } from '../../state/wish.ts';
import { useWords } from '../../text/words.ts';
import { ConfigurationForm } from '../configuration/configuration-form.tsx';
import { Actions } from './actions.tsx';
import { Diagnostics } from './diagnostics.tsx';
import { FailureStrip } from './failure-strip.tsx';
import { Head } from './head.tsx';
import { History } from './history.tsx';
import './instance.css';
import { InstanceDialogs, isDialog, type Opened } from './instance-dialogs.tsx';
import { Summary } from './summary.tsx';
import { useDetail } from './use-detail.ts';
import { useDoctor } from './use-doctor.ts';

export function InstanceView({ id, tab }: { id: string; tab: TabName }) {
  const { t } = useWords();
  const row = useFleet((state) => state.rows.get(id));
  const detail = useDetail(id);
  const [opened, setOpened] = useState<Opened | null>(null);
  const grant = useCallback((does: Wish['does']) => {
    if (!isDialog(does)) return false;
    setOpened(does);
    return true;
  }, []);
  useWish(id, grant);
  useTabKeys(id);
  if (row === undefined) return <Gone />;
  return (
    <>
      <Head row={row} tab={tab}>
        <Actions row={row} tab={tab} onOpen={setOpened} />
      </Head>
      <FailureStrip row={row} failure={detail?.summary.latestFailureReason ?? null} tab={tab} onOpen={setOpened} />
      <TabList
        className="tabs"
        aria-label={t.instance.tabList}
        selectedValue={tab}
        onTabSelect={(_, { value }) => go({ view: 'instance', id, tab: value as TabName })}
      >
        {TABS.map((name) => (
          <Tab key={name} value={name} id={`tab-${name}`}>
            {t.instance.tabs[name]}
          </Tab>
        ))}
      </TabList>
      {detail === null ? null : (
        <>
          <div className="tabpanel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
            <Panel tab={tab} row={row} detail={detail} />
          </div>
          <InstanceDialogs opened={opened} row={row} detail={detail} onClose={() => setOpened(null)} />
        </>
      )}
    </>
  );
}

function useTabKeys(id: string): void {
  const open = (at: number) => go({ view: 'instance', id, tab: TABS[at] ?? 'summary' });
  useShortcut('tab1', () => open(0));
  useShortcut('tab2', () => open(1));
  useShortcut('tab3', () => open(2));
  useShortcut('tab4', () => open(3));
}

/** The form stays while another tab is shown, so that nothing that was typed is lost by looking at the summary; so does the doctor. */
function Panel({ tab, row, detail }: { tab: TabName; row: FleetRow; detail: InstanceDetail }) {
  const doctor = useDoctor(row.id);
  const { run, running } = doctor;
  const grant = useCallback(
    (does: Wish['does']) => {
      if (does !== 'doctor') return false;
      if (!running) run();
      return true;
    },
    [run, running],
  );
  useWish(row.id, grant);
  return (
    <>
      <div className="tabpanel" hidden={tab !== 'configuration'}>
        <ConfigurationForm row={row} detail={detail} />
      </div>
      {tab === 'summary' ? <Summary row={row} detail={detail} /> : null}
      {tab === 'diagnostics' ? <Diagnostics row={row} detail={detail} doctor={doctor} /> : null}
      {tab === 'history' ? <History id={row.id} revision={row.revision} /> : null}
    </>
  );
}

function Gone() {
  const { t } = useWords();
  return (
    <div className="empty">
      <div>
        <h1>{t.instance.gone}</h1>
        <p className="muted">{t.instance.goneWhat}</p>
        <p className="way">
          <Button onClick={() => go({ view: 'fleet' })}>{t.instance.back}</Button>
        </p>
      </div>
    </div>
  );
}
