// The ladders of warnings before a clock runs out (sections 4 and 5): each step is warned of once, the last one crossed only.
import { HOUR } from '../../shared/durations.ts';

const DAYS = [60, 30, 21, 14, 7, 6, 5, 4, 3, 2, 1].map((days) => days * 24);
/** Hours left, falling. */
export const CERTIFICATE_LADDER: readonly number[] = DAYS;
export const EVALUATION_LADDER: readonly number[] = [...DAYS, ...Array.from({ length: 23 }, (_, k) => 23 - k)];

/** The step that `leftMs` has reached and that was not warned of; null: none. `warned`: hours of the last warning. */
export function warningDue(ladder: readonly number[], leftMs: number, warned: number | null): number | null {
  const reached = ladder.findLast((hours) => leftMs <= hours * HOUR);
  return reached !== undefined && (warned === null || reached < warned) ? reached : null;
}

/** Milliseconds until the next step is reached; null: there is none. */
export function untilWarning(ladder: readonly number[], leftMs: number): number | null {
  const next = ladder.find((hours) => hours * HOUR < leftMs);
  return next === undefined ? null : leftMs - next * HOUR;
}

/** For a clock that starts with `leftMs`: the steps that lie behind it from the start count as warned of. */
export const warnedAtStart = (ladder: readonly number[], leftMs: number): number | null =>
  ladder.findLast((hours) => leftMs <= hours * HOUR) ?? null;
