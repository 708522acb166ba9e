// English: notices of the desktop, and the tray. The window has a catalogue of its own.
import type { EndingClock } from '../../../../shared/model/clock-dates.ts';
import type { LicensingState } from '../../../../shared/model/summary.ts';

const instances = (count: string, isOne: boolean) => `${count} ${isOne ? 'instance' : 'instances'}`;

export const en = {
  demonstration: (title: string) => `Demonstration: ${title}`,
  names: (names: string, more: string | null) => (more === null ? `${names}.` : `${names} and ${more} more.`),
  blocked: (name: string) => `Calls blocked on ${name}`,
  blockedMany: (count: string) => `Calls blocked on ${count} instances`,
  notEnabled: 'Smart licensing is not enabled on this instance.',
  why: {
    Eval: '',
    EvalExpired: 'The evaluation is used up.',
    InCompliance: '',
    OutOfCompliance: '',
    AuthorizationExpired: 'The licence server has not answered for 90 days.',
  } satisfies Record<LicensingState, string> as Record<LicensingState, string>,
  over: (account: string) => `${account} is out of compliance`,
  overMany: (count: string) => `${count} instances are out of compliance`,
  overWhat: 'Calls stay allowed. The account asks for more licences than it has.',
  left: (name: string, days: string, isOne: boolean) => `${name}: ${days} ${isOne ? 'day' : 'days'} left`,
  lessThanADay: (name: string) => `${name}: less than a day left`,
  ended: (name: string) => `${name}: run out`,
  near: (count: string) => `${count} licence dates are near`,
  nearOne: (name: string, date: string) => `${name} (${date})`,
  runsOut: {
    evaluation: (date: string, registered: boolean) =>
      `The evaluation runs out on ${date} unless the ${registered ? 'licences are authorized' : 'instance is registered'}.`,
    authorization: (date: string) => `The authorization runs out on ${date} unless the server answers.`,
    certificate: (date: string) => `The certificate expires on ${date} unless it is renewed.`,
  } satisfies Record<EndingClock, unknown>,
  well: (name: string) => `${name} is well again`,
  wellMany: (count: string) => `${count} instances are well again`,
  allowedUntil: (date: string) => `Calls allowed until ${date}.`,
  allowed: 'Calls are allowed.',
  test: { title: 'A test notice', body: 'This is how CUSP License Manager tells you what needs you.' },
  tray: {
    blocked: (count: string, all: string, isOne: boolean) => `Calls are blocked on ${count} of ${instances(all, isOne)}`,
    risk: (count: string, all: string) => `Calls flow everywhere; ${count} of ${all} at risk within 30 days`,
    over: 'Calls flow everywhere; an account is out of compliance',
    fine: (isOne: boolean): string => (isOne ? 'Calls flow on the one instance' : 'Calls flow on all instances'),
    undecided: 'Smart licensing is not enabled on any instance',
    none: 'No instances yet',
    open: 'Open CUSP License Manager',
    quit: 'Quit',
    counts: {
      blocked: (count: string) => `Calls blocked: ${count}`,
      risk: (count: string) => `At risk within 30 days: ${count}`,
      'out-of-compliance': (count: string) => `Out of compliance: ${count}`,
      fine: (count: string) => `Fine: ${count}`,
    },
    states: {
      blocked: 'calls blocked',
      risk: 'at risk',
      'out-of-compliance': 'out of compliance',
      fine: 'fine',
      'not-enabled': 'not enabled',
    },
  },
  close: {
    title: 'Keep running in the tray?',
    what: 'Evaluation, renewals and alerts go on only while the program runs.',
    keep: 'Keep running',
    quit: 'Quit',
    notAgain: 'Do not ask again',
  },
};
export type NoticeTexts = typeof en;
