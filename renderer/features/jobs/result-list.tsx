// The rows of a job, and the parts of them by what became of each.
import { useMemo, useState } from 'react';
import type { Job, JobRow } from '../../../shared/model/job.ts';
import type { RowState } from '../../../shared/model/job-lists.ts';
import { ListPart, LongList } from '../../components/long-list.tsx';
import { useWords } from '../../text/words.ts';
import { Cps, Result } from './row-words.tsx';

const PARTS = ['failed', 'done', 'skipped', 'waiting', 'cancelled'] as const satisfies readonly RowState[];
type Part = 'all' | (typeof PARTS)[number];

export function ResultList({ rows, counts }: { rows: readonly JobRow[]; counts: Job['counts'] }) {
  const { jobs: t, fleet } = useWords().t;
  const [part, setPart] = useState<Part>('all');
  const shown = useMemo(() => (part === 'all' ? rows : rows.filter(({ state }) => state === part)), [rows, part]);
  const isCount = useMemo(() => rows.some(({ plan }) => plan.cps.from !== plan.cps.to), [rows]);
  const parts = PARTS.filter((one) => (counts[one] ?? 0) > 0);
  const { instance, account, cps, result } = t.columns;
  return (
    <div>
      <ListPart<Part>
        name={t.show}
        chosen={part}
        onChoose={setPart}
        options={[
          { value: 'all', text: t.all(rows.length) },
          ...parts.map((one) => ({ value: one, text: t[one](counts[one] ?? 0) })),
        ]}
      />
      <LongList
        name={t.rows}
        count={shown.length}
        heads={[instance, account, cps, result]}
        columns={isCount ? '150px 140px 170px minmax(0, 1fr)' : '190px 150px 100px minmax(0, 1fr)'}
        cells={(index) => {
          const row = shown[index];
          if (row === undefined) return [];
          return [
            <b key="name" title={row.name}>
              {row.name}
            </b>,
            row.account ?? <span className="muted">{fleet.noAccount}</span>,
            <Cps key="cps" plan={row.plan} />,
            <Result key="result" row={row} />,
          ];
        }}
      />
    </div>
  );
}
