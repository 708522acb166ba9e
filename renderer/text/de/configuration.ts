// German: the configuration form and what Update will do. The fields' own names are in ../labels.ts.
import type { Texts } from '../en.ts';
import type { Formats } from '../formats.ts';

const licences = (num: (value: number) => string, count: number) => `${num(count)} ${count === 1 ? 'Lizenz' : 'Lizenzen'}`;

export const configuration = ({ num }: Formats): Texts['configuration'] => ({
  title: 'Konfiguration',
  licences: (count) => `= ${licences(num, count)}`,
  countNote: (name, most) => `1 Lizenz deckt 5 CPS. ${name} bewältigt höchstens ${num(most)} CPS.`,
  nearest: 'Am nächsten:',
  or: 'oder',
  presets: 'Vorgaben',
  presetNames: {
    'cloud-call-home': 'Cloud, Call Home',
    'cloud-http': 'Cloud, HTTP',
    'on-prem-call-home': 'Im Haus, Call Home',
    'on-prem-http': 'Im Haus, HTTP',
  },
  otherMode: (mode) => `Dieser Pfad gehört zum Modus ${mode}.`,
  whereToRegister: 'Wo sich die Instanz registriert: in der Cloud oder bei einem eigenen Lizenzserver.',
  sameServer: 'Der Server, bei dem diese Instanz registriert ist.',
  otherServer: 'Ein anderer Server als jetzt. Dort wird die Instanz zuerst abgemeldet.',
  tokenHint: 'Nur zum Registrieren',
  paste: 'Einfügen',
  tokenEntered: (length) => `${num(length)} Zeichen. Einmal gesendet, nie wieder gezeigt, nach der Antwort des Servers gelöscht.`,
  tokenEmpty: (registered) =>
    `Nur zum Schreiben: Es wird nie wieder gezeigt.${registered ? ' Leer lassen, um registriert zu bleiben.' : ''}`,
  discard: 'Änderungen verwerfen',
  waitsFor: (label) => `Update wartet auf ${label}.`,
  asksForName: 'Produktion: Update fragt nach dem Namen der Instanz.',
  restore: (at) => `Letzte gute Einstellungen (${at}) holen`,
  changedMeanwhile: 'Die Konfiguration wurde anderswo geändert, während Sie tippten.',
  keepMine: 'Meine Änderungen behalten',
  showTheirs: 'Die neuen Werte zeigen',
  fields: {
    'license-count': 'License Count',
    'server-url': 'License Server URL',
    token: 'License Token ID',
    'proxy-address': 'HTTP(S) Proxy Address',
    'proxy-port': 'Port',
    'proxy-user': 'Benutzername am Proxy',
  },
});

export const proxy: Texts['proxy'] = {
  user: 'Benutzername am Proxy (wenn nötig)',
  password: 'Passwort am Proxy (wenn nötig)',
  kept: 'Gespeichert; nie gezeigt',
  note: 'Nur dieser Proxy gilt; Einstellungen der Umgebung zählen nicht.',
};

export const updatePlan = ({ num }: Formats): Texts['updatePlan'] => ({
  title: 'Was Update tun wird',
  nothingYet: 'Noch nichts.',
  oneField: (label) => `Ein Feld braucht eine Korrektur: ${label}.`,
  nothing: 'Nichts wurde geändert.',
  deregister: (host) => `Abmelden bei ${host}.`,
  deregisterWhat: (count, account, hours) =>
    `${licences(num, count)} ${count === 1 ? 'geht' : 'gehen'} zurück an ${account ?? 'das Konto'}. Von da an läuft die Evaluierung: noch ${num(hours)} h.`,
  switchServer: 'Lizenzserver wechseln',
  switchTo: (host) => ` zu ${host}.`,
  register: 'Mit dem neuen Token registrieren.',
  registerWhat: (again) =>
    `${again ? 'Ein neues Zertifikat ersetzt das jetzige' : 'Ein Zertifikat wird ausgestellt'}. Die Seriennummer bleibt.`,
  ask: (cps) => `${num(cps)} CPS verlangen`,
  askWhat: (count, now) => `, ${licences(num, count)}${now ? '.' : ', sobald sie registriert ist.'}`,
  enable: 'Smart Licensing aktivieren.',
  enableWhat: 'Die Evaluierung läuft, bis die Instanz registriert ist.',
  disable: 'Smart Licensing deaktivieren.',
  disableWhat: 'Der Rest der Evaluierung bleibt erhalten.',
  save: 'Speichern.',
  effects: 'Anrufe und Lizenzen',
  calls: 'Anrufe',
  licences: 'Lizenzen',
  stayAllowed: 'Bleiben erlaubt.',
  ifStepFails: (step, until) => `Scheitert Schritt ${num(step)}: bis ${until}, dann endet die Evaluierung.`,
  unregistered: (until) => `Ohne Registrierung: bis ${until}, dann endet die Evaluierung.`,
  blockedUntilRegistered: 'Sind blockiert, bis sie registriert ist: Es ist keine Evaluierungszeit übrig.',
  allowedInEvaluation: (until) => `Erlaubt bis ${until}, in der Evaluierung; dann blockiert, wenn nicht registriert.`,
  areBlocked: 'Sind jetzt blockiert.',
  becomeBlocked: 'Sind blockiert: Dieses Profil braucht Smart Licensing.',
  becomeUndecided: 'Smart Licensing entscheidet nicht mehr über sie.',
  undecided: 'Jetzt nicht von Smart Licensing entschieden.',
  to: 'auf',
  changes: 'Änderungen',
  changed: {
    smartLicensing: 'Lizenzierung',
    licenseCount: 'Anzahl',
    licenseServerUrl: 'Server',
    transportMode: 'Modus',
    httpProxy: 'Proxy',
  },
  none: 'keiner',
  system: 'System',
  token: 'Token',
  newToken: 'neu',
  password: 'Passwort',
  notShown: '(nicht gezeigt)',
  askDeregister: (name) => `${name} abmelden und den Lizenzserver wechseln?`,
  askDisable: (name) => `Smart Licensing auf ${name} deaktivieren?`,
  askReplace: (name) => `Die Registrierung von ${name} ersetzen?`,
  askCut: (name, cps) => `Die Anzahl von ${name} auf ${num(cps)} CPS senken?`,
  askUpdate: (name) => `${name} ändern?`,
  movesWhat:
    'Die Registrierung beim jetzigen Lizenzserver endet zuerst. Antwortet er nicht, hält er die Lizenzen vielleicht noch.',
  otherWhat: 'Über Anrufe entscheidet die Antwort des Lizenzservers.',
  goDeregister: 'Abmelden und wechseln',
});
