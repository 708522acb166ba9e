// The mirror of main's fleet: rows by id, the host they come from, and the revision they stand at.
import { create } from 'zustand';
import { DEFAULT_SETTINGS } from '../../shared/model/default-settings.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { FleetDelta, HostInfo, PackedSnapshot } from '../../shared/model/fleet-snapshot.ts';
import { rowAfter, unpackRows } from '../../shared/model/packed-rows.ts';
import type { Settings } from '../../shared/model/settings.ts';

/** How `rows` came to be: these ids are other rows than in `before`, or new, or gone. */
export type LastChange = { before: ReadonlyMap<string, FleetRow>; ids: ReadonlySet<string> };

type FleetState = {
  /** null: nothing has been heard from main yet. */
  host: HostInfo | null;
  revision: number;
  /** Replaced with every change, and so are the rows that changed; the others stay the same objects. */
  rows: ReadonlyMap<string, FleetRow>;
  /** null: `rows` are a snapshot. */
  last: LastChange | null;
  settings: Settings;
  /** Why main cannot be asked; null while it can. */
  trouble: string | null;
};

export const useFleet = create<FleetState>(() => ({
  host: null,
  revision: 0,
  rows: new Map(),
  last: null,
  settings: DEFAULT_SETTINGS,
  trouble: null,
}));

export function takeSnapshot({ revision, rows, host }: PackedSnapshot): void {
  const known = new Map(unpackRows(rows).map((row) => [row.id, row]));
  useFleet.setState({ revision, host, rows: known, last: null, trouble: null });
}

/** False: the delta does not follow on what is here, so the snapshot must be asked for again. */
export function takeDelta({ from, to, changed, removed }: FleetDelta): boolean {
  const { revision, rows } = useFleet.getState();
  if (to <= revision) return true;
  if (from !== revision) return false;
  const next = new Map(rows);
  for (const change of changed) {
    const row = rowAfter(change, rows.get(change[0]));
    if (row === null) return false;
    next.set(row.id, row);
  }
  for (const id of removed) next.delete(id);
  const ids = new Set([...changed.map(([id]) => id), ...removed]);
  useFleet.setState({ revision: to, rows: next, last: { before: rows, ids } });
  return true;
}

/** What says the same stays the same object: a new theme draws no row again, and a new order no column. */
export function takeSettings(settings: Settings): void {
  const before = useFleet.getState().settings;
  const next = { ...settings };
  for (const name of Object.keys(next) as (keyof Settings)[])
    if (JSON.stringify(before[name]) === JSON.stringify(next[name])) Object.assign(next, { [name]: before[name] });
  useFleet.setState({ settings: next });
}
