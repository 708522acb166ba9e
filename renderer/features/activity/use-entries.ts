// The entries that match, as far as they were read: pages that follow on each other from the newest, and what came in since.
import { useCallback, useEffect, useRef, useState } from 'react';
import { AppFailure } from '../../../shared/app-failure.ts';
import type { ActivityEntry, ActivityFilter } from '../../../shared/model/activity.ts';
import { ask } from '../../api/client.ts';

const PAGE = 500;

export type Entries = {
  /** Newest first; null: nothing was read yet. */
  entries: readonly ActivityEntry[] | null;
  /** How many match, newer ones included. */
  total: number;
  /** Came in since and are not among `entries` yet. */
  newer: number;
  error: string | null;
};
/** `of`: the filter that they match; null: nothing was read yet. */
type Read = Entries & { of: ActivityFilter | null };
const UNREAD: Read = { of: null, entries: null, total: 0, newer: 0, error: null };

/** `isCurrent`: they are what the present filter leaves. */
export type EntriesInHand = Entries & { isCurrent: boolean; readOlder: () => void; showNewer: () => void };

/** `revision`: of the fleet; with each there may be new entries. `isAtTop`: they are shown at once, since nothing moves away. */
export function useEntries(filter: ActivityFilter, revision: number, isAtTop: () => boolean): EntriesInHand {
  const [state, setState] = useState(UNREAD);
  const kept = useRef(state);
  kept.current = state;
  const wanted = useRef(filter);
  wanted.current = filter;
  const asked = useRef({ older: false, newer: false, again: false });

  const begin = useCallback(() => {
    void readFirst(filter).then((read) => wanted.current === filter && setState(read));
  }, [filter]);
  useEffect(begin, [begin]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision may have brought entries, and a new filter has not
  useEffect(() => {
    const look = async (): Promise<void> => {
      const { of } = kept.current;
      if (of === null) return;
      asked.current = { ...asked.current, newer: true, again: false };
      const read = await readFirst(of);
      setState((now) => (now.of === of && read.error === null ? withNewer(now, read, isAtTop()) : now));
      asked.current.newer = false;
      if (asked.current.again) await look();
    };
    if (asked.current.newer) asked.current.again = true;
    else void look();
  }, [revision]);

  const readOlder = useCallback(() => {
    const { of, entries, total, newer } = kept.current;
    const last = entries?.at(-1);
    if (of === null || last === undefined || asked.current.older || (entries?.length ?? 0) >= total - newer) return;
    asked.current.older = true;
    ask('activity.list', { filter: of, before: last.id, limit: PAGE })
      .then(({ entries: older }) => setState((now) => (now.of === of ? withOlder(now, older) : now)))
      .catch(() => undefined)
      .finally(() => {
        asked.current.older = false;
      });
  }, []);
  return { ...state, isCurrent: state.of === filter, readOlder, showNewer: begin };
}

async function readFirst(filter: ActivityFilter): Promise<Read> {
  try {
    const { entries, total } = await ask('activity.list', { filter, limit: PAGE });
    return { of: filter, entries, total: total ?? 0, newer: 0, error: null };
  } catch (error) {
    return { ...UNREAD, of: filter, entries: [], error: error instanceof AppFailure ? error.message : String(error) };
  }
}

function withOlder(now: Read, older: readonly ActivityEntry[]): Read {
  const entries = [...(now.entries ?? []), ...older];
  // An end that is nearer than was counted: asking on would never end.
  return older.length === 0 ? { ...now, total: entries.length + now.newer } : { ...now, entries };
}

function withNewer(before: Read, read: Read, show: boolean): Read {
  const [known, found] = [before.entries ?? [], read.entries ?? []];
  const top = known[0]?.id ?? 0;
  const fresh = found.filter(({ id }) => id > top);
  if (fresh.length === 0) return before.total === read.total ? before : { ...before, total: read.total };
  if (!show) return { ...before, total: read.total, newer: read.total - (before.total - before.newer) };
  // A page of nothing else: what lies between is not known, so the list begins anew.
  if (fresh.length === found.length) return read;
  return { ...before, entries: [...fresh, ...known], total: read.total, newer: 0 };
}
