// What an exchange looked like, for the Diagnostics of an instance: where, how long, how big, and both messages with everything
// secret in them replaced. No secret is ever read out of a record, so there is nothing to hide when it is shown or copied.
import { performance } from 'node:perf_hooks';
import type { ExchangeRecord } from '../../../shared/model/diagnostics.ts';
import type { LicenceAnswer, LicenceRequest } from '../../agent/ports.ts';
import type { HttpAnswer } from './http-client.ts';

export interface ExchangeRecorder {
  record(entry: ExchangeRecord): void;
}

const KEPT_OF_ONE = 50;
/** Of all instances together: some ten megabytes. */
const KEPT_OF_ALL = 2_000;

/** The last 50 of each instance, in memory; of a large fleet those instances that have spoken last. */
export class ExchangeRecords implements ExchangeRecorder {
  /** The instance that has not spoken for longest comes first. */
  readonly #records = new Map<string, ExchangeRecord[]>();
  #count = 0;

  record(entry: ExchangeRecord): void {
    const kept = [...this.of(entry.instanceId), entry].slice(-KEPT_OF_ONE);
    this.forget(entry.instanceId);
    this.#records.set(entry.instanceId, kept);
    this.#count += kept.length;
    for (const silent of this.#records.keys()) {
      if (this.#count <= KEPT_OF_ALL) return;
      this.forget(silent);
    }
  }

  /** Oldest first. */
  of(instanceId: string): readonly ExchangeRecord[] {
    return this.#records.get(instanceId) ?? [];
  }

  forget(instanceId: string): void {
    this.#count -= this.of(instanceId).length;
    this.#records.delete(instanceId);
  }
}

/** Follows one exchange; what was not reached stays null. */
export class ExchangeTrace {
  #sent: { envelope: string; bytes: number; proxy: string | null } | null = null;
  #answer: HttpAnswer | null = null;
  #envelope: string | null = null;
  readonly #from = performance.now();

  constructor(
    private readonly request: LicenceRequest,
    private readonly at: number,
  ) {}

  sent(envelope: string, body: string, proxy: string | null): void {
    this.#sent = { envelope, bytes: Buffer.byteLength(body), proxy };
  }
  answered(answer: HttpAnswer): void {
    this.#answer = answer;
  }
  decoded(envelope: string): void {
    this.#envelope = envelope;
  }

  /** SECURITY: a server may repeat the token in its words, which are stored and shown. */
  cleared(answer: LicenceAnswer): LicenceAnswer {
    if (!('failure' in answer) || this.#sent === null) return answer;
    const hidden = secretsOf(this.#sent.envelope);
    const clear = <T>(value: T) => (typeof value === 'string' ? without(value, hidden) : value);
    const facts = Object.fromEntries(Object.entries(answer.failure.facts ?? {}).map(([name, value]) => [name, clear(value)]));
    return { ...answer, failure: { ...answer.failure, text: without(answer.failure.text, hidden), facts } };
  }

  /** `answer`: cleared. */
  record(answer: LicenceAnswer): ExchangeRecord {
    const { operation, poll, route } = this.request;
    const none = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null };
    const messages = this.#messages();
    return {
      at: this.at,
      instanceId: route.instanceId,
      operation,
      poll: poll !== null,
      carrier: route.transport,
      url: route.url,
      proxy: this.#sent?.proxy ?? null,
      timings: this.#answer?.timings ?? { ...none, totalMs: performance.now() - this.#from },
      requestBytes: this.#sent?.bytes ?? null,
      responseBytes: this.#answer?.bytes ?? null,
      status: this.#answer?.status ?? null,
      outcome: answer.kind,
      failure: 'failure' in answer ? { category: answer.failure.category, text: answer.failure.text } : null,
      get request() {
        return messages().request;
      },
      get response() {
        return messages().response;
      },
    };
  }

  /** Without their secrets: worked out once somebody looks. SECURITY: what carries a token is never kept as it was. */
  #messages(): () => Pick<ExchangeRecord, 'request' | 'response'> {
    const sent = this.#sent?.envelope ?? null;
    const heard = this.#envelope ?? this.#answer?.body ?? null;
    const make = () => {
      const hidden = sent === null ? [] : secretsOf(sent);
      const shown = (text: string | null) => (text === null ? null : redacted(text, hidden));
      return { request: shown(sent), response: shown(heard) };
    };
    if (this.request.operation !== 'registration') return make;
    const made = make();
    return () => made;
  }
}

/** Fields whose values are secret, or prove something to whoever has them; and those that are JSON in a string. */
const HIDDEN = new Set(['id_token', 'nonce', 'csr', 'value', 'credential']);
const NESTED = new Set(['request', 'request_data', 'response', 'response_data']);
const LONGEST = 4_000;

function redacted(text: string, hidden: readonly string[]): string {
  const parsed = parse(text);
  const shown = parsed === undefined ? text : JSON.stringify(shownOf(parsed), null, 2);
  return shorten(without(shown, hidden));
}

function shownOf(value: unknown, name = ''): unknown {
  if (HIDDEN.has(name) && value !== null && value !== '') return '(hidden)';
  if (typeof value === 'string') {
    const nested = NESTED.has(name) ? parse(value) : undefined;
    if (nested !== undefined) return shownOf(nested);
    return value.startsWith('-----BEGIN ') ? `(PEM, ${value.length} characters)` : value;
  }
  if (Array.isArray(value)) return value.map((item) => shownOf(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shownOf(item, key)]));
}

/** The secrets of a request: an answer, or the text of a failure, may repeat them in any place. */
function secretsOf(envelope: string): string[] {
  const body = parse(String((parse(String((parse(envelope) as Fields)?.request)) as Fields)?.request_data)) as Fields;
  return [body?.id_token, body?.nonce].filter((secret): secret is string => typeof secret === 'string' && secret !== '');
}
type Fields = Record<string, unknown> | undefined;

const without = (text: string, hidden: readonly string[]): string =>
  hidden.reduce((left, secret) => left.replaceAll(secret, '(hidden)'), text);
const shorten = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
