// The books of the licence server: virtual accounts with what was purchased, tokens, product instances, outstanding polls. Values
// are replaced, never changed in place; totals per virtual account are kept along.
import { z } from 'zod';
import { type Poll, pollSchema } from './poll.ts';
import { instanceSchema, licencesOf, type ProductInstance, udiOf } from './product-instance.ts';
import { type Token, tokenSchema } from './token.ts';

const virtualAccountSchema = z.object({ account: z.string(), name: z.string(), purchased: z.number().int().nonnegative() });

/** The books as they are kept in a file. `serverTime`: the newest time seen in requests, epoch ms. */
export const storedBookSchema = z.object({
  virtualAccounts: z.array(virtualAccountSchema),
  tokens: z.array(tokenSchema),
  instances: z.array(instanceSchema),
  polls: z.array(pollSchema),
  nonces: z.array(z.string()),
  serverTime: z.number().nullable(),
});
export type StoredBook = z.infer<typeof storedBookSchema>;

/** Quantities are licences. `inUse`: what the instances asked for last. */
export type VirtualAccount = z.infer<typeof virtualAccountSchema> & { inUse: number; instances: number };

export type Book = {
  readonly virtualAccounts: Map<string, VirtualAccount>;
  readonly tokens: Map<string, Token>;
  /** By UDI. */
  readonly instances: Map<string, ProductInstance>;
  /** From the product instance identifier to the UDI. */
  readonly identifiers: Map<string, string>;
  readonly polls: Map<string, Poll>;
};

export const emptyBook = (): Book => ({
  virtualAccounts: new Map(),
  tokens: new Map(),
  instances: new Map(),
  identifiers: new Map(),
  polls: new Map(),
});

export function bookFrom(stored: StoredBook): Book {
  const book = emptyBook();
  for (const { account, name, purchased } of stored.virtualAccounts) setPurchased(book, account, name, purchased);
  for (const token of stored.tokens) book.tokens.set(token.id, token);
  for (const instance of stored.instances) putInstance(book, instance);
  for (const poll of stored.polls) book.polls.set(poll.id, poll);
  return book;
}

const accountKey = (account: string, name: string): string => JSON.stringify([account, name]);

export const findVirtualAccount = (book: Book, account: string, name: string): VirtualAccount | undefined =>
  book.virtualAccounts.get(accountKey(account, name));

/** Opens the virtual account if there is none. */
export function setPurchased(book: Book, account: string, name: string, purchased: number): VirtualAccount {
  const before = findVirtualAccount(book, account, name) ?? { account, name, inUse: 0, instances: 0 };
  const after = { ...before, purchased };
  book.virtualAccounts.set(accountKey(account, name), after);
  return after;
}

export function findInstance(book: Book, identifier: string): ProductInstance | undefined {
  const udi = book.identifiers.get(identifier);
  return udi === undefined ? undefined : book.instances.get(udi);
}

/** Takes the place of what was registered under the same UDI. */
export function putInstance(book: Book, instance: ProductInstance): void {
  const former = book.instances.get(udiOf(instance));
  if (former !== undefined) {
    book.identifiers.delete(former.identifier);
    count(book, former, -1);
  }
  book.instances.set(udiOf(instance), instance);
  book.identifiers.set(instance.identifier, udiOf(instance));
  count(book, instance, 1);
}

/** False: there was none. */
export function dropInstance(book: Book, udi: string): boolean {
  const instance = book.instances.get(udi);
  if (instance === undefined) return false;
  book.instances.delete(udi);
  book.identifiers.delete(instance.identifier);
  count(book, instance, -1);
  return true;
}

function count(book: Book, { account, virtualAccount, entitlements }: ProductInstance, sign: 1 | -1): void {
  const before = findVirtualAccount(book, account, virtualAccount) ?? setPurchased(book, account, virtualAccount, 0);
  const inUse = before.inUse + sign * licencesOf(entitlements);
  book.virtualAccounts.set(accountKey(account, virtualAccount), { ...before, inUse, instances: before.instances + sign });
}
