// System and library errors of an HTTP exchange, named by the categories of licensing-rules.md, section 9. The raw text is kept;
// what is not known is `unknown`, never guessed.
import type { FailureCategory } from '../../../shared/model/failure.ts';
import { ExchangeFailure } from './exchange-failure.ts';

type Facts = Record<string, string | number>;
type Coded = {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  cert?: { subjectaltname?: string; subject?: { CN?: string } };
};

const BY_CODE: Readonly<Record<string, FailureCategory>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  EAI_FAIL: 'dns',
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-refused',
  EPIPE: 'connection-refused',
  EHOSTUNREACH: 'connection-refused',
  ENETUNREACH: 'connection-refused',
  EHOSTDOWN: 'connection-refused',
  ENETDOWN: 'connection-refused',
  EADDRNOTAVAIL: 'connection-refused',
  ECONNABORTED: 'connection-refused', // Windows, where this computer's own software cuts a connection
  ETIMEDOUT: 'timeout',
  ERR_CANCELED: 'timeout',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
  CERT_UNTRUSTED: 'tls-untrusted',
  CERT_REJECTED: 'tls-untrusted',
  CERT_SIGNATURE_FAILURE: 'tls-untrusted',
  INVALID_CA: 'tls-untrusted',
  INVALID_PURPOSE: 'tls-untrusted',
  CERT_CHAIN_TOO_LONG: 'tls-untrusted',
  CERT_REVOKED: 'tls-untrusted',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-name-mismatch',
  HOSTNAME_MISMATCH: 'tls-name-mismatch',
  HPE_INVALID_CONSTANT: 'unreadable-answer',
};

/** Texts of libraries that give no code of their own. */
const BY_TEXT: readonly [RegExp, FailureCategory][] = [
  [/^maxContentLength size of \d+ exceeded/, 'answer-too-large'],
  [/^(aborted|socket hang up|premature close)$/i, 'connection-refused'],
  [/^Client network socket disconnected before secure TLS connection was established/, 'connection-refused'],
  [/^Parse Error:/, 'unreadable-answer'],
  [/^getaddrinfo (ENOTFOUND|EAI_AGAIN)/, 'dns'],
];

const HPE = /^HPE_/;

export function classify(error: unknown, facts: Facts, text = textOf(error)): ExchangeFailure {
  if (error instanceof ExchangeFailure) return error;
  const { code, cert } = (error ?? {}) as Coded;
  const name = typeof code === 'string' ? code : '';
  const category = BY_CODE[name] ?? (HPE.test(name) ? 'unreadable-answer' : undefined) ?? byText(text) ?? byCause(error);
  if (category === 'tls-name-mismatch') return new ExchangeFailure(category, text, { ...facts, names: namesOf(cert) });
  if (category !== undefined) return new ExchangeFailure(category, text, facts);
  return new ExchangeFailure('unknown', text, facts);
}

const byText = (text: string): FailureCategory | undefined => BY_TEXT.find(([pattern]) => pattern.test(text))?.[1];

function byCause(error: unknown): FailureCategory | undefined {
  const { cause } = (error ?? {}) as Coded;
  if (typeof cause !== 'object' || cause === null) return undefined;
  const { code } = cause as Coded;
  return (typeof code === 'string' ? BY_CODE[code] : undefined) ?? byText(textOf(cause));
}

function textOf(error: unknown): string {
  // A name with several addresses: one error for each.
  if (error instanceof AggregateError && error.message === '' && error.errors.length > 0)
    return error.errors.map(textOf).join('; ');
  const { message, code } = (error ?? {}) as Coded;
  const text = typeof message === 'string' && message !== '' ? message : String(code ?? error);
  return typeof code === 'string' && !text.includes(code) ? `${text} (${code})` : text;
}

/** The names in the server's certificate, as the administrator would enter them. */
function namesOf(cert: Coded['cert']): string {
  const names = (cert?.subjectaltname ?? '').split(/,\s*/).map((name) => name.replace(/^(DNS|IP Address):/, ''));
  return names.filter((name) => name !== '').join(', ') || (cert?.subject?.CN ?? '');
}
