// What a person looks for in the audit log, and what the store is asked for because of it.
import { DAY } from '../../../shared/durations.ts';
import type { ActivityFilter } from '../../../shared/model/activity.ts';
import type { EventActor } from '../../../shared/model/history-event.ts';
import { type ActivityKind, namesHolding, namesOfKinds } from '../../text/activity.ts';
import type { Words } from '../../text/words.ts';

export const PERIODS = ['all', 'today', 'week', 'month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];
const DAYS = { week: 7, month: 30, quarter: 90, year: 365 } as const;

export type Looked = {
  text: string;
  actors: readonly EventActor[];
  kinds: readonly ActivityKind[];
  instanceIds: readonly string[];
  period: Period;
};
export const ANYTHING: Looked = { text: '', actors: [], kinds: [], instanceIds: [], period: 'all' };
export const isAnything = ({ text, actors, kinds, instanceIds, period }: Looked): boolean =>
  text.trim() === '' && actors.length + kinds.length + instanceIds.length === 0 && period === 'all';

/** `now`: epoch ms; the period begins with a day in local time. */
export function filterOf(words: Words, { text, actors, kinds, instanceIds, period }: Looked, now: number): ActivityFilter {
  const holds = text.trim();
  return {
    ...(holds === '' ? {} : { text: { holds, names: namesHolding(words, holds) } }),
    ...(actors.length === 0 ? {} : { actors: [...actors] }),
    ...(kinds.length === 0 ? {} : { names: namesOfKinds(kinds) }),
    ...(instanceIds.length === 0 ? {} : { instanceIds: [...instanceIds] }),
    ...(period === 'all' ? {} : { since: period === 'today' ? dayBegins(now) : dayBegins(now - (DAYS[period] - 1) * DAY) }),
  };
}

export function dayBegins(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}
