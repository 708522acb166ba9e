// German: why something fails, who must act, what next; and the events of the history.
import type { Texts } from '../en.ts';
import { type FailureCatalogue, plainly as w } from '../failure-words.ts';
import type { Formats } from '../formats.ts';

const wait = 'Noch nichts: Es wird von selbst neu versucht.';
const categories = ({ span }: Formats): FailureCatalogue => ({
  'token-invalid': w(
    'Token ungültig',
    'der Lizenzserver kennt dieses Token nicht',
    'Das Token noch einmal aus dem Lizenzkonto kopieren.',
  ),
  'token-expired': w(
    'Token abgelaufen',
    'das Token ist abgelaufen oder verbraucht',
    'Im Konto ein neues Token anlegen, unter Konfiguration einfügen und Update drücken.',
  ),
  'already-registered': w(
    'Schon registriert',
    'der Server hat diese Instanz schon',
    'Mit Vorrang erneut registrieren; das ersetzt die alte Registrierung.',
  ),
  'not-registered': w(
    'Nicht registriert',
    'der Server kennt diese Instanz nicht mehr',
    'Mit einem neuen Token erneut registrieren.',
  ),
  'version-too-high': w('Version zu neu', 'der Server ist zu alt für diese Version', 'Den Lizenzserver aktualisieren.'),
  'invalid-tag': w('Lizenz unbekannt', 'das Konto hat keine solche Lizenz', 'Prüfen, ob CUSP-Lizenzen in diesem Konto sind.'),
  dns: {
    short: 'Name unbekannt',
    sentence: () => 'der Name des Servers wird nicht gefunden',
    next: ({ host }) => `Den DNS-Eintrag von ${host ?? 'dem Lizenzserver'} prüfen.`,
  },
  'connection-refused': w('Abgelehnt', 'der Server lehnt die Verbindung ab', 'Port und Firewall prüfen.'),
  timeout: {
    short: 'Keine Antwort',
    sentence: ({ seconds }) => `der Server antwortet nicht${seconds === undefined ? '' : ` innerhalb von ${seconds} s`}`,
    next: () => wait,
  },
  'proxy-unreachable': {
    short: 'Proxy: stumm',
    sentence: () => 'der Proxy antwortet nicht',
    next: ({ proxy }) => `Den Proxy${proxy === undefined ? '' : ` ${proxy}`} prüfen.`,
  },
  'proxy-authentication': w(
    'Proxy: Login',
    'der Proxy verlangt ein Login',
    'Benutzername und Passwort am Proxy unter Konfiguration prüfen.',
  ),
  'proxy-refused': {
    short: 'Proxy: Nein',
    sentence: () => 'der Proxy lässt das nicht durch',
    next: ({ host }) => `${host ?? 'Den Lizenzserver'} am Proxy erlauben.`,
  },
  'tls-untrusted': w(
    'TLS: kein Vertrauen',
    'dieser Rechner vertraut dem Zertifikat des Lizenzservers nicht',
    'Die CA-Datei des Lizenzservers hinzufügen, dann jetzt autorisieren.',
  ),
  'tls-name-mismatch': {
    short: 'TLS: anderer Name',
    sentence: () => 'das Zertifikat gilt für einen anderen Namen',
    next: ({ names }) => `Den Namen im Zertifikat verwenden${names === undefined ? '' : `: ${names}`}.`,
  },
  'tls-expired': w(
    'TLS: abgelaufen',
    'das Zertifikat des Servers ist abgelaufen',
    'Das Zertifikat auf dem Lizenzserver erneuern.',
  ),
  'clock-skew': {
    short: 'Uhr falsch',
    sentence: ({ spanMs }) =>
      spanMs === undefined
        ? 'die Uhr dieses Rechners geht falsch'
        : `die Uhr dieses Rechners weicht um ${span(Number(spanMs))} ab`,
    next: () => 'Die Uhr stellen, dann noch einmal versuchen.',
  },
  'http-status': {
    short: 'HTTP-Fehler',
    sentence: ({ status }) => `der Server antwortet mit einem Fehler${status === undefined ? '' : ` (HTTP ${status})`}`,
    next: () => 'Im Protokoll des Lizenzservers nachsehen.',
  },
  redirected: w(
    'Umgeleitet',
    'der Server schickt uns woandershin',
    'Die endgültige URL eintragen; Umleitungen wird nicht gefolgt.',
  ),
  'unreadable-answer': w(
    'Unlesbar',
    'die Antwort ist nicht lesbar',
    'Prüfen, ob die URL zu einem Lizenzserver gehört, und seinen Transport Mode.',
  ),
  'answer-too-large': w('Zu groß', 'die Antwort ist zu groß', 'Prüfen, ob die URL zu einem Lizenzserver gehört.'),
  'bad-signature': w(
    'Signatur falsch',
    'die Antwort ist nicht von einer bekannten Wurzel signiert',
    'Die Signaturwurzel hinzufügen, wenn es Ihr Server ist.',
  ),
  'wrong-nonce': w('Alte Antwort', 'die Antwort gehört zu einer anderen Anfrage', wait),
  'wrong-instance': w(
    'Andere Instanz',
    'die Antwort ist für eine andere Instanz',
    'Nach zwei Instanzen mit derselben Seriennummer suchen.',
  ),
  'server-refused': {
    short: 'Server lehnt ab',
    sentence: (_, text) => `der Server lehnt ab: „${text.slice(0, 120)}“`,
    next: () => 'Den Rohtext an die Verwalter des Lizenzkontos geben.',
  },
  unknown: w('Unbekannt', 'der Grund ist diesem Programm nicht bekannt', 'Den Rohtext für den Support kopieren.'),
});

