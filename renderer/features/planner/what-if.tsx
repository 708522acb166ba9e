// The bar over the plan: which instances are planned with, and one count for all of them.
import { Button, Input } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons';
import { type FormEvent, useMemo, useState } from 'react';
import { ChoicePopover } from '../../components/choice-popover.tsx';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';
import { selectedIds, useSelection } from '../fleet/selection.ts';
import { planAll, planFor, planOnly, usePlan } from './use-plan.ts';

/** A list of more is too long to be looked through for what is in the plan. */
const MOST_LISTED = 100;

export function WhatIf() {
  const { planner: t } = useWords().t;
  const planned = usePlan((plan) => plan.counts.size);
  const selected = useSelection(({ ids }) => ids.size);
  return (
    <div className="toolbar whatif" role="group" aria-label={t.whatIf}>
      <h2>{t.whatIf}</h2>
      <span className="muted small num" role="status">
        {t.planned(planned)}
      </span>
      <span className="grow" />
      {planned > 1 ? <ForAll /> : null}
      {selected > 0 ? (
        <Button size="small" icon={<Add16Regular />} onClick={() => planFor(selectedIds())}>
          {t.addSelected(selected)}
        </Button>
      ) : null}
      <AddInstances />
    </div>
  );
}

function ForAll() {
  const { planner: t } = useWords().t;
  const [typed, setTyped] = useState('');
  const set = (event: FormEvent) => {
    event.preventDefault();
    planAll(typed.trim());
  };
  return (
    <form className="row" onSubmit={set} style={{ gap: 4 }}>
      <Input
        size="small"
        inputMode="numeric"
        aria-label={t.setAll}
        placeholder={t.setAll}
        value={typed}
        onChange={(_, { value }) => setTyped(value)}
        autoComplete="off"
        style={{ width: 108 }}
      />
      <Button size="small" type="submit" disabled={typed.trim() === ''}>
        {t.setAllDo}
      </Button>
    </form>
  );
}

function AddInstances() {
  const { t } = useWords();
  const rows = useFleet((state) => state.rows);
  const counts = usePlan((plan) => plan.counts);
  const few = counts.size <= MOST_LISTED;
  const options = useMemo(
    () =>
      [...rows.values()]
        .filter(({ id }) => few || !counts.has(id))
        .map(({ id, name, account }) => ({ value: id, name, detail: account ?? t.fleet.noAccount })),
    [rows, counts, few, t],
  );
  return (
    <ChoicePopover
      name={t.planner.addWhat}
      options={options}
      chosen={few ? [...counts.keys()] : []}
      onChoose={(ids) => (few ? planOnly(ids) : planFor(ids))}
    >
      <Button size="small" icon={<Add16Regular />}>
        {t.planner.add}
      </Button>
    </ChoicePopover>
  );
}
