// The mirror of main's fleet: rows by id, the host they come from, and the revision they stand at.
import { create } from 'zustand';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { FleetDelta, FleetSnapshot, HostInfo } from '../../shared/model/fleet-snapshot.ts';
import type { Settings } from '../../shared/model/settings.ts';

type FleetState = {
  /** null: nothing has been heard from main yet. */
  host: HostInfo | null;
  revision: number;
  rows: ReadonlyMap<string, FleetRow>;
  settings: Settings;
  /** Why main cannot be asked; null while it can. */
  trouble: string | null;
};

export const useFleet = create<FleetState>(() => ({
  host: null,
  revision: 0,
  rows: new Map(),
  settings: { theme: 'system', language: 'system' },
  trouble: null,
}));

export function takeSnapshot({ revision, rows, host }: FleetSnapshot): void {
  useFleet.setState({ revision, host, rows: new Map(rows.map((row) => [row.id, row])), trouble: null });
}

/** False: the delta does not follow on what is here, so the snapshot must be asked for again. */
export function takeDelta({ from, to, changed, removed }: FleetDelta): boolean {
  const { revision, rows } = useFleet.getState();
  if (to <= revision) return true;
  if (from !== revision) return false;
  const next = new Map(rows);
  for (const row of changed) next.set(row.id, row);
  for (const id of removed) next.delete(id);
  useFleet.setState({ revision: to, rows: next });
  return true;
}
