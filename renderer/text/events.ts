// The history in words.
import type { Tone } from '../../shared/model/fleet-order.ts';
import type { EventName, HistoryEvent } from '../../shared/model/history-event.ts';
import { date, num, span } from './dates.ts';

const WORDS: Readonly<Record<EventName, [string, Tone]>> = {
  enabled: ['Enabled', 'idle'],
  disabled: ['Disabled', 'idle'],
  'registration-requested': ['Registration requested', 'idle'],
  registered: ['Registered', 'ok'],
  'registration-failed': ['Registration failed', 'warning'],
  'authorization-requested': ['Authorization requested', 'idle'],
  authorized: ['Authorized', 'ok'],
  'out-of-compliance': ['Out of compliance', 'warning'],
  'authorization-failed': ['Authorization failed', 'warning'],
  'authorization-expired': ['Authorization expired', 'blocked'],
  'id-certificate-renewed': ['Certificate renewed', 'ok'],
  'id-certificate-renewal-failed': ['Certificate renewal failed', 'warning'],
  'id-certificate-expiry-warning': ['Certificate runs out', 'warning'],
  'id-certificate-expired': ['Certificate expired', 'warning'],
  'communication-failure': ['Communication failure', 'warning'],
  'communication-restored': ['Communication restored', 'ok'],
  'evaluation-started': ['Evaluation runs', 'idle'],
  'evaluation-stopped': ['Evaluation paused', 'idle'],
  'evaluation-warning': ['Evaluation runs out', 'warning'],
  'evaluation-expired': ['Evaluation used up', 'blocked'],
  deregistered: ['Deregistered', 'idle'],
  'deregistration-failed': ['Deregistration not answered', 'warning'],
  'configuration-changed': ['Configuration changed', 'idle'],
  'system-clock-changed': ['Clock changed', 'warning'],
};

export const eventWord = ({ event }: HistoryEvent): string => WORDS[event][0];
export const eventTone = ({ event }: HistoryEvent): Tone => WORDS[event][1];

const FIELDS: Readonly<Record<string, string>> = {
  smartLicensing: 'Smart Licensing',
  licenseCount: 'License Count',
  licenseServerUrl: 'License Server URL',
  transportMode: 'Transport Mode',
  httpProxy: 'HTTP(S) Proxy',
  mayStillHoldLicences: 'May still hold licences',
};

/** One line: changed fields as `field: from → to`, the rest by what it means. */
export function eventDetail({ detail, event }: HistoryEvent): string {
  const changed = Object.keys(detail).filter((key) => key.endsWith('.to'));
  if (changed.length > 0)
    return changed
      .map((key) => {
        const field = key.slice(0, -'.to'.length);
        return `${FIELDS[field] ?? field}: ${detail[`${field}.from`] ?? 'none'} → ${detail[key] ?? 'none'}`;
      })
      .join(', ');
  const number = (key: string) => Number(detail[key]);
  if (typeof detail.cps === 'number') return `${num(detail.cps)} CPS, ${num(detail.cps / 5)} licences`;
  if (typeof detail.hoursLeft === 'number') return `${num(detail.hoursLeft)} h left`;
  if (typeof detail.daysLeft === 'number') return `${num(detail.daysLeft)} days left`;
  if (typeof detail.expiresAt === 'number') return `Until ${date(detail.expiresAt)}`;
  if (typeof detail.byMs === 'number') return `${number('byMs') > 0 ? 'Forward' : 'Back'} by ${span(number('byMs'))}`;
  if (typeof detail.text === 'string') return detail.text;
  if (event === 'registered') return [detail.smartAccount, detail.virtualAccount].filter(Boolean).join(' / ');
  if (detail.force === true) return 'With force';
  return [detail.category, detail.reason].filter((part) => typeof part === 'string').join(' ');
}
