// German: licence servers in the settings, and what is trusted for each.
import type { Texts } from '../en.ts';
import type { Formats } from '../formats.ts';

export const servers = ({ num }: Formats): Texts['servers'] => ({
  what: 'Was für einen Server gilt, gilt für keinen anderen.',
  none: 'Noch kein Lizenzserver',
  noneWhat: 'Ein Server steht hier, sobald eine Instanz seine URL hat.',
  instances: (count) => (count === 0 ? 'keine Instanz' : `${num(count)} ${count === 1 ? 'Instanz' : 'Instanzen'}`),
  kinds: {
    tls: {
      title: 'Für TLS vertraut, neben den öffentlichen',
      add: 'CA-Datei hinzufügen …',
      none: 'Nur, was dieser Rechner kennt.',
    },
    signer: { title: 'Signaturwurzeln', add: 'Signaturwurzel hinzufügen …', none: 'Keine hinzugefügt.' },
  },
  expires: (date) => `Läuft ab am ${date}`,
  expiredOn: (date) => `Abgelaufen am ${date}`,
  begins: (date) => `Gültig ab ${date}`,
  expired: 'Abgelaufen',
  notYetValid: 'Noch nicht gültig',
  remove: 'Entfernen …',
  addTitle: (kind, host) => (kind === 'tls' ? `CA-Datei für ${host} hinzufügen` : `Signaturwurzel für ${host} hinzufügen`),
  addWhat: {
    tls: 'Dem TLS-Zertifikat des Servers wird vertraut, wenn es zu einer dieser Stellen führt. Vergleichen Sie den Fingerabdruck mit dem Betreiber des Servers.',
    signer:
      'Den Antworten des Servers wird geglaubt, wenn sie unter einer dieser Wurzeln signiert sind. Fügen Sie nur die Wurzel eines eigenen Servers hinzu.',
  },
  choose: 'Datei wählen …',
  pem: 'Zertifikate (PEM)',
  pemNote: 'Aus einer Datei oder hier eingefügt.',
  add: 'Hinzufügen',
  cancel: 'Abbrechen',
  added: (count, retried) =>
    `${count === 0 ? 'War schon dabei' : count === 1 ? '1 Zertifikat hinzugefügt' : `${num(count)} Zertifikate hinzugefügt`}${
      retried === 0 ? '' : `; ${num(retried)} ${retried === 1 ? 'Instanz wird' : 'Instanzen werden'} jetzt wieder versucht`
    }.`,
  removeTitle: (name) => `${name} entfernen?`,
  removeWhat: {
    tls: (host) =>
      `Dem TLS-Zertifikat von ${host} wird darüber nicht mehr vertraut. Registrierungen bleiben; bürgt sonst nichts für den Server, ist er nicht erreichbar.`,
    signer: (host) =>
      `Antworten von ${host} wird darüber nicht mehr geglaubt. Registrierungen bleiben; signiert keine andere Wurzel, scheitern Autorisierungen.`,
  },
  removeGo: 'Entfernen',
  pace: 'Tempo',
  paceWhat: 'Für jeden Lizenzserver, wie groß die Flotte auch ist.',
  paces: { exchangesAtOnce: 'Anfragen zugleich', exchangesPerSecond: 'Anfragen je Sekunde' },
  paceLimits: (most) => `1 bis ${num(most)}.`,
});
