// What came in, taken apart layer by layer. Only what is no JSON at all is unreadable here; what breaks the message's rules is
// found out later and gets an answer.
import type { Udi } from '../book/product-instance.ts';

/** Answered with HTTP 400. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

type Fields = Record<string, unknown>;

export type Received = {
  envelope: Fields;
  /** The `request` string exactly as it came: what the signature is over. */
  signedText: string;
  request: Fields;
  header: Fields;
};

export function readEnvelope(text: string): Received {
  const envelope = fieldsOf(parse(text, 'the envelope'));
  const signedText = textOf(envelope.request);
  const request = signedText === '' ? {} : fieldsOf(parse(signedText, 'the request'));
  return { envelope, signedText, request, header: fieldsOf(request.header) };
}

/** `request_data`, taken apart; null: there is none. */
export function readBody({ request }: Received): Fields | null {
  return typeof request.request_data === 'string' ? fieldsOf(parse(request.request_data, 'the request data')) : null;
}

/** Whom it is from, as far as can be told: texts are empty where there is none. */
export function senderOf({ header }: Received): Udi & { requestType: string } {
  const sudi = fieldsOf(header.sudi);
  return { productId: textOf(sudi.udi_pid), serial: textOf(sudi.udi_serial_number), requestType: textOf(header.request_type) };
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable(`${what} is no JSON`);
  }
}
