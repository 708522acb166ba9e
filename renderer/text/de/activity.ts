// Deutsch: das Protokoll.
import type { Texts } from '../en.ts';
import type { Formats } from '../formats.ts';

const entries = (count: number, said: string) => `${said} ${count === 1 ? 'Eintrag' : 'Einträge'}`;

export const activity = ({ num }: Formats): Texts['activity'] => ({
  title: 'Einträge',
  intact: (count) => `${entries(count, num(count))}, keiner verändert`,
  empty: 'Noch ist nichts geschehen',
  emptyWhat: 'Hier steht, was an Instanzen getan wird, von Menschen und vom Programm selbst.',
  checking: 'Das Protokoll wird geprüft …',
  unchecked: 'Das Protokoll ließ sich nicht prüfen',
  chain: (from, ago, seal) => `Kette geprüft vom ${from} bis jetzt, ${ago}. Letztes Siegel ${seal}.`,
  breaksAt: (when) => `Die Kette bricht am ${when}`,
  breaksAtEntry: (id) => `Die Kette bricht bei Eintrag ${num(id)}`,
  cannotProve:
    'Ab dort lässt sich kein Eintrag mehr belegen. Exportieren, was noch da ist, und Bescheid geben, wer diesen Rechner betreut.',
  broken: {
    altered: (id) => `Eintrag ${num(id)} wurde verändert.`,
    removed: (id, missing) =>
      missing === 1
        ? `Eintrag ${num(id)} wurde entfernt.`
        : `Die Einträge ${num(id)} bis ${num(id + missing - 1)} wurden entfernt.`,
    inserted: (id) => `Eintrag ${num(id)} wurde eingefügt.`,
    'cut-off': (id, missing) =>
      `Das Ende wurde ab Eintrag ${num(id)} abgeschnitten: ${entries(missing, num(missing))} ${missing === 1 ? 'fehlt' : 'fehlen'}.`,
    resealed: (id) =>
      `Das Protokoll endet anders, als es verwahrt wurde: Eintrag ${num(id)} oder ein früherer wurde neu geschrieben.`,
  },
  verify: 'Prüfen',
  verifyAgain: 'Erneut prüfen',
  export: 'Exportieren',
  exportAs: { csv: 'Als CSV', json: 'Als JSON, mit der Prüfung' },
  exportShown: 'Exportiert, was der Filter zeigt, jeden Eintrag mit seinem Siegel.',
  exported: (name) => `Gespeichert als ${name}.`,
  search: 'Suchen: wer, was, woran',
  by: 'Von',
  what: 'Was',
  on: 'Woran',
  period: 'Zeitraum',
  periods: {
    all: 'Alle Zeiten',
    today: 'Heute',
    week: 'Letzte 7 Tage',
    month: 'Letzte 30 Tage',
    quarter: 'Letzte 90 Tage',
    year: 'Letzte 365 Tage',
  },
  columns: { time: 'Zeit', by: 'Von', what: 'Was', on: 'Woran', change: 'Vorher, nachher', seal: 'Siegel' },
  counted: (count) => `${entries(count, num(count))}, neueste zuerst`,
  matching: (count) => `${entries(count, num(count))} gefunden`,
  newer: (count) => (count === 1 ? '1 neuen Eintrag zeigen' : `${num(count)} neue Einträge zeigen`),
  noMatch: 'Kein Eintrag passt zu diesem Filter.',
  clear: 'Filter aufheben',
  loading: 'Ältere Einträge werden gelesen …',
  today: (day) => `Heute, ${day}`,
  to: 'nach',
  unproved: 'nicht belegt',
  detail: (id) => `Eintrag ${num(id)}`,
  close: 'Schließen',
  copy: 'Eintrag kopieren',
  facts: {
    at: 'Zeit',
    by: 'Von',
    on: 'Woran',
    result: 'Ergebnis',
    before: 'Vorher',
    after: 'Nachher',
    seal: 'Siegel',
    more: 'Näheres',
  },
  folder: 'Dieser Datenordner',
  results: { done: 'Geschehen', asked: 'Verlangt', failed: 'Gescheitert', noticed: 'Bemerkt' },
  kinds: { instances: 'Instanzen', trust: 'Vertraute Zertifikate' },
  events: {
    'instance-added': 'Instanz hinzugefügt',
    'instance-removed': 'Instanz entfernt',
    'trust-added': 'Zertifikat vertraut',
    'trust-removed': 'Vertrauen entzogen',
  },
  fields: {
    clientState: 'Client-Zustand',
    licensingState: 'Lizenzzustand',
    serial: 'Seriennummer',
    category: 'Störung',
    text: 'Rohtext',
    cps: 'CPS',
    kind: 'Art',
    fingerprint: 'Fingerabdruck (SHA-256)',
    force: 'Mit Vorrang',
    reason: 'Grund',
    hoursLeft: 'Stunden übrig',
    daysLeft: 'Tage übrig',
    expiresAt: 'Bis',
    byMs: 'Uhr verstellt um',
  },
  trust: { tls: 'TLS des Servers', signer: 'Unterschriften des Servers' },
});

export const compare = ({ num }: Formats): Texts['compare'] => ({
  open: 'Was sich geändert hat …',
  title: (name) => `Was sich an ${name} geändert hat`,
  from: 'Seit',
  fromHint: 'Wie es zu Beginn dieses Tages war.',
  until: 'Bis',
  untilHint: 'Wie es am Ende dieses Tages war oder jetzt ist.',
  notOrdered: 'Der erste Tag kommt zuerst.',
  field: 'Feld',
  same: (count) => `Nichts ist anders, als es war (${entries(count, num(count))} dazwischen).`,
  close: 'Schließen',
});
