// German: adding and editing an instance, refused fields, refused operations.
import type { AppError, ErrorCode } from '../../../shared/errors.ts';
import type { Texts } from '../en.ts';
import type { Formats } from '../formats.ts';
import type { ProblemTexts } from '../problems.ts';

export const instanceDialog: Texts['dialog'] = {
  add: 'Instanz hinzufügen',
  edit: (name) => `${name} bearbeiten`,
  save: 'Speichern',
  cancel: 'Abbrechen',
  name: 'Name',
  rate: 'Höchste Anrufrate (CPS)',
  rateHint: 'Was dieses Gerät bewältigt.',
  version: 'Softwareversion',
  address: 'Adresse',
  addressHint: 'Freiwillig: der eigene Hostname oder die IP-Adresse.',
  account: 'Konto',
  accountHint: 'Freiwillig: das virtuelle Konto, für das sie geplant ist.',
  tags: 'Tags',
  tagsHint: 'Freiwillig, durch Kommas getrennt.',
  profile: 'Profil',
  environment: 'Umgebung',
  guardedEdit: 'Ohne die Marke „Produktion“ oder als anderes Produkt fragt nichts mehr, bevor Anrufe gestoppt werden können.',
  live: 'Ungeprüfter echter Server',
  liveHint:
    'Dieses Programm ist nur an Simulatoren geprüft. Eingeschaltet darf diese Instanz auf eigenes Risiko auch mit Lizenzservern unter cisco.com sprechen.',
};

export const problems = ({ num }: Formats): ProblemTexts => ({
  'name missing': () => 'Ein Name fehlt.',
  'name too-long': () => 'Ein Name hat höchstens 64 Zeichen.',
  'name control': () => 'Ein Name hat keine Zeilenumbrüche oder Steuerzeichen.',
  'name taken': () => 'Eine Instanz dieses Namens gibt es schon.',
  'max-call-rate integer': () => 'Eine ganze Zahl von Anrufen je Sekunde, mindestens 1.',
  'max-call-rate below-count': () => 'Weniger als die Lizenzanzahl: erst die Anzahl senken.',
  'software-version form': () => 'Sie beginnt mit einer Zahl, wie 10.2.1.',
  'address host': () => 'Das ist weder eine IP-Adresse noch ein Hostname.',
  'account missing': () => 'Ein Konto ist leer.',
  'account too-long': () => 'Ein Konto hat höchstens 64 Zeichen.',
  'account control': () => 'Ein Konto hat keine Zeilenumbrüche oder Steuerzeichen.',
  'tag missing': () => 'Ein Tag ist leer.',
  'tag too-long': () => 'Ein Tag hat höchstens 64 Zeichen.',
  'tag control': () => 'Ein Tag hat keine Zeilenumbrüche oder Steuerzeichen.',
  'license-count integer': () => 'Eine ganze Zahl eingeben.',
  'license-count minimum': () => 'Die Anzahl ist mindestens 5.',
  'license-count maximum': ({ name, max }) => `${name ?? 'Die Instanz'} bewältigt höchstens ${num(Number(max))} CPS.`,
  'license-count multiple': ({ count }) => `${num(Number(count))} ist kein Vielfaches von 5.`,
  'server-url too-long': ({ length }) => `Höchstens 256 Zeichen; das sind ${num(Number(length))}.`,
  'server-url scheme': () => 'Mit https:// oder http:// beginnen.',
  'server-url unreadable': () => 'Das ist nicht als URL lesbar: auf Leerzeichen, Host und Port achten.',
  'server-url credentials': () => 'Kein Benutzername oder Passwort in der URL.',
  'server-url host': () => 'Ein Host fehlt.',
  'server-url port': () => 'Ein Port ist 1 bis 65535.',
  'server-url fragment': () => 'Kein # in der URL: Es würde nicht gesendet.',
  'server-url loopback': () => 'Eine Demonstration spricht nur mit Lizenzservern auf diesem Rechner.',
  'server-url live': () =>
    'Nur mit Simulatoren geprüft: Um mit einem Cisco-Server zu sprechen, „Ungeprüfter Live-Server“ für diese Instanz einschalten.',
  'token missing': () => 'Ein Token fehlt.',
  'token characters': ({ count, chars }) =>
    `${Number(count) === 1 ? '1 Zeichen ist' : `${num(Number(count))} Zeichen sind`} in einem Token nicht erlaubt: ${chars}`,
  'token too-long': ({ length }) => `Höchstens 255 Zeichen; das sind ${num(Number(length))}.`,
  'proxy-address missing': () => 'Die Adresse fehlt.',
  'proxy-address host': () => 'Das ist weder eine IP-Adresse noch ein Hostname.',
  'proxy-port range': () => 'Ein Port ist 1 bis 65535.',
  'proxy-user missing': () => 'Ein Passwort braucht einen Benutzernamen.',
  'proxy-user colon': () => 'Ein Benutzername am Proxy hat keinen Doppelpunkt.',
  'proxy-user characters': () => 'Das ist kein Benutzername.',
  'ca-file private-key': () => 'In dieser Datei ist ein privater Schlüssel. Hierher gehören nur Zertifikate.',
  'ca-file no-certificate': () => 'In dieser Datei ist kein PEM-Zertifikat.',
  'ca-file no-tls': () => 'Dieser Server wird über http erreicht: ohne TLS gibt es nichts, wofür eine CA-Datei bürgen könnte.',
  'ca-file unreadable': () => 'In dieser Datei ist ein Zertifikat, das nicht gelesen werden kann.',
  'ca-file no-authority': ({ subject }) => `„${subject}“ ist keine Zertifizierungsstelle: Es bürgt für niemanden.`,
  'ca-file no-file': () => 'Diese Datei kann nicht gelesen werden.',
  'ca-file too-large': () => 'Das ist zu groß für eine Datei mit Zertifikaten: höchstens 1 MB.',
});

