// German: notices of the desktop, and the tray.
import type { NoticeTexts } from './en.ts';

const instances = (count: string, isOne: boolean) => `${count} ${isOne ? 'Instanz' : 'Instanzen'}`;

export const de: NoticeTexts = {
  demonstration: (title) => `Demonstration: ${title}`,
  names: (names, more) => (more === null ? `${names}.` : `${names} und ${more} weitere.`),
  blocked: (name) => `Anrufe blockiert auf ${name}`,
  blockedMany: (count) => `Anrufe blockiert auf ${count} Instanzen`,
  notEnabled: 'Smart Licensing ist auf dieser Instanz nicht eingeschaltet.',
  why: {
    Eval: '',
    EvalExpired: 'Die Evaluierung ist aufgebraucht.',
    InCompliance: '',
    OutOfCompliance: '',
    AuthorizationExpired: 'Der Lizenzserver hat 90 Tage lang nicht geantwortet.',
  },
  over: (account) => `${account} ist überzogen`,
  overMany: (count) => `${count} Instanzen sind überzogen`,
  overWhat: 'Anrufe bleiben erlaubt. Das Konto verlangt mehr Lizenzen, als es hat.',
  left: (name, days, isOne) => `${name}: noch ${days} ${isOne ? 'Tag' : 'Tage'}`,
  lessThanADay: (name) => `${name}: weniger als ein Tag`,
  ended: (name) => `${name}: abgelaufen`,
  near: (count) => `${count} Lizenztermine stehen bevor`,
  nearOne: (name, date) => `${name} (${date})`,
  runsOut: {
    evaluation: (date, registered) =>
      `Die Evaluierung endet am ${date}, wenn ${registered ? 'die Lizenzen nicht autorisiert werden' : 'die Instanz nicht registriert wird'}.`,
    authorization: (date) => `Die Autorisierung endet am ${date}, wenn der Server nicht antwortet.`,
    certificate: (date) => `Das Zertifikat läuft am ${date} ab, wenn es nicht erneuert wird.`,
  },
  well: (name) => `${name} ist wieder in Ordnung`,
  wellMany: (count) => `${count} Instanzen sind wieder in Ordnung`,
  allowedUntil: (date) => `Anrufe erlaubt bis ${date}.`,
  allowed: 'Anrufe sind erlaubt.',
  test: { title: 'Eine Probemeldung', body: 'So meldet der CUSP License Manager, was Sie angeht.' },
  tray: {
    blocked: (count, all, isOne) => `Anrufe sind blockiert auf ${count} von ${instances(all, isOne)}`,
    risk: (count, all) => `Anrufe laufen überall; ${count} von ${all} in 30 Tagen gefährdet`,
    over: 'Anrufe laufen überall; ein Konto ist überzogen',
    fine: (isOne) => (isOne ? 'Anrufe laufen auf der einen Instanz' : 'Anrufe laufen auf allen Instanzen'),
    undecided: 'Smart Licensing ist auf keiner Instanz eingeschaltet',
    none: 'Noch keine Instanzen',
    open: 'CUSP License Manager öffnen',
    quit: 'Beenden',
    counts: {
      blocked: (count) => `Anrufe blockiert: ${count}`,
      risk: (count) => `In 30 Tagen gefährdet: ${count}`,
      'out-of-compliance': (count) => `Überzogen: ${count}`,
      fine: (count) => `In Ordnung: ${count}`,
    },
    states: {
      blocked: 'Anrufe blockiert',
      risk: 'gefährdet',
      'out-of-compliance': 'überzogen',
      fine: 'in Ordnung',
      'not-enabled': 'nicht eingeschaltet',
    },
  },
  close: {
    title: 'Im Infobereich weiterlaufen?',
    what: 'Evaluierung, Erneuerungen und Meldungen laufen nur weiter, solange das Programm läuft.',
    keep: 'Weiterlaufen',
    quit: 'Beenden',
    notAgain: 'Nicht wieder fragen',
  },
};
