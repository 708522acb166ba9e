// The instances of a job as a list, before it begins and after: the parts by which one looks at them, and a last column that says what
// will happen, or what became of each.
import { type ReactNode, useMemo, useState } from 'react';
import type { Job, JobRow, PlannedRow } from '../../../shared/model/job.ts';
import type { RowState } from '../../../shared/model/job-lists.ts';
import { EnvironmentMark } from '../../components/environment-mark.tsx';
import { ListPart, LongList } from '../../components/long-list.tsx';
import { useWords } from '../../text/words.ts';
import { Cps, Planned, Result } from './row-words.tsx';

type Part<R> = { value: string; text: string; has: (row: R) => boolean };
type Props<R> = {
  rows: readonly R[];
  parts: readonly Part<R>[];
  /** The counts change: their column needs room for two of them. */
  isCount: boolean;
  /** The head of the last column, and its cell. */
  head: string;
  cell: (row: R) => ReactNode;
};

function RowList<R extends PlannedRow>({ rows, parts, isCount, head, cell }: Props<R>) {
  const { jobs: t, fleet } = useWords().t;
  const [chosen, setChosen] = useState('all');
  const part = parts.find(({ value }) => value === chosen);
  const shown = useMemo(() => (part === undefined ? rows : rows.filter(part.has)), [rows, part]);
  const { instance, account, cps } = t.columns;
  return (
    <div>
      <ListPart
        name={t.show}
        chosen={chosen}
        onChoose={setChosen}
        options={[{ value: 'all', text: t.all(rows.length) }, ...parts.map(({ value, text }) => ({ value, text }))]}
      />
      <LongList
        name={t.rows}
        count={shown.length}
        heads={[instance, account, cps, head]}
        columns={isCount ? '190px 130px 160px minmax(0, 1fr)' : '200px 136px 114px minmax(0, 1fr)'}
        cells={(index) => {
          const row = shown[index];
          if (row === undefined) return [];
          return [
            <span key="name" className="named" title={row.name}>
              <EnvironmentMark environment={row.environment} />
              <b className="cut">{row.name}</b>
            </span>,
            row.account ?? <span className="muted">{fleet.noAccount}</span>,
            <Cps key="cps" plan={row.plan} />,
            cell(row),
          ];
        }}
      />
    </div>
  );
}

export function PlanList({ rows, isCount }: { rows: readonly PlannedRow[]; isCount: boolean }) {
  const { jobs: t } = useWords().t;
  const parts = useMemo(() => {
    const willHappen = ({ plan }: PlannedRow) => plan.will !== null;
    const will = rows.filter(willHappen).length;
    return [
      { value: 'will', text: t.willHappen(will), has: willHappen },
      { value: 'skipped', text: t.skipped(rows.length - will), has: (row: PlannedRow) => !willHappen(row) },
    ];
  }, [rows, t]);
  return <RowList rows={rows} parts={parts} isCount={isCount} head={t.columns.will} cell={(row) => <Planned row={row} />} />;
}

const STATES = ['failed', 'done', 'skipped', 'waiting', 'cancelled'] as const satisfies readonly RowState[];

export function ResultList({ rows, counts }: { rows: readonly JobRow[]; counts: Job['counts'] }) {
  const { jobs: t } = useWords().t;
  const isCount = useMemo(() => rows.some(({ plan }) => plan.cps.from !== plan.cps.to), [rows]);
  const parts = useMemo(
    () =>
      STATES.filter((state) => (counts[state] ?? 0) > 0).map((value) => ({
        value,
        text: t[value](counts[value] ?? 0),
        has: ({ state }: JobRow) => state === value,
      })),
    [counts, t],
  );
  return <RowList rows={rows} parts={parts} isCount={isCount} head={t.columns.result} cell={(row) => <Result row={row} />} />;
}
