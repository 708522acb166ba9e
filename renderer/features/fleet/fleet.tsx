// The fleet: verdict sentence, four figures that are filters, totals per account, the filter bar, the table.
import { Button } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Needing } from '../../components/needing.tsx';
import { useFleet } from '../../state/fleet-store.ts';
import { useHostMissing } from '../../state/needs.ts';
import { useWish, type Wish } from '../../state/wish.ts';
import { useWords } from '../../text/words.ts';
import { FleetDialogs } from '../jobs/fleet-dialogs.tsx';
import { ImportButton } from '../jobs/import-button.tsx';
import { Accounts } from './accounts.tsx';
import { Figures } from './figures.tsx';
import { FirstRun } from './first-run.tsx';
import { AddInstance, FleetMenu, SelectionBar } from './later-parts.tsx';
import './fleet.css';
import { FleetHead } from './fleet-head.tsx';
import { FleetTable } from './fleet-table.tsx';
import { FleetToolbar } from './fleet-toolbar.tsx';
import { MoreOpener } from './openers.tsx';
import { clearSelection, keepSelected, useSelection } from './selection.ts';
import { beginLook, useFleetView } from './use-fleet-view.ts';

/** The dialog stands beside the view, so that it stays the same one while the first instance turns the empty view into a full one. */
export function Fleet() {
  const [adding, setAdding] = useState(false);
  const [onAdd] = useState(() => () => setAdding(true));
  const folder = useFleet((state) => state.host?.dataFolder ?? '');
  useWish(
    'fleet',
    useCallback(
      (does: Wish['does']) => {
        if (does === 'add') onAdd();
        return does === 'add';
      },
      [onAdd],
    ),
  );
  // Filter and selection are of the folder in which they were made.
  useLayoutEffect(() => {
    if (beginLook(folder)) clearSelection();
  }, [folder]);
  return (
    <>
      <FleetBody onAdd={onAdd} />
      <FleetDialogs />
      {adding ? <AddInstance onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function FleetBody({ onAdd }: { onAdd: () => void }) {
  const { rows, totals } = useFleetView();
  const { t } = useWords();
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const someSelected = useSelection((selection) => selection.ids.size > 0);
  const fleet = useFleet((state) => state.rows);
  useEffect(() => keepSelected((id) => fleet.has(id)), [fleet]);
  const missing = useHostMissing();
  const actions = useMemo(
    () => (
      <>
        <FleetMenu meanwhile={<MoreOpener />} />
        <ImportButton />
        <Needing missing={missing}>
          <Button appearance="primary" icon={<Add16Regular />} onClick={onAdd}>
            {t.fleet.add}
          </Button>
        </Needing>
      </>
    ),
    [onAdd, missing, t],
  );
  const search = useSearchWish();
  if (totals.all === 0) return <FirstRun onAdd={onAdd} />;
  return (
    <>
      <FleetHead totals={totals}>{actions}</FleetHead>
      <Figures totals={totals} />
      {someSelected ? <SelectionBar shown={ids} /> : <Accounts accounts={totals.accounts} />}
      <FleetToolbar all={totals.all} shown={rows.length} accounts={totals.accounts} tags={totals.tags} search={search} />
      <FleetTable rows={rows} ids={ids} />
    </>
  );
}

/** The field in which the fleet is searched gets the focus where a key or the palette asked for it. */
function useSearchWish() {
  const search = useRef<HTMLInputElement>(null);
  const grant = useCallback((does: Wish['does']) => {
    if (does !== 'find') return false;
    search.current?.focus();
    search.current?.select();
    return true;
  }, []);
  useWish('fleet', grant);
  return search;
}
