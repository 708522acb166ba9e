// All dates of the fleet in their order, kept up while rows change: what changed is put into its place, the rest is not sorted again.
import { byDate, type ClockDate, clockDatesOf } from '../../../shared/model/clock-dates.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { LastChange } from '../../state/fleet-store.ts';

/** One view's dates. Asked again for what it was asked last, it does nothing. */
export class DatesInOrder {
  #from: ReadonlyMap<string, FleetRow> | null = null;
  #now = 0;
  #until = 0;
  #dates: readonly ClockDate[] = [];

  /** The soonest first, from `now` up to `until`, epoch ms; asked with another `now` every minute, not every second. */
  of(fleet: ReadonlyMap<string, FleetRow>, last: LastChange | null, now: number, until: number): readonly ClockDate[] {
    const sameTime = this.#now === now && this.#until === until;
    if (sameTime && fleet === this.#from) return this.#dates;
    if (sameTime && last !== null && last.before === this.#from) this.#follow(fleet, last.ids);
    else this.#dates = [...fleet.values()].flatMap((row) => clockDatesOf(row, now, until)).sort(byDate);
    this.#from = fleet;
    this.#now = now;
    this.#until = until;
    return this.#dates;
  }

  #follow(fleet: ReadonlyMap<string, FleetRow>, ids: ReadonlySet<string>): void {
    const come = [...ids].flatMap((id) => {
      const row = fleet.get(id);
      return row === undefined ? [] : clockDatesOf(row, this.#now, this.#until);
    });
    come.sort(byDate);
    const dates: ClockDate[] = [];
    let next = 0;
    for (const date of this.#dates) {
      if (ids.has(date.row.id)) continue;
      for (let one = come[next]; one !== undefined && byDate(one, date) < 0; one = come[next]) {
        dates.push(one);
        next += 1;
      }
      dates.push(date);
    }
    this.#dates = dates.concat(come.slice(next));
  }
}
