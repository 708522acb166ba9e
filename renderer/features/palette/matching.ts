// What fits the words that were typed, and how well. Pure; ten thousand instances are gone through with every key.
import { worstRank } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';

export const wordsOfQuery = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** The words that begin no word of the title. */
export function wordsBeside(words: readonly string[], title: string): string[] {
  const parts = title
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return words.filter((word) => !parts.some((part) => part.startsWith(word)));
}

/** The pieces of a name; those that were typed are `hit`. */
export function hitsIn(name: string, words: readonly string[]): { text: string; hit: boolean }[] {
  const lower = name.toLowerCase();
  const isHit = new Array<boolean>(name.length).fill(false);
  for (const word of words) {
    const at = lower.indexOf(word);
    if (at !== -1) isHit.fill(true, at, at + word.length);
  }
  const pieces: { text: string; hit: boolean }[] = [];
  for (let at = 0; at < name.length; at += 1) {
    const last = pieces.at(-1);
    const hit = isHit[at] ?? false;
    if (last !== undefined && last.hit === hit) last.text += name[at];
    else pieces.push({ text: name[at] ?? '', hit });
  }
  return pieces;
}

type Placed = { row: FleetRow; fit: number; rank: number };
const isBefore = (a: Placed, b: Placed): boolean =>
  a.fit !== b.fit ? a.fit < b.fit : a.rank !== b.rank ? a.rank < b.rank : a.row.name < b.row.name;

/** Finds instances by name, address, serial number, account and tags. */
export class InstanceFinder {
  readonly #texts = new WeakMap<FleetRow, string>();

  /** The `most` best, best first: by how the name fits, then worst first. `all`: how many fit. `now`: epoch ms. */
  find(rows: Iterable<FleetRow>, words: readonly string[], most: number, now: number): { best: FleetRow[]; all: number } {
    const best: Placed[] = [];
    let all = 0;
    for (const row of rows) {
      const text = this.#textOf(row);
      if (!words.every((word) => text.includes(word))) continue;
      all += 1;
      const placed = { row, fit: fitOf(text, words[0]), rank: worstRank(row, now) };
      const last = best[most - 1];
      if (last !== undefined && !isBefore(placed, last)) continue;
      const at = best.findIndex((one) => isBefore(placed, one));
      best.splice(at === -1 ? best.length : at, 0, placed);
      best.length = Math.min(best.length, most);
    }
    return { best: best.map(({ row }) => row), all };
  }

  #textOf(row: FleetRow): string {
    let text = this.#texts.get(row);
    if (text === undefined) {
      // The name stands first: what is found at the beginning is found at its beginning.
      text = [row.name, row.address ?? '', row.serial, row.account ?? '', ...row.tags].join('\n').toLowerCase();
      this.#texts.set(row, text);
    }
    return text;
  }
}

/** 0: it is the name; 1: the name begins so; 2: it is within the name; 3: elsewhere. */
function fitOf(text: string, word: string | undefined): number {
  if (word === undefined) return 0;
  const at = text.indexOf(word);
  const end = text.indexOf('\n');
  if (at === 0) return end === word.length ? 0 : 1;
  return at < end ? 2 : 3;
}
