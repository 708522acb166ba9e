// A file of certificates as PEM text, whichever of the two common forms it has: PEM, or the bytes of one certificate (DER).
import type { FieldProblem } from '../../../shared/model/field-problem.ts';

export const MOST_BYTES = 1_000_000;
const problem = (rule: string, message: string): FieldProblem => ({ field: 'ca-file', rule, message });
export const tooLarge = () => problem('too-large', 'This is too large for a file of certificates: 1 MB at most.');
export const unreadable = () => problem('no-file', 'This file cannot be read.');

/** How every DER certificate begins: a sequence longer than 255 bytes. */
const isDer = ([tag, length]: Uint8Array): boolean => tag === 0x30 && length === 0x82;

export function pemOf(bytes: Uint8Array): string {
  if (!isDer(bytes)) return new TextDecoder().decode(bytes);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END CERTIFICATE-----\n`;
}
