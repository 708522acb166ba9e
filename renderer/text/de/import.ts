// German: the import of a file, and what it would do.
import type { Texts } from '../en.ts';
import type { Formats } from '../formats.ts';

export const imports = ({ num }: Formats): Texts['imports'] => ({
  title: (file) => `${file} importieren`,
  reading: 'Die Datei wird gelesen…',
  kinds: { new: 'Neu', changed: 'Geändert', unchanged: 'Unverändert', refused: 'Abgelehnt' },
  counts: {
    new: (count) => `${num(count)} neu`,
    changed: (count) => `${num(count)} geändert`,
    unchanged: (count) => `${num(count)} unverändert`,
    refused: (count) => `${num(count)} abgelehnt`,
  },
  columns: {
    place: { csv: 'Zeile', json: 'Eintrag' },
    what: 'Was',
    name: 'Instanz',
    detail: 'Was sich ändert, oder warum nicht',
  },
  rows: 'Zeilen der Datei',
  ignored: (names) => `Nicht beachtet, da es hier nichts bedeutet: ${names}.`,
  moved: 'Bringt ihre Seriennummer mit: dieselbe Instanz von anderswo, deren Evaluierung hier als aufgebraucht gilt.',
  none: 'nichts',
  allOrNothing: 'Alles wird importiert oder nichts. Ein Import registriert nichts.',
  mustBeMended: (count) =>
    count === 1
      ? 'Nichts kann importiert werden: Beheben Sie die abgelehnte Zeile, dann öffnen Sie die Datei neu.'
      : `Nichts kann importiert werden: Beheben Sie die ${num(count)} abgelehnten Zeilen, dann öffnen Sie die Datei neu.`,
  nothingNew: 'Alles in dieser Datei ist schon da.',
  go: (count) => `${num(count)} importieren`,
  cancel: 'Abbrechen',
  close: 'Schließen',
  importing: 'Wird importiert…',
  done: (added, changed) => `Importiert: ${num(added)} neu, ${num(changed)} geändert.`,
});
