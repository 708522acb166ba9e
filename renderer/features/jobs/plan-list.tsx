// The preview: a row for each instance, and the parts of it.
import { useMemo, useState } from 'react';
import type { PlannedRow } from '../../../shared/model/job.ts';
import { ListPart, LongList } from '../../components/long-list.tsx';
import { useWords } from '../../text/words.ts';
import { Cps, Planned } from './row-words.tsx';

export function PlanList({ rows, isCount }: { rows: readonly PlannedRow[]; isCount: boolean }) {
  const { jobs: t, fleet } = useWords().t;
  const [part, setPart] = useState<'all' | 'will' | 'skipped'>('all');
  const will = useMemo(() => rows.filter(({ plan }) => plan.will !== null), [rows]);
  const skipped = useMemo(() => rows.filter(({ plan }) => plan.will === null), [rows]);
  const shown = part === 'all' ? rows : part === 'will' ? will : skipped;
  const { instance, account, cps, will: what } = t.columns;
  return (
    <div>
      <ListPart
        name={t.show}
        chosen={part}
        onChoose={setPart}
        options={[
          { value: 'all', text: t.all(rows.length) },
          { value: 'will', text: t.willHappen(will.length) },
          { value: 'skipped', text: t.skipped(skipped.length) },
        ]}
      />
      <LongList
        name={t.rows}
        count={shown.length}
        heads={[instance, account, cps, what]}
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
            <Planned key="plan" row={row} />,
          ];
        }}
      />
    </div>
  );
}
