// Which preferences are others than before, flat, for the audit log. How one looks at the fleet is nobody's business there.
import type { EventDetail } from './history-event.ts';
import type { Settings } from './settings.ts';

const LOOKS: readonly string[] = ['fleetColumns', 'fleetSort', 'savedFilters'] satisfies (keyof Settings)[];
const LONGEST = 500;

/** `{ "theme.from": "system", "theme.to": "dark" }`; empty where nothing that counts has changed. */
export function settingsChanges(before: Settings, after: Settings): EventDetail {
  const names = Object.keys(after) as (keyof Settings)[];
  const changed = names.filter((name) => !LOOKS.includes(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(
    changed.flatMap((name) => [
      [`${name}.from`, shown(before[name])],
      [`${name}.to`, shown(after[name])],
    ]),
  );
}

function shown(value: unknown): EventDetail[string] {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return (JSON.stringify(value) ?? '').slice(0, LONGEST);
}
