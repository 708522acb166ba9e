// The calendar file, read back by a parser that calendar programs use.
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type CalendarEvent, calendarFile } from '../../../shared/model/icalendar.ts';

const STAMP = Date.UTC(2026, 10, 24, 8, 52, 0);
const event = (over: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'a-evaluation@cusp-license-manager',
  at: STAMP + 86_400_000,
  sequence: 3,
  summary: 'fra-sbc-01: Evaluation runs out',
  description: 'Calls blocked unless registered',
  category: 'Evaluation runs out',
  ...over,
});
const fileOf = (events: CalendarEvent[]) =>
  calendarFile({ name: 'Licence dates', version: '0.1.0', language: 'en', stamp: STAMP, events });

function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((one) => ({ of: new ICAL.Event(one), raw: one })) };
}

describe('a calendar file', () => {
  it('has what a calendar program asks for', () => {
    const { calendar, events } = read(fileOf([event(), event({ uid: 'b' })]));
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('prodid')).toBe('-//CUSP License Manager//0.1.0//EN');
    expect(events.map(({ of }) => of.uid)).toEqual(['a-evaluation@cusp-license-manager', 'b']);
    const [first] = events;
    expect(first?.of.startDate.toJSDate().getTime()).toBe(STAMP + 86_400_000);
    expect(first?.of.sequence).toBe(3);
    expect(first?.of.summary).toBe('fra-sbc-01: Evaluation runs out');
    expect(String(first?.raw.getFirstPropertyValue('dtstamp'))).toBe('2026-11-24T08:52:00Z');
    expect(read(fileOf([])).events).toEqual([]);
  });

  it('gives back every text as it was, in lines of at most 75 octets that end with CRLF', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.string({ unit: fc.constantFrom('\\', ';', ',', '\n', ':', '"', 'ä', '漢', '🙂', 'a'), maxLength: 160 }),
    );
    const spelled = (value: string) =>
      value
        .replace(/\r\n|\r/g, '\n')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they have no place in such a file
        .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
    fc.assert(
      fc.property(text, text, (summary, description) => {
        const file = fileOf([event({ summary, description })]);
        expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
        const lines = file.slice(0, -2).split('\r\n');
        expect(lines.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n\p{Cs}]/u.test(line))).toEqual([]);
        const [found] = read(file).events;
        expect([found?.of.summary, found?.of.description]).toEqual([spelled(summary), spelled(description)]);
      }),
      { numRuns: 60 },
    );
  });
});
