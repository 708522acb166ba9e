// The order of the fleet by a column, kept up while rows change: what changed is put into its place, the rest is not sorted again.
import { CLIENT_STATES, FAILURE_CATEGORIES } from '../../shared/model/closed-lists.ts';
import { nextDateAt, worstRank } from '../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { FleetColumn, FleetSort } from '../../shared/model/fleet-view.ts';
import type { LastChange } from './fleet-store.ts';

type Key = string | number | null;
type Placed = { row: FleetRow; key: Key; name: string };

/** Digits count as the number they write: `proxy-2` stands before `proxy-10`. */
const natural = (text: string): string => text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'));
const naturalOrNull = (text: string | null): Key => (text === null || text === '' ? null : natural(text));

const KEY: Readonly<Record<FleetColumn, (row: FleetRow, now: number) => Key>> = {
  verdict: worstRank,
  name: (row) => natural(row.name),
  clientState: (row) => CLIENT_STATES.indexOf(row.clientState),
  licensingState: (row) => row.licensingState,
  cps: (row) => row.cps,
  nextDate: (row) => nextDateAt(row),
  failure: (row) => (row.failure === null ? null : FAILURE_CATEGORIES.indexOf(row.failure.category)),
  contact: (row) => row.lastContactAt,
  account: (row) => naturalOrNull(row.account),
  address: (row) => naturalOrNull(row.address),
  server: (row) => row.serverUrl,
  transport: (row) => row.transport,
  version: (row) => natural(row.softwareVersion),
  environment: (row) => row.environment,
  serial: (row) => row.serial,
  tags: (row) => naturalOrNull(row.tags[0] ?? null),
};

/** One view's order. Asked again for what it was asked last, it does nothing. */
export class SortedFleet {
  #from: ReadonlyMap<string, FleetRow> | null = null;
  #sort: FleetSort | null = null;
  #now = 0;
  #placed: readonly Placed[] = [];
  #byId = new Map<string, Placed>();
  #rows: readonly FleetRow[] = [];
  /** The names of rows as they are compared, which every column needs. */
  readonly #names = new WeakMap<FleetRow, string>();

  /** `now`: what the order depends on, epoch ms; asked with another every minute, not every second. */
  rows(fleet: ReadonlyMap<string, FleetRow>, last: LastChange | null, sort: FleetSort, now: number): readonly FleetRow[] {
    const same = this.#sort?.column === sort.column && this.#sort.descending === sort.descending;
    const inTime = this.#now === now || sort.column !== 'verdict';
    if (same && inTime && fleet === this.#from) return this.#rows;
    const place = (row: FleetRow): Placed => ({ row, key: KEY[sort.column](row, now), name: this.#nameOf(row) });
    const compare = comparing(sort.descending);
    if (same && inTime && last !== null && last.before === this.#from) this.#follow(fleet, last.ids, place, compare);
    else {
      this.#placed = [...fleet.values()].map(place).sort(compare);
      this.#byId = new Map(this.#placed.map((placed) => [placed.row.id, placed]));
      this.#rows = this.#placed.map(({ row }) => row);
    }
    this.#from = fleet;
    this.#sort = sort;
    this.#now = now;
    return this.#rows;
  }

  /** Leaves out the rows that are other ones now, and puts what they are now into its places: one pass over the rest. */
  #follow(
    fleet: ReadonlyMap<string, FleetRow>,
    ids: ReadonlySet<string>,
    place: (row: FleetRow) => Placed,
    compare: Compare,
  ): void {
    const gone = new Set<Placed>();
    const come: Placed[] = [];
    for (const id of ids) {
      const known = this.#byId.get(id);
      if (known !== undefined) gone.add(known);
      this.#byId.delete(id);
      const row = fleet.get(id);
      if (row === undefined) continue;
      const placed = place(row);
      this.#byId.set(id, placed);
      come.push(placed);
    }
    const before = this.#placed;
    const placed: Placed[] = [];
    let from = 0;
    const takeUpTo = (to: number) => {
      for (; from < to; from += 1) {
        const one = before[from] as Placed;
        if (!gone.has(one)) placed.push(one);
      }
    };
    for (const one of come.sort(compare)) {
      takeUpTo(placeOf(one, before, from, compare));
      placed.push(one);
    }
    takeUpTo(before.length);
    this.#placed = placed;
    this.#rows = placed.map(({ row }) => row);
  }

  #nameOf(row: FleetRow): string {
    let name = this.#names.get(row);
    if (name === undefined) {
      name = natural(row.name);
      this.#names.set(row, name);
    }
    return name;
  }
}

type Compare = (a: Placed, b: Placed) => number;

/** What has no value stands last in either direction; where nothing else decides, the name does. */
const comparing =
  (descending: boolean): Compare =>
  (a, b) => {
    if (a.key === b.key) return a.name < b.name ? -1 : a.name > b.name ? 1 : a.row.id < b.row.id ? -1 : 1;
    if (a.key === null) return 1;
    if (b.key === null) return -1;
    return a.key < b.key === descending ? 1 : -1;
  };

/** The first place at or after `from` whose row stands after this one. */
function placeOf(one: Placed, placed: readonly Placed[], from: number, compare: Compare): number {
  let low = from;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(placed[middle] as Placed, one) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
