// The box in the table's head: selects all that the filter shows, and takes that back; half set while only some are.
import { useEffect, useMemo, useRef } from 'react';
import { useWords } from '../../text/words.ts';
import { selectAll, unselect, useSelection } from './selection.ts';

export function SelectShown({ shown }: { shown: readonly string[] }) {
  const { t } = useWords();
  const box = useRef<HTMLInputElement>(null);
  const ids = useSelection((selection) => selection.ids);
  const count = useMemo(() => (ids.size === 0 ? 0 : shown.filter((id) => ids.has(id)).length), [shown, ids]);
  const all = count > 0 && count === shown.length;
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = count > 0 && !all;
  }, [count, all]);
  return (
    <input
      ref={box}
      type="checkbox"
      checked={all}
      aria-label={t.fleet.selectShown}
      onChange={() => (all ? unselect(shown) : selectAll(shown))}
    />
  );
}
