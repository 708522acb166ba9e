// The history in words: each event's tone and kind, and its detail as one line.
import { FAILURE_CATEGORIES } from '../../shared/model/closed-lists.ts';
import type { FailureCategory } from '../../shared/model/failure.ts';
import type { Tone } from '../../shared/model/fleet-order.ts';
import type { EventName, HistoryEvent } from '../../shared/model/history-event.ts';
import { licencesFor } from '../../shared/model/licences.ts';
import { FORM } from './labels.ts';
import type { Words } from './words.ts';

export const KINDS = ['registration', 'authorization', 'certificate', 'evaluation', 'configuration', 'contact'] as const;
export type EventKind = (typeof KINDS)[number];

const MEANING: Readonly<Record<EventName, readonly [EventKind, Tone]>> = {
  enabled: ['configuration', 'idle'],
  disabled: ['configuration', 'idle'],
  'registration-requested': ['registration', 'idle'],
  registered: ['registration', 'ok'],
  'registration-failed': ['registration', 'warning'],
  'authorization-requested': ['authorization', 'idle'],
  authorized: ['authorization', 'ok'],
  'out-of-compliance': ['authorization', 'warning'],
  'authorization-failed': ['authorization', 'warning'],
  'authorization-expired': ['authorization', 'blocked'],
  'id-certificate-renewed': ['certificate', 'ok'],
  'id-certificate-renewal-failed': ['certificate', 'warning'],
  'id-certificate-expiry-warning': ['certificate', 'warning'],
  'id-certificate-expired': ['certificate', 'warning'],
  'communication-failure': ['contact', 'warning'],
  'communication-restored': ['contact', 'ok'],
  'evaluation-started': ['evaluation', 'idle'],
  'evaluation-stopped': ['evaluation', 'idle'],
  'evaluation-warning': ['evaluation', 'warning'],
  'evaluation-expired': ['evaluation', 'blocked'],
  deregistered: ['registration', 'idle'],
  'deregistration-failed': ['registration', 'warning'],
  'configuration-changed': ['configuration', 'idle'],
  'system-clock-changed': ['evaluation', 'warning'],
};
export const eventKind = ({ event }: Pick<HistoryEvent, 'event'>): EventKind => MEANING[event][0];
export const EVENT_NAMES = Object.keys(MEANING) as EventName[];
export const eventTone = ({ event }: Pick<HistoryEvent, 'event'>): Tone => MEANING[event][1];

const FORM_FIELDS: Readonly<Record<string, string>> = {
  smartLicensing: FORM.smartLicensing,
  licenseCount: 'License Count',
  licenseServerUrl: FORM.url,
  transportMode: FORM.mode,
  httpProxy: 'HTTP(S) Proxy',
  smartAccount: 'Smart Account',
  virtualAccount: 'Virtual Account',
};

export const fieldName = ({ t }: Words, field: string): string =>
  FORM_FIELDS[field] ?? t.history.fields[field] ?? t.activity.fields[field] ?? field;

type Value = HistoryEvent['detail'][string] | undefined;

export function valueText({ t: { history: t }, f }: Words, field: string, value: Value): string {
  if (value === null || value === undefined || value === '') return t.none;
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (typeof value === 'number') return f.num(value);
  return field === 'transportMode' ? (value === 'http' ? FORM.http : FORM.callHome) : value;
}

export const isCategory = (text: Value): text is FailureCategory => FAILURE_CATEGORIES.some((category) => category === text);

/** One line: changed fields as `field: from → to`, the rest by what it means. */
export function eventDetail(
  words: Words,
  { detail, event }: Partial<HistoryEvent> & Pick<HistoryEvent, 'detail' | 'event'>,
): string {
  const { t, f } = words;
  const changed = Object.keys(detail).filter((key) => key.endsWith('.to'));
  if (changed.length > 0)
    return changed
      .map((key) => {
        const field = key.slice(0, -'.to'.length);
        const [from, to] = [detail[`${field}.from`], detail[key]].map((value) => valueText(words, field, value));
        return `${fieldName(words, field)}: ${from} → ${to}`;
      })
      .join(', ');
  if (typeof detail.cps === 'number') return t.history.load(detail.cps, licencesFor(detail.cps));
  if (typeof detail.hoursLeft === 'number') return t.history.hoursLeft(detail.hoursLeft);
  if (typeof detail.daysLeft === 'number') return t.history.daysLeft(detail.daysLeft);
  if (typeof detail.expiresAt === 'number') return t.history.until(f.date(detail.expiresAt));
  if (typeof detail.byMs === 'number') return t.history.clockBy(detail.byMs > 0, f.span(detail.byMs));
  if (event === 'registered') {
    const account = [detail.smartAccount, detail.virtualAccount].filter((part) => typeof part === 'string' && part !== '');
    return account.length === 0 ? '' : t.history.account(account.join(' / '));
  }
  if (detail.force === true) return t.history.withForce;
  if (detail.reason === 'clock out of range') return t.history.clockOutOfRange;
  const category = isCategory(detail.category) ? t.failures.categories[detail.category].short : null;
  return [category, detail.text].filter((part) => typeof part === 'string' && part !== '').join(': ');
}
