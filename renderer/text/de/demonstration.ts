// German: the demonstration, in the top bar and in the settings.
import type { Texts } from '../en.ts';
import type { Formats } from '../formats.ts';

const RATES: Record<number, string> = { 1: 'Echtzeit', 60: '1 min/s', 3600: '1 h/s', 86400: '1 Tag/s' };

export const demonstration = ({ num }: Formats): Texts['demonstration'] => ({
  clock: 'Uhr',
  clockHint: 'Wie viel Zeit der Demonstration in einer Sekunde vergeht. Sie geht nie zurück.',
  rate: (rate) => RATES[rate] ?? `${num(rate)}-mal`,
  asFast: (rate) => (rate === 1 ? 'Die Zeit läuft wie draußen' : `Die Zeit läuft ${num(rate)}-mal so schnell`),
  more: 'Der Simulator dieser Demonstration',
  url: 'License Server URL des Simulators',
  urlHint: 'Für eine eigene Instanz in dieser Demonstration; Transport Mode HTTP.',
  token: 'Token',
  tokenHint: 'Registriert beliebig viele Instanzen am Simulator.',
  copyUrl: 'URL des Simulators kopieren',
  copyToken: 'Ein Token kopieren',
  toSettings: 'Einstellungen der Demonstration',
  what: 'Ein Lizenzserver auf diesem Rechner und etwa dreißig Instanzen in jedem Zustand, mit einem Jahr Vergangenheit.',
  apart:
    'Sie hat einen eigenen Datenordner, der beim Verlassen weggeworfen wird. Ihre eigenen Instanzen arbeiten im Hintergrund weiter.',
  leave: 'Die Demonstration verlassen',
  leaveHint: 'Zurück zu Ihren eigenen Daten. Die Demonstration wird weggeworfen.',
});
