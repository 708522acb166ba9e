// English: the import of a file, and what it would do.
import type { ImportKind } from '../../../shared/model/exchange-format.ts';
import type { Formats } from '../formats.ts';

export const imports = ({ num }: Formats) => ({
  title: (file: string) => `Import ${file}`,
  reading: 'Reading the file…',
  kinds: { new: 'New', changed: 'Changed', unchanged: 'Unchanged', refused: 'Refused' } satisfies Record<
    ImportKind,
    string
  > as Record<ImportKind, string>,
  counts: {
    new: (count: number) => `${num(count)} new`,
    changed: (count: number) => `${num(count)} changed`,
    unchanged: (count: number) => `${num(count)} unchanged`,
    refused: (count: number) => `${num(count)} refused`,
  } satisfies Record<ImportKind, (count: number) => string> as Record<ImportKind, (count: number) => string>,
  columns: { place: { csv: 'Line', json: 'Entry' }, what: 'What', name: 'Instance', detail: 'What changes, or why not' },
  rows: 'Lines of the file',
  ignored: (names: string) => `Ignored, since it means nothing here: ${names}.`,
  moved: 'Brings its serial number: the same instance from elsewhere, whose evaluation counts as used up here.',
  none: 'none',
  allOrNothing: 'All of it is imported, or nothing. Nothing is registered by an import.',
  mustBeMended: (count: number) =>
    count === 1
      ? 'Nothing can be imported: mend the refused line, then open the file again.'
      : `Nothing can be imported: mend the ${num(count)} refused lines, then open the file again.`,
  nothingNew: 'Everything in this file is here already.',
  go: (count: number) => `Import ${num(count)}`,
  cancel: 'Cancel',
  close: 'Close',
  importing: 'Importing…',
  done: (added: number, changed: number) => `Imported: ${num(added)} new, ${num(changed)} changed.`,
});