export const failures = (f: Formats): Texts['failures'] => ({
  categories: categories(f),
  actors: {
    administrator: 'Administrator',
    'network team': 'Netzwerk-Team',
    'licence account owner': 'Inhaber des Lizenzkontos',
    wait: 'noch niemand',
  },
  operations: {
    registration: 'Registrierung',
    authorization: 'Autorisierung',
    renewal: 'Zertifikatserneuerung',
    deregistration: 'Abmeldung',
  },
  inFlight: {
    registration: 'Registriert sich …',
    authorization: 'Fragt den Server …',
    renewal: 'Erneuert …',
    deregistration: 'Meldet sich ab …',
  },
});

export const history = ({ num }: Formats): Texts['history'] => ({
  title: 'Ereignisse',
  nothing: 'Noch ist nichts geschehen.',
  filter: 'Ereignisse filtern',
  noMatch: 'Kein Ereignis passt zu diesem Filter.',
  counted: (shown, all) =>
    shown === all ? `${num(all)} ${all === 1 ? 'Ereignis' : 'Ereignisse'}` : `${num(shown)} von ${num(all)} Ereignissen`,
  older: 'Ältere Ereignisse zeigen',
  columns: { time: 'Zeit', event: 'Ereignis', detail: 'Näheres', name: 'Name', by: 'Von' },
  kind: 'Ereignis',
  kinds: {
    registration: 'Registrierung',
    authorization: 'Autorisierung',
    certificate: 'Zertifikat',
    evaluation: 'Evaluierung',
    configuration: 'Konfiguration',
    contact: 'Verbindung',
  },
  trouble: 'Nur Störungen',
  actors: { administrator: 'Administrator', agent: 'Agent', import: 'Import' },
  events: {
    enabled: 'Aktiviert',
    disabled: 'Deaktiviert',
    'registration-requested': 'Registrierung verlangt',
    registered: 'Registriert',
    'registration-failed': 'Registrierung gescheitert',
    'authorization-requested': 'Autorisierung verlangt',
    authorized: 'Autorisiert',
    'out-of-compliance': 'Überzogen',
    'authorization-failed': 'Autorisierung gescheitert',
    'authorization-expired': 'Autorisierung abgelaufen',
    'id-certificate-renewed': 'Zertifikat erneuert',
    'id-certificate-renewal-failed': 'Erneuerung gescheitert',
    'id-certificate-expiry-warning': 'Zertifikat läuft ab',
    'id-certificate-expired': 'Zertifikat abgelaufen',
    'communication-failure': 'Verbindung gestört',
    'communication-restored': 'Verbindung wieder da',
    'evaluation-started': 'Evaluierung läuft',
    'evaluation-stopped': 'Evaluierung ruht',
    'evaluation-warning': 'Evaluierung läuft ab',
    'evaluation-expired': 'Evaluierung verbraucht',
    deregistered: 'Abgemeldet',
    'deregistration-failed': 'Abmeldung ohne Antwort',
    'configuration-changed': 'Konfiguration geändert',
    'system-clock-changed': 'Uhr verstellt',
  },
  fields: {
    mayStillHoldLicences: 'Hält vielleicht noch Lizenzen',
    liveServerAllowed: 'Ungeprüfter echter Server',
    name: 'Name',
    maxCallRate: 'Höchste Anrufrate',
    softwareVersion: 'Softwareversion',
    address: 'Adresse',
    account: 'Konto',
    tags: 'Tags',
    environment: 'Umgebung',
    profile: 'Profil',
  },
  none: 'nichts',
  yes: 'ja',
  no: 'nein',
  load: (cps, licences) => `${num(cps)} CPS, ${num(licences)} ${licences === 1 ? 'Lizenz' : 'Lizenzen'}`,
  hoursLeft: (hours) => `noch ${num(hours)} h`,
  daysLeft: (days) => `noch ${num(days)} ${days === 1 ? 'Tag' : 'Tage'}`,
  until: (date) => `Bis ${date}`,
  clockBy: (forward, span) => `Um ${span} ${forward ? 'vor' : 'zurück'}`,
  account: (account) => `Konto ${account}`,
  withForce: 'Mit Vorrang',
  clockOutOfRange: 'Die Uhr liegt außerhalb der Gültigkeit des Zertifikats.',
});
