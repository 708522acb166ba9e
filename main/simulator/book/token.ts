// Registration tokens. What is kept is an id; the text that a person copies is worked out from it under the server's key.
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { DAY } from '../../../shared/durations.ts';
import { UNBOUNDED } from '../authority/certificate.ts';
import type { Book } from './book.ts';

export const tokenSchema = z.object({
  id: z.string(),
  account: z.string(),
  virtualAccount: z.string(),
  description: z.string(),
  createdAt: z.number(),
  expiresAt: z.number(),
  /** Null: as many as one likes. */
  usesLeft: z.number().int().nonnegative().nullable(),
  exportControlled: z.boolean(),
});
export type Token = z.infer<typeof tokenSchema>;

export const DEFAULT_TOKEN_LIFE_MS = 30 * DAY;

/** Turns ids into texts and back. */
export class TokenTexts {
  readonly #ids = new Map<string, string>();

  constructor(
    private readonly key: string,
    tokens: Iterable<Token>,
  ) {
    for (const { id } of tokens) this.learn(id);
  }

  textOf(id: string): string {
    return createHmac('sha256', this.key).update(id).digest('base64url');
  }

  learn(id: string): string {
    const text = this.textOf(id);
    this.#ids.set(text, id);
    return text;
  }

  idOf(text: string): string | null {
    return this.#ids.get(text) ?? null;
  }
}

export type TokenVerdict =
  | { good: true; token: Token }
  | { good: false; code: 'TOKEN_INVALID' | 'TOKEN_EXPIRED'; reason: string };

export function judgeToken(book: Book, id: string | null, at: number): TokenVerdict {
  const token = id === null ? undefined : book.tokens.get(id);
  if (token === undefined) return { good: false, code: 'TOKEN_INVALID', reason: 'The registration token is not known here' };
  if (token.usesLeft === 0) return { good: false, code: 'TOKEN_INVALID', reason: 'The registration token has been used up' };
  if (at >= token.expiresAt) return { good: false, code: 'TOKEN_EXPIRED', reason: 'The registration token has expired' };
  return { good: true, token };
}

export function useToken(book: Book, token: Token): void {
  if (token.usesLeft !== null) book.tokens.set(token.id, { ...token, usesLeft: token.usesLeft - 1 });
}

/** The server's time was off by so many ms when the tokens were made: they begin and end that much later. */
export function shiftTokens(book: Book, by: number): void {
  for (const token of book.tokens.values()) {
    const expiresAt = Math.min(token.expiresAt + by, UNBOUNDED.to);
    book.tokens.set(token.id, { ...token, createdAt: token.createdAt + by, expiresAt });
  }
}
