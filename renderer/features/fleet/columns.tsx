// The columns of the fleet, in the order in which they stand.
import type { ComponentType } from 'react';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { Words } from '../../text/words.ts';
import { ContactCell, CpsCell, FailureCell, NameCell, NextDateCell, TagsCell, TextCell, VerdictCell } from './fleet-cells.tsx';

export type ColumnKey = keyof Words['t']['fleet']['columns'];
export type Column = {
  key: ColumnKey;
  className?: string;
  /** The whole text, where a cell may have to cut it. */
  title?: (row: FleetRow) => string;
  Cell: ComponentType<{ row: FleetRow }>;
};

export const COLUMNS: readonly Column[] = [
  { key: 'verdict', className: 'verdict', Cell: VerdictCell },
  { key: 'name', Cell: NameCell },
  { key: 'clientState', Cell: ({ row }) => <TextCell text={row.clientState} /> },
  { key: 'licensingState', className: 'p2', Cell: ({ row }) => <TextCell text={row.licensingState} /> },
  { key: 'cps', className: 'right', Cell: CpsCell },
  { key: 'nextDate', Cell: NextDateCell },
  { key: 'failure', Cell: FailureCell },
  { key: 'contact', className: 'right', Cell: ContactCell },
  { key: 'tags', className: 'tags p2', title: (row) => row.tags.join(', '), Cell: TagsCell },
];
