// German: the dates of the next twelve months.
import type { Texts } from '../en.ts';
import type { Formats } from '../formats.ts';

const dates = (num: Formats['num'], count: number) => `${num(count)} ${count === 1 ? 'Termin' : 'Termine'}`;
export const timeline = ({ num }: Formats): Texts['timeline'] => ({
  title: (soon, all) => `${dates(num, soon)} in 30 Tagen, ${num(all)} in zwölf Monaten`,
  what: 'Wenn von jetzt an kein Lizenzserver mehr antwortete. Jede Antwort verschiebt die Autorisierung um 90 Tage.',
  empty: 'Noch keine Termine',
  emptyWhat: 'Sie erscheinen, sobald Smart Licensing auf einer Instanz aktiviert ist.',
  export: '.ics exportieren',
  exportWhat: (count) => `${dates(num, count)}, wie die Liste sie zeigt, für ein Kalenderprogramm`,
  exported: (count) => `${dates(num, count)} gespeichert`,
  calendar: 'Lizenztermine',
  chart: 'Termine nach Art und Monat',
  kinds: {
    evaluation: 'Evaluierung endet',
    authorization: 'Autorisierung endet',
    certificate: 'Zertifikat läuft ab',
    contact: 'Nächster Kontakt',
  },
  contacts: {
    registration: 'Registriert sich',
    authorization: 'Fragt um Autorisierung',
    renewal: 'Zertifikat erneuert sich',
    deregistration: 'Meldet sich ab',
  },
  kindHead: 'Art',
  cell: (kind, month, count, isSoon) => `${kind}, ${month}: ${num(count)}${isSoon ? ', in 30 Tagen' : ''}`,
  filter: 'Termine filtern',
  showAll: 'Alle zeigen',
  counted: (count) => dates(num, count),
  list: 'Termine',
  noMatch: 'Kein Termin passt zu diesem Filter.',
  columns: {
    date: 'Datum',
    in: 'Noch',
    what: 'Was',
    instance: 'Instanz',
    account: 'Konto',
    after: 'Danach',
  },
  overdue: 'überfällig',
  unlessRegistered: 'Anrufe blockiert, wenn nicht registriert',
  unlessAuthorized: 'Anrufe blockiert, wenn nicht autorisiert',
  unlessAnswered: 'Anrufe blockiert, wenn der Server nicht antwortet',
  backToEvaluation: (hours) => `Zurück in die Evaluierung, noch ${num(hours)} h`,
  noEvaluation: 'Anrufe blockiert, wenn nicht erneuert',
  byItself: 'Von selbst',
  nextTry: 'Der nächste Versuch',
});
