// The bytes of a file as text: UTF-8 and nothing else, with or without a byte order mark. What is not is refused with its line, since
// a guess would change names in silence.
import { refuse } from '../../../shared/app-failure.ts';
import { MOST_BYTES } from './read-file.ts';

/** Throws `invalid-input`: too large, of another encoding, or no text at all. */
export function textOfFile(bytes: Uint8Array): string {
  if (bytes.length > MOST_BYTES) throw refuse('invalid-input', `This file is too large: ${MOST_BYTES / 1024 / 1024} MB at most.`);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw refuse('invalid-input', 'This file is UTF-16. Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”).');
  const zero = bytes.indexOf(0);
  if (zero !== -1) throw refuse('invalid-input', `Line ${lineAt(bytes, zero)}: there is a zero byte, so this is no text file.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse(
      'invalid-input',
      `Line ${badLine(bytes)}: this is not UTF-8. Save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”).`,
    );
  }
}

const lineAt = (bytes: Uint8Array, position: number): number =>
  bytes.subarray(0, position).reduce((lines, byte) => (byte === 0x0a ? lines + 1 : lines), 1);

/** A line break is never part of another character, so each line can be looked at alone. */
function badLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(0x0a, start);
    const end = found === -1 ? bytes.length : found + 1;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end;
  }
  return line;
}
