// Which instances are selected in the fleet, for whatever is done to several at once. Kept while other views are looked at.
import { create } from 'zustand';

type Selection = {
  ids: ReadonlySet<string>;
  /** Where a range begins that Shift extends; null: at the first row. */
  anchor: string | null;
};
const NOTHING: Selection = { ids: new Set(), anchor: null };

export const useSelection = create<Selection>(() => NOTHING);

/** The selected ids, in no order. */
export const selectedIds = (): string[] => [...useSelection.getState().ids];

export const clearSelection = (): void => useSelection.setState(NOTHING);

export const selectOnly = (id: string): void => useSelection.setState({ ids: new Set([id]), anchor: id });

export function toggleSelected(id: string): void {
  const ids = new Set(useSelection.getState().ids);
  if (!ids.delete(id)) ids.add(id);
  useSelection.setState({ ids, anchor: id });
}

/** From the anchor to this one, in the order that is shown, and nothing else; the anchor stays. */
export function selectRange(shown: readonly string[], id: string): void {
  const { anchor } = useSelection.getState();
  const from = anchor === null ? 0 : shown.indexOf(anchor);
  const to = shown.indexOf(id);
  if (to === -1) return;
  // An anchor that the filter has hidden since is no end of a range.
  const first = from === -1 ? to : Math.min(from, to);
  const range = shown.slice(first, Math.max(from, to) + 1);
  useSelection.setState({ ids: new Set(range), anchor: from === -1 ? id : (anchor ?? shown[0] ?? id) });
}

/** All of these besides what is selected already. */
export function selectAll(shown: readonly string[]): void {
  const { ids, anchor } = useSelection.getState();
  useSelection.setState({ ids: new Set([...ids, ...shown]), anchor });
}

export function unselect(some: readonly string[]): void {
  const ids = new Set(useSelection.getState().ids);
  for (const id of some) ids.delete(id);
  useSelection.setState({ ids });
}

/** What is gone from the fleet is gone from the selection. */
export function keepSelected(exists: (id: string) => boolean): void {
  const { ids, anchor } = useSelection.getState();
  const kept = [...ids].filter(exists);
  if (kept.length < ids.size)
    useSelection.setState({ ids: new Set(kept), anchor: anchor !== null && exists(anchor) ? anchor : null });
}
