// The columns that were chosen and fit into the window as wide as it is.
import { useMemo } from 'react';
import { useWidth } from '../../components/use-width.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { type Column, fitting, tracksOf } from './columns.ts';

/** As in the styles: the rail is narrower where the page is zoomed. */
const railAt = (pageWidth: number): number => (pageWidth <= 900 ? 76 : 84);

export function useColumns(): { columns: readonly Column[]; tracks: string } {
  const chosen = useFleet((state) => state.settings.fleetColumns);
  const width = useWidth();
  return useMemo(() => {
    const columns = fitting(chosen, width, railAt(width));
    return { columns, tracks: tracksOf(columns, width) };
  }, [chosen, width]);
}
