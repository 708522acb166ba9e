// The columns of the fleet: what stands in them, how wide they are at the least, and which of those that were chosen fit.
import type { ComponentType } from 'react';
import { FLEET_COLUMNS } from '../../../shared/model/closed-lists.ts';
import { DEFAULT_SETTINGS } from '../../../shared/model/default-settings.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { FleetColumn } from '../../../shared/model/fleet-view.ts';
import {
  ContactCell,
  CpsCell,
  EnvironmentCell,
  FailureCell,
  LicensingStateCell,
  NameCell,
  NextDateCell,
  TagsCell,
  VerdictCell,
} from './fleet-cells.tsx';

export type Column = {
  key: FleetColumn;
  /** CSS px at the least. */
  width: number;
  /** How much of the room that is left it takes; none is 0. */
  grows: number;
  className?: string;
  /** The whole text, where the cell does not show all of it. */
  title?: (row: FleetRow) => string;
  /** What stands in it: a text alone, or more than that. */
  text?: (row: FleetRow) => string | null;
  Cell?: ComponentType<{ row: FleetRow }>;
};
type Making = Omit<Column, 'key' | 'grows'> & { grows?: number };

const text = (width: number, of: (row: FleetRow) => string | null, grows = 0): Making => ({ width, grows, text: of });

const MADE: Readonly<Record<FleetColumn, Making>> = {
  verdict: { width: 186, className: 'verdict', Cell: VerdictCell },
  name: { width: 118, grows: 3, className: 'named', Cell: NameCell },
  clientState: text(138, (row) => row.clientState),
  licensingState: { width: 134, Cell: LicensingStateCell },
  cps: { width: 96, className: 'right', Cell: CpsCell },
  nextDate: { width: 230, Cell: NextDateCell },
  /** Most failures in full: the longest are 16 letters. */
  failure: { width: 118, grows: 2, Cell: FailureCell },
  contact: { width: 62, className: 'right', Cell: ContactCell },
  account: text(110, (row) => row.account, 2),
  address: text(110, (row) => row.address, 1),
  server: text(140, (row) => row.serverUrl, 2),
  transport: text(84, (row) => (row.serverUrl === null ? null : row.transport === 'http' ? 'HTTP' : 'Call Home')),
  version: text(68, (row) => row.softwareVersion),
  environment: { width: 84, Cell: EnvironmentCell },
  serial: { ...text(252, (row) => row.serial), className: 'mono' },
  tags: { width: 68, grows: 1, className: 'tags', title: (row) => row.tags.join(', '), Cell: TagsCell },
};
const COLUMNS: readonly Column[] = FLEET_COLUMNS.map((key) => ({ grows: 0, ...MADE[key], key }));

/** They stand in every table: without them no row says what it is. */
export const ALWAYS: readonly FleetColumn[] = ['verdict', 'name'];
const LATE: readonly FleetColumn[] = ['licensingState', 'tags'];
const usual = (key: FleetColumn): boolean => DEFAULT_SETTINGS.fleetColumns.includes(key);
/** What was asked for in particular comes before what stands there anyway. */
const urgency = (key: FleetColumn): number => (ALWAYS.includes(key) ? 0 : !usual(key) ? 1 : LATE.includes(key) ? 3 : 2);

const TICK_PX = 36;
const SCROLLBAR_PX = 10;
/** Below this the date in `nextDate` goes without its year, and the longest failures are cut. */
const NARROW_PX = 1180;
const NARROWER_PX: Partial<Record<FleetColumn, number>> = { nextDate: 30, failure: 24 };

const widthOf = ({ key, width }: Column, pageWidth: number): number =>
  pageWidth <= NARROW_PX ? width - (NARROWER_PX[key] ?? 0) : width;

/** Those of the chosen ones that fit beside each other, so that the table never scrolls sideways. Widths are CSS px. */
export function fitting(chosen: readonly FleetColumn[], pageWidth: number, railWidth: number): Column[] {
  const wanted = COLUMNS.filter(({ key }) => ALWAYS.includes(key) || chosen.includes(key));
  const byUrgency = [...wanted].sort((a, b) => urgency(a.key) - urgency(b.key));
  let room = pageWidth - railWidth - TICK_PX - SCROLLBAR_PX;
  const fits = new Set<FleetColumn>();
  for (const column of byUrgency) {
    room -= widthOf(column, pageWidth);
    if (room >= 0 || ALWAYS.includes(column.key)) fits.add(column.key);
    else room += widthOf(column, pageWidth);
  }
  return wanted.filter(({ key }) => fits.has(key));
}

/** For `grid-template-columns`. What is left goes to the columns that can use it; to the name where none can. */
export const tracksOf = (columns: readonly Column[], pageWidth: number): string =>
  [`${TICK_PX}px`, ...columns.map((column) => trackOf(column, pageWidth))].join(' ');
const trackOf = (column: Column, pageWidth: number): string => {
  const width = widthOf(column, pageWidth);
  return column.grows === 0 ? `${width}px` : `minmax(${width}px, ${column.grows}fr)`;
};
