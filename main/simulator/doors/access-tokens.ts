// OAuth 2 of the account API: client credentials in, a bearer token for an hour out; and how many calls a client may make.
import type { Exchange } from './http-exchange.ts';

const LIFE_MS = 3_599_000;
const CALLS_AT_ONCE = 100;
const CALLS_PER_SECOND = 20;

export class AccessTokens {
  /** Until when each counts, epoch ms. */
  readonly #issued = new Map<string, number>();
  #calls = CALLS_AT_ONCE;
  #countedAt: number;

  constructor(
    private readonly now: () => number,
    private readonly newSecret: () => string,
  ) {
    this.#countedAt = now();
  }

  issue() {
    const now = this.now();
    for (const [token, until] of this.#issued) if (until <= now) this.#issued.delete(token);
    const token = this.newSecret();
    this.#issued.set(token, now + LIFE_MS);
    return { access_token: token, token_type: 'Bearer', expires_in: LIFE_MS / 1000 };
  }

  isGood(token: string): boolean {
    return (this.#issued.get(token) ?? 0) > this.now();
  }

  /** 0: the call may be made; else after so many seconds. */
  waitSeconds(): number {
    const now = this.now();
    this.#calls = Math.min(CALLS_AT_ONCE, this.#calls + (Math.max(0, now - this.#countedAt) / 1000) * CALLS_PER_SECOND);
    this.#countedAt = now;
    if (this.#calls < 1) return Math.ceil((1 - this.#calls) / CALLS_PER_SECOND);
    this.#calls -= 1;
    return 0;
  }
}

/** Client id and secret of a token request: in a Basic header, a form, JSON or the query; and the grant type. */
export function credentialsOf({ request, url }: Exchange, body: string) {
  const form = new URLSearchParams(/json/i.test(request.headers['content-type'] ?? '') ? pairsOf(body) : body);
  const field = (name: string): string => form.get(name) ?? url.searchParams.get(name) ?? '';
  const [id, secret] = basicOf(request.headers.authorization);
  return { grant: field('grant_type'), id: id ?? field('client_id'), secret: secret ?? field('client_secret') };
}

function basicOf(header: string | undefined): [string?, string?] {
  const [, encoded] = /^Basic +(\S+) *$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return [];
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon === -1 ? [] : [text.slice(0, colon), text.slice(colon + 1)];
}

function pairsOf(body: string): [string, string][] {
  try {
    const value: unknown = JSON.parse(body);
    return Object.entries(value ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  } catch {
    return [];
  }
}
