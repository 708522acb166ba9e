// German: will calls flow? The first word is Blockiert, Erlaubt or Offen.
import type { Texts } from '../en.ts';
import type { Formats } from '../formats.ts';

const unless = { registered: 'registriert', renewed: 'erneuert', authorized: 'autorisiert' };
export const verdict = ({ num }: Formats): Texts['verdict'] => ({
  blocked: 'Blockiert',
  allowed: 'Erlaubt',
  undecided: 'Offen',
  since: (date) => `seit ${date}`,
  until: (date) => `bis ${date}`,
  certificate: (date) => `Zertifikat ${date}`,
  notEnabled: 'nicht aktiviert',
  outOfCompliance: 'überzogen',
  failed: 'letzter Versuch misslang',
  retrying: 'wird wiederholt',
  evaluation: 'Evaluierung',

  callsAllowed: 'Anrufe erlaubt',
  callsAllowedUntil: (date) => `Anrufe erlaubt bis ${date}`,
  left: (span) => ` (noch ${span})`,
  unlessRegistered: '; dann endet die Evaluierung, wenn die Instanz nicht registriert wird',
  unlessAuthorized: '; dann endet die Evaluierung nach dem Zertifikat, wenn die Lizenzen nicht autorisiert werden',
  unlessAnswered: '; dann endet die Autorisierung, wenn der Server nicht antwortet',
  unlessAnsweredCertificate: '; dann endet die Evaluierung nach dem Zertifikat, wenn der Server nicht antwortet',
  accountOver: '; das Konto verlangt mehr Lizenzen, als es hat',
  usedUp: (since, registered) =>
    `Anrufe blockiert${since === null ? '' : ` seit ${since}`}: Die Evaluierung ist verbraucht und die Instanz nicht ${registered ? 'autorisiert' : 'registriert'}`,
  unanswered: (since) =>
    `Anrufe blockiert${since === null ? '' : ` seit ${since}`}: Der Lizenzserver hat 90 Tage lang nicht geantwortet`,
  notEnabledBlocks: 'Anrufe blockiert: Smart Licensing ist auf dieser Instanz nicht aktiviert',
  notEnabledUndecided: 'Smart Licensing ist hier nicht aktiviert und entscheidet nicht über Anrufe',

  fleetBlocked: (blocked, all) =>
    `Anrufe sind auf ${num(blocked)} von ${num(all)} ${all === 1 ? 'Instanz' : 'Instanzen'} blockiert`,
  fleetAtRisk: (risk, all) => `Anrufe laufen überall; ${num(risk)} von ${num(all)} in den nächsten 30 Tagen gefährdet`,
  fleetOutOfCompliance: 'Anrufe laufen überall; ein Konto ist überzogen',
  fleetFine: (all) => (all === 1 ? 'Anrufe laufen auf der einen Instanz' : 'Anrufe laufen auf allen Instanzen'),
  fleetUndecided: (all) =>
    all === 1 ? 'Smart Licensing ist auf der einen Instanz nicht aktiviert' : 'Smart Licensing ist auf keiner Instanz aktiviert',
  next: (name, at, span, what) => `Als Nächstes: ${name}, ${at} (in ${span}), wenn nicht vorher ${unless[what]}`,
  noDate: 'Kein Termin in den nächsten 30 Tagen',
});
