// The history, oldest first: of the whole folder or of one instance, a removed one included.
import { refuse } from '../../../shared/app-failure.ts';
import type { ActivityEntry } from '../../../shared/model/activity.ts';
import type { EventDetail, HistoryEvent } from '../../../shared/model/history-event.ts';
import type { Cli } from '../cli.ts';
import { print } from '../output.ts';
import { withFleet } from '../session.ts';
import { localTime } from '../text/dates.ts';
import { plain } from '../text/plain.ts';
import { table } from '../text/table.ts';
import { usage } from '../usage.ts';
import type { FleetCaller } from '../world.ts';

export type EventsOptions = { since?: string; limit?: number; all?: boolean };

/** So many events are asked for at a time. */
const PAGE = 10_000;
/** The same of entries of the audit log. */
const ENTRIES = 5_000;

export async function events(cli: Cli, name: string | undefined, { since, limit, all = false }: EventsOptions): Promise<void> {
  const from = since === undefined ? undefined : momentOf(since);
  const most = limit ?? Number.POSITIVE_INFINITY;
  const found = await withFleet(cli, (fleet) => (all ? entriesOf(fleet, name, from, most) : eventsOf(fleet, name, from, most)));
  print(
    cli,
    found.map(({ id, at, instance, event, detail, actor }) => ({
      id,
      at: new Date(at).toISOString(),
      instance,
      event,
      detail,
      actor,
    })),
    () =>
      found.length === 0
        ? 'Nothing has happened yet.\n'
        : table(found.map(line), { head: ['TIME', 'INSTANCE', 'EVENT', 'BY', 'DETAIL'] }),
  );
}

async function eventsOf(
  fleet: FleetCaller,
  name: string | undefined,
  since: number | undefined,
  most: number,
): Promise<HistoryEvent[]> {
  if (name === undefined) return pages(fleet, { since }, most);
  const id = (await fleet.call('instances.find', { name }))?.id;
  if (id !== undefined) return pages(fleet, { id, since }, most);
  // A removed instance leaves its history behind, under the name that it had.
  const all = (await pages(fleet, {}, Number.POSITIVE_INFINITY)).filter((event) => event.instance === name.trim());
  if (all.length === 0) throw refuse('not-found', `There is no instance named “${name}”, and there never was one.`);
  const wanted = since === undefined ? all : all.filter((event) => event.at >= since);
  return wanted.slice(Math.max(0, wanted.length - most));
}

type Line = Pick<ActivityEntry, 'id' | 'at' | 'event' | 'detail' | 'actor'> & { instance: string };

/** Of the whole audit log; `instance` is what it was done with: an instance, a server, a kind of job, or nothing. Oldest first. */
async function entriesOf(fleet: FleetCaller, name: string | undefined, since: number | undefined, most: number): Promise<Line[]> {
  const found: Line[] = [];
  for (let before: number | undefined; ; ) {
    const filter = since === undefined ? {} : { since };
    const asked = { filter, limit: ENTRIES, ...(before === undefined ? {} : { before }) };
    const { entries } = await fleet.call('activity.list', asked);
    const wanted = entries.filter(({ subject }) => name === undefined || subject === name.trim());
    found.push(...wanted.map(({ subject, ...entry }) => ({ ...entry, instance: subject })));
    before = entries.at(-1)?.id;
    if (entries.length < ENTRIES || found.length >= most) return found.slice(0, most).reverse();
  }
}

type Wanted = { id?: string; since?: number | undefined };

/** The newest `most` events, oldest first. */
async function pages(fleet: FleetCaller, { id, since }: Wanted, most: number): Promise<HistoryEvent[]> {
  const found: HistoryEvent[][] = [];
  let missing = most;
  let before: number | undefined;
  for (;;) {
    const limit = Math.min(PAGE, missing);
    const page = await fleet.call('events.list', {
      limit,
      ...(id === undefined ? {} : { id }),
      ...(since === undefined ? {} : { since }),
      ...(before === undefined ? {} : { before }),
    });
    const oldestFirst = page.toSorted((a, b) => a.id - b.id);
    found.unshift(oldestFirst);
    missing -= page.length;
    before = oldestFirst[0]?.id;
    if (page.length < limit || missing <= 0) return found.flat();
  }
}

/** Epoch ms; a date without a time is midnight UTC. */
function momentOf(text: string): number {
  const form = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;
  const at = form.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw usage('--since is a date or a time in ISO form, like 2026-11-24 or 2026-11-24T09:52:00Z.');
  return at;
}

const line = ({ at, instance, event, actor, detail }: Line): string[] => [
  localTime(at),
  plain(instance),
  event,
  actor,
  detailText(detail),
];

/** `licenseCount 50 → 100, daysLeft 30` */
function detailText(detail: EventDetail): string {
  const keys = Object.keys(detail).filter((key) => !(key.endsWith('.from') && `${key.slice(0, -5)}.to` in detail));
  const value = (key: string): string => plain(String(detail[key] ?? 'none'));
  return keys
    .map((key) => {
      const field = key.endsWith('.to') ? key.slice(0, -3) : null;
      if (field === null || !(`${field}.from` in detail)) return `${key} ${value(key)}`;
      return `${field} ${value(`${field}.from`)} → ${value(key)}`;
    })
    .join(', ');
}
