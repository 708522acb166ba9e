// What an import does, or did, for people: a line for each instance that changes, and how many there are of each kind.
import type { ImportChange, ImportPreview, ImportRow } from '../../../shared/model/exchange.ts';
import { plain } from './plain.ts';

const WHAT = { new: 'new', changed: 'changed', unchanged: 'unchanged', refused: 'refused' } as const;

export function importText({ rows, counts }: ImportPreview, dryRun: boolean): string {
  const lines = rows.filter(({ kind }) => kind === 'new' || kind === 'changed').map(lineOf);
  const said = (['new', 'changed', 'unchanged'] as const).map((kind) => `${counts[kind]} ${WHAT[kind]}`).join(', ');
  return `${lines.map((line) => `${line}\n`).join('')}${dryRun ? 'Nothing was changed. It would be: ' : 'Imported: '}${said}.\n`;
}

/** One line for each refused one, with its place in the file. */
export const refusedText = ({ rows, format }: ImportPreview): string[] =>
  rows
    .filter(({ kind }) => kind === 'refused')
    .flatMap(({ place, name, problems }) =>
      problems.map(({ field, message }) => {
        const where = `${format === 'csv' ? 'line' : 'entry'} ${place}`;
        return `${where}: ${[plain(name), field].filter((part) => part !== '').join(', ')}: ${plain(message)}`;
      }),
    );

function lineOf({ name, kind, changes, isMoved }: ImportRow): string {
  const moved = isMoved ? ' (brings its serial number: its evaluation counts as used up)' : '';
  const changed = changes.map(({ field, from, to }) => `${field} ${shown(from)} -> ${shown(to)}`).join('; ');
  return `${WHAT[kind].padEnd(8)} ${plain(name)}${moved}${changed === '' ? '' : `: ${changed}`}`;
}

const shown = (value: ImportChange['from']): string => (value === null ? 'none' : plain(String(value)));
