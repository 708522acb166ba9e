// Fleet files as bytes and text: what is accepted, what is refused and with which line, and that nothing in them runs in a spreadsheet.
import { describe, expect, it } from 'vitest';
import { csvText, readCsv } from '../../../main/services/exchange/csv.ts';
import { joinTags } from '../../../main/services/exchange/fields.ts';
import { textOfFile } from '../../../main/services/exchange/file-text.ts';
import { readFleetFile } from '../../../main/services/exchange/read-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const csv = (text: string) => readFleetFile(text, 'csv');
const json = (value: unknown) => readFleetFile(typeof value === 'string' ? value : JSON.stringify(value), 'json');
const message = (pattern: RegExp) =>
  expect.objectContaining({ error: expect.objectContaining({ code: 'invalid-input', message: expect.stringMatching(pattern) }) });

describe('bytes', () => {
  it('are UTF-8, with a mark or without', () => {
    expect(textOfFile(bytes('name\nmünchen'))).toBe('name\nmünchen');
    expect(textOfFile(bytes('\uFEFFname'))).toBe('name');
  });
  it.each([
    ['Latin-1', Uint8Array.of(0x61, 0x0a, 0x6d, 0xfc, 0x6e), /^Line 2: this is not UTF-8/],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0), /UTF-16/],
    ['a zero byte', Uint8Array.of(0x61, 0x0a, 0x0a, 0), /^Line 3: there is a zero byte/],
    ['too large', new Uint8Array(32 * 1024 * 1024 + 1).fill(0x61), /too large: 32 MB/],
  ])('%s is refused', (_, wrong, pattern) => {
    expect(() => textOfFile(wrong)).toThrow(message(pattern));
  });
});

describe('CSV', () => {
  it.each([',', ';', '\t'])('is read with %j between its cells', async (sign) => {
    const { entries } = await csv(
      ['name', 'Max Call Rate', 'tags'].join(sign).concat('\r\n', ['a', '50', '"x, y"'].join(sign), '\r\n'),
    );
    expect(entries).toEqual([{ place: 2, said: { name: 'a', maxCallRate: 50, tags: ['x', 'y'] }, problems: [] }]);
  });

  it('counts the lines of the file, also after a line break inside a cell and an empty line', async () => {
    const { entries } = await csv('name,maxCallRate,note\n"a","5","two\nlines"\n\nb,wrong\n');
    expect(entries.map(({ place, problems }) => [place, problems.map(({ field }) => field)])).toEqual([
      [2, []],
      [5, ['maxCallRate']],
    ]);
  });

  it.each([
    ['', /empty/],
    ['one,two\n', /no column “name”/],
    ['name,maxCallRate,max call rate\n', /“maxCallRate” is there twice/],
    ['name,maxCallRate\na,"5\nb,6\n', /^Line 2: A quotation mark/],
  ])('%j is refused as a whole', async (text, pattern) => {
    await expect(csv(text)).rejects.toEqual(message(pattern));
  });

  it('names the columns that mean nothing, and refuses lines with too many cells', async () => {
    const { entries, ignored } = await csv('name,password,note\na,secret,x,more\n');
    expect(ignored).toEqual(['password', 'note']);
    expect(entries[0]?.said).toEqual({ name: 'a' });
    expect(entries[0]?.problems[0]?.message).toMatch(/4 cells in this line, and 3 columns/);
  });

  it('never holds a formula, and reads back as it was written', async () => {
    const cells = ['=1+1', '+1', '-1', '@x', "'=1", "''+", "'quoted'", '"x"', 'a,b', 'a;b', ' a ', 'two\nlines', '＝1', '\t=1'];
    const text = await csvText(
      ['cell'],
      cells.map((cell) => [cell]),
    );
    expect(text.startsWith('\uFEFF')).toBe(true);
    for (const line of text.split('\r\n').slice(1)) expect(line).not.toMatch(/^"?[=+\-@\t\r＝]/);
    const { records } = await readCsv(textOfFile(bytes(text)));
    expect(records.slice(1).map((record) => record.cells[0])).toEqual(cells);
  });

  it('tags with commas and quotation marks stay what they are', async () => {
    const tags = ['plain', 'a, b', 'say "x"'];
    const { entries } = await csv(await csvText(['name', 'tags'], [['a', joinTags(tags)]]).then((text) => text.slice(1)));
    expect(entries[0]?.said.tags).toEqual(tags);
  });
});

describe('JSON', () => {
  it('is read as it is written, or as a bare list', async () => {
    const one = { name: 'a', configuration: { smartLicensing: 'Enable', licenseCount: 50, transportMode: 'HTTP' } };
    const read = { place: 1, said: { name: 'a', smartLicensing: true, licenseCount: 50, transportMode: 'http' }, problems: [] };
    expect((await json([one])).entries).toEqual([read]);
    expect((await json({ format: 'cusp-license-manager-fleet', version: 1, instances: [one] })).entries).toEqual([read]);
  });
  it.each([
    ['[{]', /^Line 1: this is not JSON/],
    ['{\n"instances":\n[1,]}', /^Line 3: this is not JSON/],
    ['[\n{"name": "a"}\n{"name": "b"}]', /^Line 3: this is not JSON/],
    ['[\n{"name": \n"a}]', /^Line 3: this is not JSON/],
    ['[\n\n', /^Line 3: this is not JSON/],
    [{ format: 'other', instances: [] }, /its format is “other”/],
    [{ version: 2, instances: [] }, /newer version/],
    [{ list: [] }, /no list “instances”/],
    ['null', /no list/],
  ])('%j is refused as a whole', async (value, pattern) => {
    await expect(json(value)).rejects.toEqual(message(pattern));
  });
  it('says of each entry what is wrong with it', async () => {
    const { entries, ignored } = await json([1, { name: 7, profile: 'X', environment: 'lab', token: 'abc' }]);
    expect(entries[0]?.problems[0]?.message).toBe('This entry is no object.');
    expect(entries[1]?.problems.map(({ field }) => field)).toEqual(['name', 'profile']);
    expect(entries[1]?.said).toEqual({ environment: 'lab' });
    expect(ignored).toEqual(['token']);
  });
});
