// The books as JSON, for the state file. Values are never changed in place, so each is written out once and remembered.
import type { Nonces } from '../protocol/nonces.ts';
import type { Book } from './book.ts';

export class BookText {
  readonly #texts = new WeakMap<object, string>();

  of(book: Book, nonces: Nonces, serverTime: number | null): string {
    const accounts = [...book.virtualAccounts.values()].map(({ account, name, purchased }) => ({ account, name, purchased }));
    const list = (values: Iterable<object>) => `[${Array.from(values, (value) => this.#text(value)).join()}]`;
    const parts = {
      virtualAccounts: JSON.stringify(accounts),
      tokens: list(book.tokens.values()),
      instances: list(book.instances.values()),
      polls: list(book.polls.values()),
      nonces: JSON.stringify(nonces.newest()),
      serverTime: JSON.stringify(serverTime),
    };
    return `{${Object.entries(parts)
      .map(([name, text]) => `"${name}":${text}`)
      .join()}}`;
  }

  #text(value: object): string {
    const known = this.#texts.get(value);
    if (known !== undefined) return known;
    const text = JSON.stringify(value);
    this.#texts.set(value, text);
    return text;
  }
}
