// English: the dates of the next twelve months.
import type { ClockKind } from '../../../shared/model/clock-dates.ts';
import type { Operation } from '../../../shared/model/failure.ts';
import type { Formats } from '../formats.ts';

const dates = (num: Formats['num'], count: number) => `${num(count)} ${count === 1 ? 'date' : 'dates'}`;
export const timeline = ({ num }: Formats) => ({
  title: (soon: number, all: number) => `${dates(num, soon)} within 30 days, ${num(all)} in twelve months`,
  what: 'If no licence server answered from now on. Each answer moves the authorization by 90 days.',
  empty: 'No dates yet',
  emptyWhat: 'They appear once smart licensing is enabled on an instance.',
  export: 'Export .ics',
  exportWhat: (count: number) => `${dates(num, count)}, as the list shows them, for a calendar program`,
  exported: (count: number) => `${dates(num, count)} saved`,
  calendar: 'Licence dates',
  chart: 'Dates by kind and month',
  kinds: {
    evaluation: 'Evaluation runs out',
    authorization: 'Authorization runs out',
    certificate: 'Certificate expires',
    contact: 'Next contact',
  } satisfies Record<ClockKind, string> as Record<ClockKind, string>,
  contacts: {
    registration: 'Registers',
    authorization: 'Asks for authorization',
    renewal: 'Certificate renews',
    deregistration: 'Deregisters',
  } satisfies Record<Operation, string> as Record<Operation, string>,
  kindHead: 'Kind',
  cell: (kind: string, month: string, count: number, isSoon: boolean) =>
    `${kind}, ${month}: ${num(count)}${isSoon ? ', within 30 days' : ''}`,
  alertBefore: 'Alert before',
  alertDay: (days: number) => `${days} d`,
  alertDays: (days: number) => `Alert ${days} ${days === 1 ? 'day' : 'days'} before`,
  alertWhat: 'For evaluation, authorization and certificate.',
  filter: 'Filter the dates',
  showAll: 'Show all',
  counted: (count: number) => dates(num, count),
  list: 'Dates',
  noMatch: 'No date matches this filter.',
  columns: {
    date: 'Date',
    in: 'In',
    what: 'What',
    instance: 'Instance',
    account: 'Account',
    after: 'Then',
    alert: 'Next alert',
  },
  overdue: 'overdue',
  noAlert: 'None',
  unlessRegistered: 'Calls blocked unless registered',
  unlessAuthorized: 'Calls blocked unless authorized',
  unlessAnswered: 'Calls blocked unless the server answers',
  backToEvaluation: (hours: number) => `Back to evaluation, ${num(hours)} h left`,
  noEvaluation: 'Calls blocked unless it is renewed',
  byItself: 'By itself',
  nextTry: 'The next try',
});
