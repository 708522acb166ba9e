// One instance: the verdict in a sentence, the step that makes sense now, what fails, and the tabs.
import { Button, Tab, TabList } from '@fluentui/react-components';
import { ArrowDown16Regular, ArrowUp16Regular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import { bucketOf, toneOf, worstFirst } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { licencesFor } from '../../../shared/model/licences.ts';
import { Env } from '../../components/bits.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useNow } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { go, TABS, type Tab as TabName } from '../../state/route.ts';
import { num, oneUnit } from '../../text/dates.ts';
import { verdictSentence } from '../../text/verdict.ts';
import { ConfigurationForm } from '../configuration/configuration-form.tsx';
import { Actions } from './actions.tsx';
import { FailureStrip } from './failure-strip.tsx';
import { History } from './history.tsx';
import './instance.css';
import { Summary } from './summary.tsx';
import { useDetail } from './use-detail.ts';

const TAB_NAMES: Record<TabName, string> = { summary: 'Summary', configuration: 'Configuration', history: 'History' };

export function InstanceView({ id, tab }: { id: string; tab: TabName }) {
  const row = useFleet((state) => state.rows.get(id));
  const found = useDetail(id);
  if (row === undefined || found.kind === 'gone') return <Gone />;
  const detail = found.kind === 'here' ? found.detail : null;
  return (
    <>
      <Crumbs row={row} tab={tab} />
      <Head row={row}>{detail === null ? null : <Actions row={row} detail={detail} tab={tab} />}</Head>
      <FailureStrip row={row} failure={detail?.summary.latestFailureReason ?? null} />
      <TabList
        className="tabs"
        selectedValue={tab}
        onTabSelect={(_, { value }) => go({ view: 'instance', id, tab: value as TabName })}
      >
        {TABS.map((name) => (
          <Tab key={name} value={name}>
            {TAB_NAMES[name]}
          </Tab>
        ))}
      </TabList>
      {detail === null ? null : tab === 'summary' ? (
        <Summary row={row} detail={detail} />
      ) : tab === 'configuration' ? (
        <ConfigurationForm key={detail.instance.id} row={row} detail={detail} />
      ) : (
        <History id={id} revision={row.revision} />
      )}
    </>
  );
}

const Gone = () => (
  <div className="empty">
    <div>
      <h1>This instance is gone</h1>
      <p className="muted">It was removed.</p>
      <p style={{ marginTop: 16 }}>
        <Button onClick={() => go({ view: 'fleet' })}>Back to the fleet</Button>
      </p>
    </div>
  </div>
);

function Crumbs({ row, tab }: { row: FleetRow; tab: TabName }) {
  const rows = useFleet((state) => state.rows);
  const minute = Math.floor(useNow() / 60_000);
  const order = useMemo(() => worstFirst([...rows.values()], minute * 60_000).map(({ id }) => id), [rows, minute]);
  const at = order.indexOf(row.id);
  const step = (by: number) => {
    const id = order[at + by];
    if (id !== undefined) go({ view: 'instance', id, tab });
  };
  return (
    <div className="crumbs">
      <a href="#/fleet">Fleet</a>
      <span>/</span>
      <span className="cut">{row.account ?? 'No account named'}</span>
      <span className="grow" />
      <span className="num">
        {num(at + 1)} of {num(order.length)}, worst first
      </span>
      <Button
        size="small"
        appearance="subtle"
        icon={<ArrowUp16Regular />}
        aria-label="Previous instance"
        disabled={at <= 0}
        onClick={() => step(-1)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<ArrowDown16Regular />}
        aria-label="Next instance"
        disabled={at >= order.length - 1}
        onClick={() => step(1)}
      />
    </div>
  );
}

function Head({ row, children }: { row: FleetRow; children: React.ReactNode }) {
  const now = useNow();
  const { before, left, after } = verdictSentence(row, now);
  const server = row.serverUrl !== null && URL.canParse(row.serverUrl) ? new URL(row.serverUrl).host : 'no licence server yet';
  return (
    <div className="inshead">
      <Mark tone={toneOf(row, now)} size={24} solid />
      <div style={{ minWidth: 0 }}>
        <div className="facts">
          <span className="strong" style={{ color: 'var(--colorNeutralForeground1)', fontSize: 15 }}>
            {row.name}
          </span>
          <Env environment={row.environment} />
          <span>{row.clientState}</span>
          {row.cps > 0 ? (
            <span>
              {num(row.cps)} CPS, {num(licencesFor(row.cps))} {licencesFor(row.cps) === 1 ? 'licence' : 'licences'}
            </span>
          ) : null}
          <span className="cut">{server}</span>
          {row.enabled ? (
            <span>last answer {row.lastContactAt === null ? 'never' : `${oneUnit(now - row.lastContactAt)} ago`}</span>
          ) : null}
        </div>
        <h1>
          {before}
          {left === '' ? null : <span className="t-warning num">{left}</span>}
          {after}
        </h1>
        {/* Announced when the state changes, not when the countdown does. */}
        <span className="vh" role="status">
          {bucketOf(row, now) === 'blocked' ? 'Calls blocked' : ''} {row.clientState} {row.licensingState ?? ''}
        </span>
      </div>
      <div className="row" style={{ paddingTop: 2 }}>
        {children}
      </div>
    </div>
  );
}
