// Dates, spans, columns and the verdict as the terminal shows them.
import { describe, expect, it } from 'vitest';
import { away, localTime, span } from '../../../main/cli/text/dates.ts';
import { plain } from '../../../main/cli/text/plain.ts';
import { table } from '../../../main/cli/text/table.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/durations.ts';

describe('spans', () => {
  it.each([
    [8.9 * DAY, '8 d'],
    [7 * DAY, '7 d'],
    [2 * DAY + 5.9 * HOUR, '2 d 5 h'],
    [2 * DAY, '2 d'],
    [HOUR + 40 * MINUTE, '1 h 40 min'],
    [HOUR, '1 h'],
    [59_999, 'under 1 min'],
    [0, 'under 1 min'],
  ])('%d ms is “%s”, rounded down', (ms, text) => {
    expect(span(ms)).toBe(text);
  });

  it.each([
    [2 * DAY + 5 * HOUR, 'in 2 d'],
    [-3 * HOUR - 5 * MINUTE, '3 h ago'],
    [30_000, 'in under 1 min'],
    [-1, 'under 1 min ago'],
  ])('%d ms away is “%s”', (ms, text) => {
    expect(away(1e12 + ms, 1e12)).toBe(text);
  });
});

it('a moment names its offset, so that it can be read anywhere', () => {
  const at = Date.UTC(2026, 10, 24, 9, 52);
  const text = localTime(at);
  expect(text).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2} [+-]\d{2}:\d{2}$/);
  expect(Date.parse(text.replace(' ', 'T').replace(' ', ''))).toBe(at);
});

describe('columns', () => {
  it('stand under each other, numbers to the right, no blanks at the end', () => {
    const text = table(
      [
        ['a', '5', 'x'],
        ['länger', '100', ''],
      ],
      { head: ['NAME', 'CPS', 'TAG'], right: [1] },
    );
    expect(text).toBe('NAME    CPS  TAG\na         5  x\nlänger  100\n');
  });
  it('are nothing without rows', () => {
    expect(table([], { head: ['NAME'] })).toBe('');
  });
});

it('text from elsewhere is one line that cannot steer a terminal', () => {
  expect(plain(' a\u001b]0;title\u0007b\r\nc\u2028d\u202ee\u0000 ')).toBe('a ]0;title b c d e');
});
