// The fleet, worst first: verdict sentence, four figures that are filters, totals per account, the table.
import { Button } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons';
import { useEffect, useMemo, useState } from 'react';
import { accountTotals, type Bucket, bucketOf, nextDate, type Tone, worstFirst } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useMinute, useNow } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { fleetSentence } from '../../text/verdict.ts';
import { useWords, type Words } from '../../text/words.ts';
import { Accounts } from './accounts.tsx';
import { Figures } from './figures.tsx';
import { FirstRun } from './first-run.tsx';
import './fleet.css';
import { EVERYTHING, type FleetFilter, filterRows } from './fleet-filter.ts';
import { FleetTable } from './fleet-table.tsx';
import { FleetToolbar } from './fleet-toolbar.tsx';
import { AddInstance } from './instance-dialog.tsx';
import { keepSelected, useSelection } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';

export type Buckets = Record<Bucket, FleetRow[]>;

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

/** Sorted by minute and change, not by second: nothing in the order depends on less. */
function useOrdered(): { ordered: FleetRow[]; buckets: Buckets } {
  const rows = useFleet((state) => state.rows);
  const minute = useMinute();
  return useMemo(() => {
    const ordered = worstFirst([...rows.values()], minute);
    const buckets: Buckets = { blocked: [], risk: [], 'out-of-compliance': [], fine: [], 'not-enabled': [] };
    for (const row of ordered) buckets[bucketOf(row, minute)].push(row);
    return { ordered, buckets };
  }, [rows, minute]);
}

function FleetBody({ onAdd }: { onAdd: () => void }) {
  const { ordered, buckets } = useOrdered();
  const minute = useMinute();
  const { t } = useWords();
  const [filter, setFilter] = useState<FleetFilter>(EVERYTHING);
  const accounts = useMemo(() => accountTotals(ordered), [ordered]);
  const rows = useMemo(
    () => (filter === EVERYTHING ? ordered : filterRows(ordered, filter, (row) => bucketOf(row, minute))),
    [ordered, filter, minute],
  );
  const shown = useMemo(() => rows.map(({ id }) => id), [rows]);
  const someSelected = useSelection(({ ids }) => ids.size > 0);
  useEffect(() => {
    const known = new Set(ordered.map(({ id }) => id));
    keepSelected((id) => known.has(id));
  }, [ordered]);
  if (ordered.length === 0) return <FirstRun onAdd={onAdd} />;
  return (
    <>
      <Head buckets={buckets} all={ordered.length}>
        <Button appearance="primary" icon={<Add16Regular />} onClick={onAdd}>
          {t.fleet.add}
        </Button>
      </Head>
      <Figures buckets={buckets} only={filter.bucket} onOnly={(bucket) => setFilter({ ...filter, bucket })} />
      {someSelected ? (
        <SelectionBar shown={shown} />
      ) : (
        <Accounts totals={accounts} chosen={filter.account} onChoose={(account) => setFilter({ ...filter, account })} />
      )}
      <FleetToolbar all={ordered} shown={rows.length} filter={filter} onFilter={setFilter} />
      <FleetTable rows={rows} onClearFilter={() => setFilter(EVERYTHING)} />
    </>
  );
}

function worstTone(buckets: Buckets, all: number): Tone {
  if (buckets.blocked.length > 0) return 'blocked';
  if (buckets.risk.length + buckets['out-of-compliance'].length > 0) return 'warning';
  return buckets['not-enabled'].length === all ? 'idle' : 'ok';
}

function Head({ buckets, all, children }: { buckets: Buckets; all: number; children: React.ReactNode }) {
  const now = useNow();
  const words = useWords();
  const sentence = fleetSentence(words, {
    all,
    blocked: buckets.blocked.length,
    risk: buckets.risk.length,
    outOfCompliance: buckets['out-of-compliance'].length,
    notEnabled: buckets['not-enabled'].length,
  });
  return (
    <div className="viewhead fleethead">
      <Mark tone={worstTone(buckets, all)} size={24} solid />
      <div className="grow">
        <h1 className="cut" aria-live="polite">
          {sentence}
        </h1>
        <p className="muted cut">{nextSentence(words, buckets.risk[0], now)}</p>
      </div>
      <div className="actions">{children}</div>
    </div>
  );
}

function nextSentence({ t, f }: Words, soonest: FleetRow | undefined, now: number): string {
  const next = soonest === undefined ? null : nextDate(soonest);
  if (soonest === undefined || next === null) return t.verdict.noDate;
  const unless = next.kind === 'evaluation' ? 'registered' : next.kind === 'certificate' ? 'renewed' : 'authorized';
  return t.verdict.next(soonest.name, f.dateTime(next.at), f.span(next.at - now), unless);
}
