// German: what is only the last known state, and what cannot be done then.
import type { Texts } from '../en.ts';

export const offline: Texts['offline'] = {
  lastKnown: (at) => `Offline: letzter bekannter Stand vom ${at}`,
  lastKnownOf: (folder, at) => `${folder}: letzter bekannter Stand vom ${at}`,
  neverKnown: 'Offline: nie geantwortet',
  asOf: (ago) => `Stand ${ago}.`,
  start: 'Host hier starten',
  leave: 'Durchsicht verlassen',
  needsHost: 'Braucht den Agenten-Host, der nicht läuft',
  needsOwn: 'Dieser Datenordner wird nur angesehen: verlassen Sie erst die Durchsicht',
  needsServer: 'Braucht den Lizenzserver, der nicht antwortet',
  nothingGoesOn: 'Nichts wird erneuert oder wiederholt, solange der Agenten-Host dieses Datenordners nicht läuft',
  onlyLookedAt: 'Hier wird nichts erneuert, wiederholt oder geändert: es wird nur angesehen',
  tryNow: 'Jetzt noch einmal',
  whenSeen: (sentence) => `Zuletzt gesehen: ${sentence}`,
  open: 'Einen anderen Datenordner durchsehen',
  openHint:
    'Die Kopie eines Datenordners, von einem anderen Rechner oder aus einer Sicherung: ihr letzter bekannter Stand, nur lesend.',
  openButton: 'Ordner wählen…',
  lifetime: 'Lebensdauer von Werten der Lizenzserver',
  lifetimeHint: 'Was länger zurückliegt, wird nicht mehr gezeigt. Urteile bleiben: dieses Programm rechnet sie selbst aus.',
  lifetimes: (days) => (days === null ? 'Gezeigt, wie alt auch immer' : days === 1 ? '1 Tag' : `${days} Tage`),
  tooOld: 'älter als die gesetzte Lebensdauer: nicht gezeigt',
  tooOldShort: 'nicht gezeigt',
  heard: (ago) => `Vom Lizenzserver, Stand ${ago}`,
  neverHeard: 'Vom Lizenzserver wurde noch nichts gehört',
};
