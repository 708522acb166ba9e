// German: the doctor, check by check, and the last exchanges with the licence server.
import type { Texts } from '../en.ts';
import type { Formats } from '../formats.ts';
import { findings } from './findings.ts';

const CHECKS: Texts['diagnostics']['checks'] = {
  url: 'Server-URL',
  dns: 'Name',
  proxy: 'Proxy',
  tcp: 'Verbindung',
  tls: 'TLS-Vertrauen',
  'tls-name': 'TLS-Name',
  clock: 'Uhr',
  server: 'Lizenzserver',
  token: 'Token',
};

export const diagnostics = ({ num }: Formats): Texts['diagnostics'] => ({
  doctor: 'Prüfung',
  notRun: 'Noch nicht geprüft',
  whatItDoes: 'Geht den Weg zum Lizenzserver Schritt für Schritt durch und ändert nichts.',
  run: 'Weg prüfen',
  again: 'Erneut prüfen',
  cancel: 'Abbrechen',
  cancelling: 'Wird abgebrochen …',
  copySupport: 'Für den Support kopieren',
  copyRaw: 'Rohtext kopieren',
  checks: CHECKS,
  outcomes: { pass: 'Bestanden', fail: 'Gescheitert', skipped: 'Entfallen' },
  findings: findings(num, CHECKS),
  mendField: (check) =>
    check === 'token' ? 'Das Token noch einmal aus dem Lizenzkonto kopieren.' : 'Unter Konfiguration berichtigen.',
  notYet: 'noch nicht',
  fix: 'Was zu tun ist:',
  made: (made, all) => `${num(made)} von ${num(all)} Schritten geprüft`,
  running: 'Am Lizenzserver wird nichts geändert.',
  failed: (failed, all, which) => `${num(failed)} von ${num(all)} Schritten gescheitert: ${which}`,
  allPassed: (all) => `Alle ${num(all)} Schritte bestanden`,
  noneFailed: 'Kein Schritt gescheitert',
  summary: (passed, skipped, ms, ago) =>
    `${num(passed)} bestanden, ${num(skipped)} entfallen, in ${num(ms)} ms. Geprüft ${ago}. Nichts wurde geändert.`,
  ms: (ms) => `${num(ms)} ms`,
  bytes: (bytes) => `${num(bytes)} Bytes`,
  exchanges: 'Letzte Anfragen an den Server',
  noExchanges: 'Keine, seit das Programm gestartet wurde.',
  results: {
    registered: 'Registriert',
    authorized: 'Autorisiert',
    renewed: 'Erneuert',
    deregistered: 'Abgemeldet',
    poll: 'Antwort später',
    refused: 'Abgelehnt',
    'no-answer': 'Keine Antwort',
  },
  facts: {
    carrier: 'Träger',
    url: 'URL',
    proxy: 'Proxy',
    status: 'HTTP-Status',
    timing: 'Dauer',
    sent: 'Gesendet',
    received: 'Empfangen',
    failure: 'Fehler',
  },
  timings: { dnsMs: 'DNS', connectMs: 'Verbinden', tlsMs: 'TLS', firstByteMs: 'erstes Byte', totalMs: 'gesamt' },
  none: 'keiner',
  poll: 'Fragt nach',
  request: 'Anfrage',
  answer: 'Antwort',
  nothingCame: 'Nichts kam zurück.',
  nothingWent: 'Nichts wurde gesendet.',
  redacted: 'Token, Schlüssel, Nonces und Signaturen werden entfernt, bevor dies gezeigt oder kopiert wird.',
});
