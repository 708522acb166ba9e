// How many instances are selected, and what can be done with them; it takes the place of the totals, so that nothing below moves
// and search and filters stay at hand while a selection grows.
import { Button } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import { useWords } from '../../text/words.ts';
import { BulkBar } from '../jobs/bulk-bar.tsx';
import { clearSelection, selectAll, useSelection } from './selection.ts';

/** `shown`: the ids that the filter shows. */
export function SelectionBar({ shown }: { shown: readonly string[] }) {
  const { t } = useWords();
  const ids = useSelection((selection) => selection.ids);
  const missing = useMemo(() => shown.some((id) => !ids.has(id)), [shown, ids]);
  return (
    <div className="selectionbar" role="group" aria-label={t.fleet.selection}>
      <b className="num" role="status">
        {t.fleet.selected(ids.size)}
      </b>
      {missing ? (
        <Button appearance="transparent" size="small" onClick={() => selectAll(shown)}>
          {t.fleet.selectAll(shown.length)}
        </Button>
      ) : null}
      <BulkBar />
      <span className="grow" />
      <Button appearance="subtle" size="small" icon={<Dismiss16Regular />} onClick={clearSelection}>
        {t.fleet.clearSelection}
      </Button>
    </div>
  );
}
