// An instance at two moments, told by what the audit log holds of the time between: each field as it was first and as it was last.
import type { ActivityEntry } from './activity.ts';

type Value = ActivityEntry['detail'][string];
/** `from`: at the earlier moment; `to`: at the later one. */
export type Compared = { field: string; from: Value; to: Value };

/** Fields that are others at the end, in the order of their first change. `entries`: those between the moments, oldest first. */
export function comparedOf(entries: readonly Pick<ActivityEntry, 'detail' | 'change'>[]): Compared[] {
  const fields = new Map<string, Compared>();
  for (const { detail, change } of entries)
    for (const values of [detail, change])
      for (const [key, to] of Object.entries(values)) {
        if (!key.endsWith('.to')) continue;
        const field = key.slice(0, -'.to'.length);
        const { from } = fields.get(field) ?? { from: values[`${field}.from`] ?? null };
        fields.set(field, { field, from, to });
      }
  return [...fields.values()].filter(({ from, to }) => from !== to);
}
