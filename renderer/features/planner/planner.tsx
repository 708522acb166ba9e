// The planner: does what the instances ask for fit into what was purchased, and would another count still fit?
import { Button } from '@fluentui/react-components';
import { useLayoutEffect } from 'react';
import type { Tone } from '../../../shared/model/fleet-order.ts';
import { headroomOf, type Pool } from '../../../shared/model/licence-pools.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useFleet } from '../../state/fleet-store.ts';
import { go } from '../../state/route.ts';
import { useWords, type Words } from '../../text/words.ts';
import { clearSelection, selectAll } from '../fleet/selection.ts';
import { beginLook } from '../fleet/use-fleet-view.ts';
import { Consequences } from './consequences.tsx';
import { PlanList } from './plan-list.tsx';
import './planner.css';
import { PoolsList } from './pools-list.tsx';
import { beginPlan, clearPlan, type PlanLine, usePlanner } from './use-plan.ts';
import { WhatIf } from './what-if.tsx';

export function PlannerView() {
  const folder = useFleet((state) => state.host?.dataFolder ?? '');
  // A plan is of the folder in which it was made.
  useLayoutEffect(() => beginPlan(folder), [folder]);
  const { pools, lines } = usePlanner();
  const words = useWords();
  const { planner: t } = words.t;
  if (pools.length === 0)
    return (
      <div className="empty">
        <div>
          <h1>{t.empty}</h1>
          <p className="muted">{t.emptyWhat}</p>
        </div>
      </div>
    );
  const { tone, title } = answer(words, pools, lines.length > 0);
  return (
    <>
      <div className="viewhead brief">
        <Mark tone={tone} size={24} solid />
        <div className="grow">
          <h1 aria-live="polite">{title}</h1>
          <p className="muted cut" title={t.what}>
            {t.what}
          </p>
        </div>
        {lines.length === 0 ? null : <Actions lines={lines} />}
      </div>
      <PoolsList pools={pools} />
      <WhatIf />
      {lines.length === 0 ? <p className="muted nomatch grow">{t.none}</p> : <PlanList lines={lines} />}
      <Consequences over={pools.filter(isOver)} />
    </>
  );
}

function Actions({ lines }: { lines: readonly PlanLine[] }) {
  const { planner: t } = useWords().t;
  const folder = useFleet((state) => state.host?.dataFolder ?? '');
  const select = () => {
    // Where the fleet was not looked at yet, it would begin with nothing selected.
    beginLook(folder);
    clearSelection();
    selectAll(lines.map(({ row }) => row.id));
    go({ view: 'fleet' });
  };
  return (
    <div className="actions">
      <Button onClick={clearPlan}>{t.clear}</Button>
      <Button title={t.selectWhat} onClick={select}>
        {t.select}
      </Button>
    </div>
  );
}

const isOver = (pool: Pool): boolean => headroomOf(pool, 'with-plan').kind === 'over';
const wasOver = (pool: Pool): boolean => headroomOf(pool, 'as-is').kind === 'over';
const NAMED = 2;

/** The title of the view: with a plan what it does, without one how things are. */
function answer({ t: { planner: t } }: Words, pools: readonly Pool[], isPlanned: boolean): { tone: Tone; title: string } {
  const over = pools.filter((pool) => isOver(pool) || (pool.isOverdrawn && pool.purchased === null));
  const tipped = over.filter((pool) => isOver(pool) && !wasOver(pool));
  const names = (some: readonly Pool[], say: (pool: Pool) => string) => some.slice(0, NAMED).map(say).join(t.and);
  if (tipped.length > 0) {
    const said = names(tipped, (pool) => t.by(pool.account ?? '', pool.planned - (pool.purchased ?? 0)));
    return { tone: 'warning', title: t.tips(said, Math.max(0, tipped.length - NAMED)) };
  }
  if (over.length > 0) {
    const some = over.length > NAMED ? t.someAccounts(over.length) : names(over, (pool) => pool.account ?? '');
    const one = over.length === 1;
    return { tone: 'warning', title: isPlanned ? t.staysOver(some, one) : t.isOver(some, one) };
  }
  const unknown = pools.filter(({ account, purchased }) => account !== null && purchased === null).length;
  if (unknown > 0) return { tone: 'idle', title: t.notKnown(unknown) };
  return { tone: 'ok', title: isPlanned ? t.fits : t.enough };
}
