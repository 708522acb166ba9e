// Which rows of the fleet a filter means: by verdict, account, state, tag, environment and text. The window shows by it, and main
// takes the instances of a job or an export by it.
import { type Bucket, bucketOf } from './fleet-order.ts';
import type { FleetRow } from './fleet-row.ts';
import type { FleetFilter } from './fleet-view.ts';

export const EVERYTHING: FleetFilter = { buckets: [], states: [], accounts: [], tags: [], environments: [], text: '' };

export const isEverything = (filter: FleetFilter): boolean => isSameFilter(filter, EVERYTHING);

/** The order in which values were chosen makes no difference, nor do spaces around the words. */
export function isSameFilter(a: FleetFilter, b: FleetFilter): boolean {
  return keyOf(a) === keyOf(b);
}
const keyOf = ({ text, ...lists }: FleetFilter): string =>
  JSON.stringify([
    wordsIn(text),
    ...Object.entries(lists)
      .sort()
      .map(([part, values]) => [part, [...values].sort()]),
  ]);

const wordsIn = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** What rows are searched by; each is put together once, because every key that is typed asks for all of them. */
export class SearchTexts {
  readonly #texts = new WeakMap<FleetRow, string>();

  of(row: FleetRow): string {
    let text = this.#texts.get(row);
    if (text === undefined) {
      text = `${row.name}\n${row.address ?? ''}\n${row.serial}`.toLowerCase();
      this.#texts.set(row, text);
    }
    return text;
  }
}

/** `now`: epoch ms. Gives `rows` itself where nothing is filtered. */
export function filterRows(rows: readonly FleetRow[], filter: FleetFilter, now: number, texts: SearchTexts): readonly FleetRow[] {
  const tests = testsOf(filter, now, texts);
  return tests.length === 0 ? rows : rows.filter((row) => tests.every((fits) => fits(row)));
}

function testsOf({ buckets, states, accounts, tags, environments, text }: FleetFilter, now: number, texts: SearchTexts) {
  const tests: ((row: FleetRow) => boolean)[] = [];
  const words = wordsIn(text);
  if (environments.length > 0) tests.push((row) => environments.includes(row.environment));
  if (states.length > 0) tests.push((row) => states.includes(row.clientState));
  if (accounts.length > 0) {
    const wanted = new Set(accounts);
    tests.push((row) => wanted.has(row.account));
  }
  if (tags.length > 0) {
    const wanted = new Set(tags);
    tests.push((row) => row.tags.some((tag) => wanted.has(tag)));
  }
  if (buckets.length > 0) {
    const wanted = new Set<Bucket>(buckets);
    tests.push((row) => wanted.has(bucketOf(row, now)));
  }
  if (words.length > 0) tests.push((row) => words.every((word) => texts.of(row).includes(word)));
  return tests;
}