const REFUSALS: Readonly<Record<ErrorCode, string>> = {
  'invalid-input': 'Ein Feld wurde nicht angenommen.',
  'not-found': 'Eine solche Instanz gibt es nicht.',
  'name-taken': 'Eine Instanz dieses Namens gibt es schon.',
  'not-enabled': 'Smart Licensing ist auf dieser Instanz nicht aktiviert: erst aktivieren.',
  'not-registered': 'Diese Instanz ist nicht registriert.',
  'already-registered': 'Diese Instanz ist schon registriert. Mit Vorrang registrieren ersetzt die Registrierung.',
  'in-progress': 'Eine solche Anfrage läuft schon: die Antwort des Lizenzservers abwarten.',
  'confirmation-needed': 'Das kann Anrufe von Instanzen in Produktion stoppen: erst bestätigen.',
  'needs-deregistration': 'Dafür muss die Instanz zuerst beim Lizenzserver abgemeldet werden.',
  'server-not-allowed':
    'Dieser Lizenzserver ist hier nicht erlaubt: in einer Demonstration nur Server auf diesem Rechner, ein echter Cisco-Server nur, wenn „Ungeprüfter echter Server“ an der Instanz eingeschaltet ist.',
  stale: 'Die Instanz wurde geändert, seit das Formular geöffnet wurde. Die Änderungen ansehen, dann noch einmal Update.',
  'store-full': 'Der Datenträger ist voll: Nichts wurde gespeichert.',
  'store-unavailable': 'Der Datenspeicher ist nicht verfügbar.',
  'host-unavailable': 'Der Agent dieses Datenordners ist nicht erreichbar.',
  'operation-failed': 'Der Lizenzserver hat abgelehnt oder nicht geantwortet.',
  forbidden: 'Das ist hier nicht erlaubt.',
  internal: 'Im Programm selbst ist etwas schiefgegangen.',
};

export const refusal = ({ code, message }: AppError): string =>
  code === 'store-unavailable' ? `${REFUSALS[code]} (${message})` : REFUSALS[code];
