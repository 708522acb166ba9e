// The last requests, as they came and what was answered; secrets are taken out before anything is remembered.
import { fieldsOf, textOf } from '../protocol/received.ts';

const KEPT = 1_000;

export type LoggedRequest = {
  /** Epoch ms, real time. */
  at: number;
  /** The server's clock. */
  serverTime: number | null;
  carrier: 'http' | 'call-home';
  path: string;
  secure: boolean;
  httpStatus: number | null;
  requestType: string | null;
  productId: string | null;
  serial: string | null;
  header: Record<string, unknown> | null;
  body: Record<string, unknown> | null;
  status: string | null;
  errorCode: string | null;
  message: string | null;
  fault: string | null;
};

const SECRET = /token|password|credential|secret/i;

/** Values under names that sound like secrets are replaced, at any depth. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).map(([name, inner]) => [name, SECRET.test(name) ? '(hidden)' : withoutSecrets(inner)]);
  return Object.fromEntries(pairs);
}

export class RequestLog {
  #entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length >= 2 * KEPT) this.#entries = this.#entries.slice(-KEPT);
  }

  /** Oldest first. */
  last(limit: number): LoggedRequest[] {
    return limit <= 0 ? [] : this.#entries.slice(-Math.min(limit, KEPT));
  }
}

/** The body of a request that could be read, hidden where it must be; null: none. */
export function loggedBody(requestData: unknown): Record<string, unknown> | null {
  try {
    const { sudi: _sudi, ...body } = fieldsOf(JSON.parse(textOf(requestData)));
    return fieldsOf(withoutSecrets(body));
  } catch {
    return null;
  }
}
