// Looks at a stretch of the chain, entry by entry: whoever asks goes on from where the last stretch ended, so that a long log holds
// up no writer.
import type { ChainProof } from '../../../shared/model/activity.ts';
import { FIRST_SEAL, sealOf } from './event-chain.ts';
import type { ChainEnd, SealedRow } from './event-table.ts';

/** `lastId` null: nothing was looked at yet. */
export type ChainPlace = { lastId: number | null; seal: string; entries: number; from: number | null };
export type Checked = { place: ChainPlace; broken: ChainProof['broken']; isEnd: boolean };

export const CHAIN_START: ChainPlace = { lastId: null, seal: FIRST_SEAL, entries: 0, from: null };

/** `rows` follow on `place`, and are all there are where `isLast`; `end` is what is kept of the end, as of the same moment. */
export function checkStretch(place: ChainPlace, rows: readonly SealedRow[], end: ChainEnd, isLast: boolean): Checked {
  let { lastId, seal, entries, from } = place;
  const stop = (broken: ChainProof['broken']): Checked => ({ place: { lastId, seal, entries, from }, broken, isEnd: true });
  for (const [index, row] of rows.entries()) {
    const next = (lastId ?? 0) + 1;
    if (row.id < 1 || row.id > end.lastId) return stop({ kind: 'inserted', id: row.id, at: row.at, missing: 0 });
    if (sealOf(seal, row) !== row.seal) {
      if (row.id > next) return stop({ kind: 'removed', id: next, at: null, missing: row.id - next });
      const after = rows[index + 1];
      const isForeign = after !== undefined && sealOf(seal, after) === after.seal;
      return stop({ kind: isForeign ? 'inserted' : 'altered', id: row.id, at: row.at, missing: 0 });
    }
    ({ id: lastId, seal } = row);
    from ??= row.at;
    entries += 1;
  }
  if (!isLast) return { place: { lastId, seal, entries, from }, broken: null, isEnd: false };
  if (end.lastId > (lastId ?? 0))
    return stop({ kind: 'cut-off', id: (lastId ?? 0) + 1, at: null, missing: Math.max(0, end.entries - entries) });
  if (end.seal === seal && end.entries === entries) return stop(null);
  return stop({ kind: 'resealed', id: lastId ?? 0, at: rows.at(-1)?.at ?? null, missing: 0 });
}
