// Writes dates as an iCalendar file (RFC 5545) that calendar programs take: CRLF, lines of at most 75 octets, escaped text, a stable UID.

export type CalendarEvent = {
  /** The same for the same thing in every file, so that a newer file moves it and does not add it again. */
  uid: string;
  /** Epoch ms; the event lasts no time. */
  at: number;
  /** Grows with every change of the thing. */
  sequence: number;
  summary: string;
  description: string;
  category: string;
};
export type Calendar = { name: string; version: string; language: string; stamp: number; events: Iterable<CalendarEvent> };

/** The whole file, to be written as UTF-8. `stamp`: when it is made, epoch ms. `version`: of this program. */
export function calendarFile({ name, version, language, stamp, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//CUSP License Manager//${escaped(version)}//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
  ];
  const made = utc(stamp);
  for (const event of events) lines.push(...linesOf(event, made));
  lines.push('END:VCALENDAR');
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const linesOf = ({ uid, at, sequence, summary, description, category }: CalendarEvent, made: string): string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(uid)}`,
  `DTSTAMP:${made}`,
  `DTSTART:${utc(at)}`,
  `SEQUENCE:${sequence}`,
  `SUMMARY:${escaped(summary)}`,
  `DESCRIPTION:${escaped(description)}`,
  `CATEGORIES:${escaped(category)}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/** `20261124T085200Z`: whole seconds, rounded down. */
const utc = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

/** Control characters have no place in a text value; a line break is written as `\n`. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

const MOST_OCTETS = 75;
const octetsOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** Goes on in the next line, behind a space, before a line would have more than 75 octets; never within a character. */
function folded(line: string): string {
  if (line.length * 3 <= MOST_OCTETS) return line;
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > MOST_OCTETS) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}
