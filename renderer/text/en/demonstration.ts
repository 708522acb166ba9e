// English: the demonstration, in the top bar and in the settings.
import type { Formats } from '../formats.ts';

const RATES: Record<number, string> = { 1: 'Real time', 60: '1 min/s', 3600: '1 h/s', 86400: '1 day/s' };

export const demonstration = ({ num }: Formats) => ({
  clock: 'Clock',
  clockHint: 'How much of the demonstration’s time passes in a second. It never goes back.',
  rate: (rate: number) => RATES[rate] ?? `${num(rate)} times`,
  asFast: (rate: number) => (rate === 1 ? 'Time runs as it does outside' : `Time runs ${num(rate)} times as fast`),
  more: 'The simulator of this demonstration',
  url: 'License Server URL of the simulator',
  urlHint: 'For an instance of your own in this demonstration; transport mode HTTP.',
  token: 'Token',
  tokenHint: 'Registers any number of instances at the simulator.',
  copyUrl: 'Copy the simulator’s URL',
  copyToken: 'Copy a token',
  toSettings: 'Demonstration settings',
  what: 'A licence server on this computer and about thirty instances in every state, with a year behind them.',
  apart: 'It has a data folder of its own that is thrown away when you leave. Your own instances go on in the background.',
  leave: 'Leave the demonstration',
  leaveHint: 'Back to your own data. The demonstration is thrown away.',
});
