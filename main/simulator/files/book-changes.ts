// What has changed in the books since they were last written. Values in them are replaced, never changed in place, so one look at
// which is which tells; and each value is turned into text once.
import { z } from 'zod';
import { type Authority, authoritySchema } from '../authority/authority.ts';
import { type Book, type StoredBook, storedBookSchema } from '../book/book.ts';
import { udiOf } from '../book/product-instance.ts';

/** A later line of a state file. `gone`: UDIs of instances, ids of polls. */
export const changeSchema = z.object({
  put: storedBookSchema,
  gone: z.object({ instances: z.array(z.string()), polls: z.array(z.string()) }),
  authority: authoritySchema.optional(),
});
export type Change = z.infer<typeof changeSchema>;

const accountOf = ({ account, name }: { account: string; name: string }): string => JSON.stringify([account, name]);

export function replay(book: StoredBook, changes: readonly Change[]): StoredBook {
  const virtualAccounts = new Map(book.virtualAccounts.map((one) => [accountOf(one), one]));
  const tokens = new Map(book.tokens.map((one) => [one.id, one]));
  const instances = new Map(book.instances.map((one) => [udiOf(one), one]));
  const polls = new Map(book.polls.map((one) => [one.id, one]));
  const nonces = [...book.nonces];
  let { serverTime } = book;
  for (const { put, gone } of changes) {
    for (const udi of gone.instances) instances.delete(udi);
    for (const id of gone.polls) polls.delete(id);
    for (const one of put.virtualAccounts) virtualAccounts.set(accountOf(one), one);
    for (const one of put.tokens) tokens.set(one.id, one);
    for (const one of put.instances) instances.set(udiOf(one), one);
    for (const one of put.polls) polls.set(one.id, one);
    nonces.push(...put.nonces);
    serverTime = put.serverTime;
  }
  const values = <T>(map: Map<string, T>): T[] => [...map.values()];
  return {
    virtualAccounts: values(virtualAccounts),
    tokens: values(tokens),
    instances: values(instances),
    polls: values(polls),
    nonces,
    serverTime,
  };
}

/** The values of a map as JSON, all of them or those that are new; and which keys are gone. */
class Watched<T extends object> {
  #seen = new Map<string, T>();
  readonly #texts = new WeakMap<T, string>();

  constructor(
    private readonly map: ReadonlyMap<string, T>,
    private readonly textOf: (value: T) => string = JSON.stringify,
  ) {}

  all(): string {
    this.#seen = new Map(this.map);
    return this.#list([...this.map.values()]);
  }

  news(): { put: string; gone: string[] } {
    const fresh: T[] = [];
    for (const [key, value] of this.map) {
      if (this.#seen.get(key) === value) continue;
      fresh.push(value);
      this.#seen.set(key, value);
    }
    const gone = this.#seen.size === this.map.size ? [] : [...this.#seen.keys()].filter((key) => !this.map.has(key));
    for (const key of gone) this.#seen.delete(key);
    return { put: this.#list(fresh), gone };
  }

  #list(values: T[]): string {
    return `[${values.map((value) => this.#text(value)).join()}]`;
  }

  #text(value: T): string {
    const known = this.#texts.get(value);
    if (known !== undefined) return known;
    const text = this.textOf(value);
    this.#texts.set(value, text);
    return text;
  }
}

export type Rest = { serverTime: () => number | null; nonces: { newest(): string[]; sinceLast(): string[] } };

export class BookChanges {
  readonly #accounts;
  readonly #tokens;
  readonly #instances;
  readonly #polls;
  /** As it was last written. */
  #serverTime: number | null = null;

  constructor(
    book: Book,
    private readonly rest: Rest,
  ) {
    this.#accounts = new Watched(book.virtualAccounts, ({ account, name, purchased }) =>
      JSON.stringify({ account, name, purchased }),
    );
    this.#tokens = new Watched(book.tokens);
    this.#instances = new Watched(book.instances);
    this.#polls = new Watched(book.polls);
  }

  /** The whole book, as JSON of StoredBook. */
  whole(): string {
    this.rest.nonces.sinceLast();
    const lists = [this.#accounts.all(), this.#tokens.all(), this.#instances.all(), this.#polls.all()];
    return this.#book(lists, this.rest.nonces.newest());
  }

  /** Since the last call of either, as JSON of Change; null: nothing. `authority`: where that has changed. */
  since(authority: Authority | null): string | null {
    const instances = this.#instances.news();
    const polls = this.#polls.news();
    const put = [this.#accounts.news().put, this.#tokens.news().put, instances.put, polls.put];
    const gone = { instances: instances.gone, polls: polls.gone };
    const nonces = this.rest.nonces.sinceLast();
    const goneOrNew = [gone.instances, gone.polls, nonces].some(({ length }) => length > 0);
    const changed =
      goneOrNew || authority !== null || put.some((list) => list !== '[]') || this.rest.serverTime() !== this.#serverTime;
    if (!changed) return null;
    const more = authority === null ? '' : `,"authority":${JSON.stringify(authority)}`;
    return `{"put":${this.#book(put, nonces)},"gone":${JSON.stringify(gone)}${more}}`;
  }

  #book(lists: string[], nonces: string[]): string {
    const [virtualAccounts, tokens, instances, polls] = lists;
    this.#serverTime = this.rest.serverTime();
    const rest = `"nonces":${JSON.stringify(nonces)},"serverTime":${JSON.stringify(this.#serverTime)}`;
    return `{"virtualAccounts":${virtualAccounts},"tokens":${tokens},"instances":${instances},"polls":${polls},${rest}}`;
  }
}
