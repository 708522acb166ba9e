// German: what the doctor found, and what mends it.
import type { Check } from '../../../shared/model/doctor-checks.ts';
import type { FindingTexts, FindingWords } from '../findings.ts';
import type { Formats } from '../formats.ts';

const plain = (detail: string, fix?: string) => (): FindingWords => (fix === undefined ? { detail } : { detail, fix });
const SET_CLOCK = 'Die Uhr stellen, dann noch einmal versuchen.';

export const findings = (num: Formats['num'], checks: Readonly<Record<Check, string>>): NonNullable<FindingTexts> => ({
  'url-missing': plain('Keine Server-URL ist eingetragen.', 'Unter Konfiguration eintragen.'),
  'path-of-other-mode': ({ url, other, mode }) => ({
    detail: `Der Pfad von ${url} ist der von ${other}.`,
    fix: `Den Transport Mode auf ${other} stellen oder den Pfad von ${mode} verwenden.`,
  }),
  'url-fine': ({ url = '' }) => ({ detail: String(url) }),
  'no-url': plain('Es gibt keine URL, die zu erreichen wäre.'),
  'way-unknown': plain('Der Weg zum Server ist nicht bekannt.'),
  'called-off': plain('Abgebrochen.'),
  'not-reached': ({ check }) => ({ detail: `Nicht erreicht: ${checks[check as Check]} ist gescheitert.` }),
  'certificate-trusted': plain('Das Zertifikat ist von einer vertrauten Stelle und gültig.'),
  'certificate-name': ({ host }) => ({ detail: `Das Zertifikat gilt für ${host}.` }),
  'no-tls': plain('http: ohne TLS.'),
  'name-found': ({ host }) => ({ detail: `${host} wird gefunden.` }),
  'address-not-looked-up': plain('Eine Adresse muss nicht aufgelöst werden.'),
  'no-proxy': plain('Kein Proxy wird verwendet.'),
  connected: ({ at }) => ({ detail: `Verbunden mit ${at}.` }),
  'tunnel-opened': ({ proxy, at }) => ({ detail: `${proxy} hat einen Tunnel zu ${at} geöffnet.` }),
  'proxy-looks-up': plain('Der Proxy löst den Namen auf.'),
  'proxy-connects': plain('Der Proxy verbindet sich mit dem Server.'),
  'no-answer': plain('Der Server hat nicht geantwortet.'),
  'own-time': plain('Eine Demonstration hat ihre eigene Zeit.'),
  'time-not-said': plain('Der Server nennt seine Zeit nicht.'),
  'clock-behind': ({ seconds }) => ({
    detail: `Die Uhr dieses Rechners geht gegenüber dem Server ${num(Number(seconds))} s nach.`,
    fix: SET_CLOCK,
  }),
  'clock-ahead': ({ seconds }) => ({
    detail: `Die Uhr dieses Rechners geht gegenüber dem Server ${num(Number(seconds))} s vor.`,
    fix: SET_CLOCK,
  }),
  'path-not-served': plain('HTTP 404: Unter diesem Pfad antwortet nichts.', 'Den Pfad der Server-URL prüfen.'),
  'path-served': ({ status }) => ({
    detail: `Unter diesem Pfad antwortet etwas (HTTP ${status} auf ein GET). Ob es ein Lizenzserver ist, zeigt die nächste Anfrage.`,
  }),
  'no-token-needed': plain('Registriert: kein Token nötig.'),
  'no-token-kept': plain('Kein Token ist aufbewahrt. Zum Registrieren wird eines gebraucht.'),
  'token-kept': plain('Ein Token ist für den nächsten Versuch aufbewahrt. Nur der Lizenzserver kann sagen, ob es noch gilt.'),
});
