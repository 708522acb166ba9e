// The fleet, worst first: verdict sentence, four figures that are filters, totals per account, the table.
import { Button, Input } from '@fluentui/react-components';
import { Add16Regular, Filter16Regular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { accountTotals, type Bucket, bucketOf, nextDate, worstFirst } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useNow } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { dateTime, num, span } from '../../text/dates.ts';
import { fleetSentence } from '../../text/verdict.ts';
import { Accounts } from './accounts.tsx';
import { AddInstance } from './add-instance.tsx';
import './fleet.css';
import { Figures } from './figures.tsx';
import { FirstRun } from './first-run.tsx';
import { FleetTable } from './fleet-table.tsx';

export type Buckets = Record<Bucket, FleetRow[]>;

/** Sorted by minute and change, not by second: nothing in the order depends on less. */
function useOrdered(): { ordered: FleetRow[]; buckets: Buckets } {
  const rows = useFleet((state) => state.rows);
  const minute = Math.floor(useNow() / 60_000);
  return useMemo(() => {
    const ordered = worstFirst([...rows.values()], minute * 60_000);
    const buckets: Buckets = { blocked: [], risk: [], 'out-of-compliance': [], fine: [], 'not-enabled': [] };
    for (const row of ordered) buckets[bucketOf(row, minute * 60_000)].push(row);
    return { ordered, buckets };
  }, [rows, minute]);
}

const matches = (row: FleetRow, text: string): boolean =>
  [row.name, row.address ?? '', row.serial].some((value) => value.toLowerCase().includes(text));

/** The dialog stands beside the view, so that it stays the same one while the first instance turns the empty view into a full one. */
export function Fleet() {
  const [adding, setAdding] = useState(false);
  return (
    <>
      <FleetBody onAdd={() => setAdding(true)} />
      {adding ? <AddInstance onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function FleetBody({ onAdd }: { onAdd: () => void }) {
  const { ordered, buckets } = useOrdered();
  const now = useNow();
  const [only, setOnly] = useState<Bucket | null>(null);
  const [account, setAccount] = useState<string | null | undefined>(undefined);
  const [text, setText] = useState('');
  const accounts = useMemo(() => accountTotals(ordered), [ordered]);
  const rows = useMemo(() => {
    const shown = only === null ? ordered : buckets[only];
    const wanted = text.trim().toLowerCase();
    return shown.filter((row) => (account === undefined || row.account === account) && (wanted === '' || matches(row, wanted)));
  }, [ordered, buckets, only, account, text]);
  if (ordered.length === 0) return <FirstRun onAdd={onAdd} />;

  const worst =
    buckets.blocked.length > 0 ? 'blocked' : buckets.risk.length + buckets['out-of-compliance'].length > 0 ? 'warning' : 'ok';
  const clearFilter = () => {
    setOnly(null);
    setAccount(undefined);
    setText('');
  };
  return (
    <>
      <div className="viewhead">
        <Mark tone={worst} size={24} solid />
        <div className="grow">
          <h1 className="cut">
            {fleetSentence(ordered.length, buckets.blocked.length, buckets.risk.length, buckets['out-of-compliance'].length)}
          </h1>
          <p className="muted cut">{nextSentence(buckets.risk[0], now)}</p>
        </div>
        <div className="actions">
          <Button appearance="primary" icon={<Add16Regular />} onClick={onAdd}>
            Add instance
          </Button>
        </div>
      </div>
      <Figures buckets={buckets} now={now} only={only} onOnly={setOnly} />
      <Accounts totals={accounts} chosen={account} onChoose={setAccount} />
      <div className="toolbar" role="toolbar" aria-label="Filter the fleet">
        <Input
          contentBefore={<Filter16Regular />}
          placeholder="Filter by name, address, serial"
          aria-label="Filter by name, address, serial"
          value={text}
          onChange={(_, { value }) => setText(value)}
          style={{ width: 260 }}
        />
        <span className="grow" />
        <span className="muted small num" aria-live="polite">
          {rows.length === ordered.length
            ? `${num(ordered.length)} ${ordered.length === 1 ? 'instance' : 'instances'}`
            : `${num(rows.length)} of ${num(ordered.length)} instances`}
        </span>
      </div>
      <FleetTable rows={rows} onClearFilter={clearFilter} />
    </>
  );
}

function nextSentence(soonest: FleetRow | undefined, now: number): string {
  const next = soonest === undefined ? null : nextDate(soonest);
  if (soonest === undefined || next === null) return 'No date within 30 days';
  const unless = next.kind === 'evaluation' ? 'registered' : next.kind === 'certificate' ? 'renewed' : 'authorized';
  return `Next: ${soonest.name}, ${dateTime(next.at)} (in ${span(next.at - now)}), unless it is ${unless} before`;
}
