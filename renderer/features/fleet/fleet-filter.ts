// Which rows of the fleet are shown: by verdict, account, state, tag, environment and text. Every part narrows.
import type { Bucket } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { Environment } from '../../../shared/model/instance.ts';
import type { ClientState } from '../../../shared/model/summary.ts';

export type FleetFilter = {
  bucket: Bucket | null;
  /** undefined: every account; null: those without one. */
  account: string | null | undefined;
  states: readonly ClientState[];
  tags: readonly string[];
  environments: readonly Environment[];
  text: string;
};
export const EVERYTHING: FleetFilter = {
  bucket: null,
  account: undefined,
  states: [],
  tags: [],
  environments: [],
  text: '',
};

/** Within a part any of its values fits, and none chosen means all. `bucketOf` is asked only where a bucket is chosen. */
export function filterRows(rows: readonly FleetRow[], filter: FleetFilter, bucketOf: (row: FleetRow) => Bucket): FleetRow[] {
  const { bucket, account, states, tags, environments } = filter;
  const text = filter.text.trim().toLowerCase();
  const has = (row: FleetRow): boolean =>
    [row.name, row.address ?? '', row.serial].some((value) => value.toLowerCase().includes(text));
  return rows.filter(
    (row) =>
      (bucket === null || bucketOf(row) === bucket) &&
      (account === undefined || row.account === account) &&
      (states.length === 0 || states.includes(row.clientState)) &&
      (environments.length === 0 || environments.includes(row.environment)) &&
      (tags.length === 0 || row.tags.some((tag) => tags.includes(tag))) &&
      (text === '' || has(row)),
  );
}
