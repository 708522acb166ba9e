// Whether what a licence server has said of an instance is younger than the lifetime that the person has set for such values.
import { DAY } from '../../shared/durations.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import { useNowAs } from './clock.ts';
import { useFleet } from './fleet-store.ts';

/** `days` null: values are shown however old. What was never heard has no age. */
export const isTooOld = ({ lastContactAt }: FleetRow, days: number | null, now: number): boolean =>
  days !== null && lastContactAt !== null && now - lastContactAt > days * DAY;

export function useTooOld(row: FleetRow): boolean {
  const days = useFleet((state) => state.settings.shownDays);
  return useNowAs((now) => isTooOld(row, days, now));
}
