// What may be written of the values beside a log text. Secrets are hidden by type, by the name that they stand under, and, should
// one slip into a text, by its looks.
import { HIDDEN, Secret } from './secret.ts';

const SECRET_NAME = /token|password|passphrase|secret|credential|authorization$|cookie|private_?key|^key$|^pin$/i;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g;
const URL_CREDENTIALS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#@]+@/gi;
const BEARER = /\b(basic|bearer)\s+[a-z0-9._~+/=-]{8,}/gi;

const DEEPEST = 6;
const MOST_ITEMS = 50;
const LONGEST_TEXT = 4_000;

export const redactText = (text: string): string =>
  text.replace(PRIVATE_KEY, HIDDEN).replace(URL_CREDENTIALS, `$1${HIDDEN}@`).replace(BEARER, `$1 ${HIDDEN}`);

/** A copy that can be written as JSON: no secrets, no cycles, bounded in depth, width and length. */
export function redact(value: unknown, name = '', depth = 0): unknown {
  if (value instanceof Secret) return HIDDEN;
  // That there is one may be said (`hasPassword: true`), what it is may not.
  if (SECRET_NAME.test(name) && value !== null && value !== undefined && typeof value !== 'boolean') return HIDDEN;
  switch (typeof value) {
    case 'string': {
      const text = redactText(value);
      return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}… (${text.length} characters)` : text;
    }
    case 'number':
    case 'boolean':
      return value;
    case 'object':
      return value === null ? null : redactObject(value, depth);
    case 'undefined':
      return undefined;
    default:
      return redactText(String(value));
  }
}

function redactObject(value: object, depth: number): unknown {
  if (depth >= DEEPEST) return '…';
  if (value instanceof Error) return redactError(value, depth);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `(${value.byteLength} bytes)`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no date' : value.toISOString();
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((item) => redact(item, '', depth + 1));
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(entries.slice(0, MOST_ITEMS).map(([key, item]) => [key, redact(item, String(key), depth + 1)]));
}

/** Name, message, code, stack and cause; whatever else hangs on an error (requests, headers) stays out. */
function redactError(error: Error, depth: number): unknown {
  return {
    name: error.name,
    message: redactText(error.message),
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, 'cause', depth + 1) }),
  };
}
