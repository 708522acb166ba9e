// A fleet file as entries: CSV or JSON, each with its place in the file and what is wrong with it. A file that is broken as a whole
// is refused as a whole.
import { refuse } from '../../../shared/app-failure.ts';
import type { ExchangeFormat, ImportProblem } from '../../../shared/model/exchange.ts';
import { readCsv } from './csv.ts';
import { type FieldName, fieldNamed, READERS, type Said } from './fields.ts';
import { faultLine } from './json-fault.ts';

/** `place`: line of a CSV file, number of the entry in a JSON file. */
export type Entry = { place: number; said: Said; problems: ImportProblem[] };
export type FleetFile = { entries: Entry[]; ignored: string[] };

export const MOST_BYTES = 32 * 1024 * 1024;
export const MOST_ENTRIES = 50_000;
export const FORMAT_NAME = 'cusp-license-manager-fleet';

/** Throws `invalid-input` with the line where the file as a whole cannot be read. */
export async function readFleetFile(text: string, format: ExchangeFormat): Promise<FleetFile> {
  const file = format === 'csv' ? await readCsvFile(text) : readJsonFile(text);
  if (file.entries.length > MOST_ENTRIES)
    throw refuse('invalid-input', `There are more than ${MOST_ENTRIES} instances in this file.`);
  return file;
}

async function readCsvFile(text: string): Promise<FleetFile> {
  const { records, broken } = await readCsv(text);
  if (broken !== null) throw refuse('invalid-input', `Line ${broken.line}: ${broken.message}`);
  const [head, ...rest] = records;
  if (head === undefined) throw refuse('invalid-input', 'This file is empty.');
  const columns = head.cells.map(fieldNamed);
  if (!columns.includes('name')) throw refuse('invalid-input', `Line ${head.line}: there is no column “name” in the first line.`);
  const twice = columns.find((field, index) => field !== null && columns.indexOf(field) !== index);
  if (twice) throw refuse('invalid-input', `Line ${head.line}: the column “${twice}” is there twice.`);
  const ignored = head.cells.filter((name, index) => columns[index] === null && name.trim() !== '');
  const entries = rest.map(({ line, cells }): Entry => {
    const entry = entryOf(
      line,
      cells.flatMap((cell, index) => {
        const field = columns[index];
        return field ? [[field, cell.trim() === '' ? null : cell.trim()] as const] : [];
      }),
    );
    const extra = cells.slice(columns.length).some((cell) => cell.trim() !== '');
    if (extra)
      entry.problems.push({ field: '', message: `There are ${cells.length} cells in this line, and ${columns.length} columns.` });
    return entry;
  });
  return { entries, ignored };
}

function readJsonFile(text: string): FleetFile {
  const file = parsed(text);
  const list = Array.isArray(file) ? file : isObject(file) ? file.instances : undefined;
  if (isObject(file) && !Array.isArray(file) && file.format !== undefined && file.format !== FORMAT_NAME)
    throw refuse('invalid-input', `This is no fleet file: its format is “${String(file.format).slice(0, 64)}”.`);
  if (isObject(file) && typeof file.version === 'number' && file.version > 1)
    throw refuse('invalid-input', `A newer version of this program wrote this file (version ${file.version}).`);
  if (!Array.isArray(list)) throw refuse('invalid-input', 'There is no list “instances” in this file.');
  const ignored = new Set<string>();
  const entries = list.map((one: unknown, index): Entry => {
    if (!isObject(one)) return { place: index + 1, said: {}, problems: [{ field: '', message: 'This entry is no object.' }] };
    const { configuration, ...facts } = one;
    const flat = { ...facts, ...(isObject(configuration) ? configuration : {}) };
    const known = Object.entries(flat).flatMap(([name, value]) => {
      const field = fieldNamed(name);
      if (field === null) ignored.add(name.slice(0, 64));
      const trimmed = typeof value === 'string' ? value.trim() : value;
      return field === null ? [] : [[field, trimmed === '' || trimmed === undefined ? null : trimmed] as const];
    });
    return entryOf(index + 1, known);
  });
  return { entries, ignored: [...ignored] };
}

function entryOf(place: number, cells: (readonly [FieldName, unknown])[]): Entry {
  const said: Partial<Record<FieldName, unknown>> = {};
  const problems: ImportProblem[] = [];
  for (const [field, raw] of cells) {
    const read = READERS[field](raw);
    if (read === null) continue;
    if ('value' in read) said[field] = read.value;
    else {
      const { message, problem } = read.wrong;
      problems.push({ field, message, ...(problem === undefined ? {} : { problem }) });
    }
  }
  // Each reader gives the type of its own field; a list of pairs cannot say so.
  return { place, said: said as Said, problems };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('invalid-input', `Line ${faultLine(text)}: this is not JSON from here on.`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
