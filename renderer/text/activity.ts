// Entries of the audit log in words: what it is, who did it, from what to what.
import type { ActivityEntry } from '../../shared/model/activity.ts';
import { type ActivityName, AUDIT_NAMES, type AuditName } from '../../shared/model/activity-lists.ts';
import type { Tone } from '../../shared/model/fleet-order.ts';
import { JOB_KINDS } from '../../shared/model/job-lists.ts';
import { EVENT_NAMES, eventDetail, eventKind, eventTone, fieldName, isCategory, KINDS, valueText } from './events.ts';
import type { Words } from './words.ts';

const AUDIT_KINDS = ['instances', 'trust', 'settings', 'files', 'jobs'] as const;
export const ACTIVITY_KINDS = [...KINDS, ...AUDIT_KINDS] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];
const ACTIVITY_NAMES: readonly ActivityName[] = [...EVENT_NAMES, ...AUDIT_NAMES];

const isAudit = (event: ActivityName): event is AuditName => AUDIT_NAMES.some((name) => name === event);
const kindOf = (event: ActivityName): ActivityKind => {
  if (!isAudit(event)) return eventKind({ event });
  const [about] = event.split('-');
  if (about === 'trust' || about === 'settings') return about;
  return about === 'job' ? 'jobs' : about === 'fleet' ? 'files' : 'instances';
};

const isAuditKind = (kind: ActivityKind): kind is (typeof AUDIT_KINDS)[number] => AUDIT_KINDS.some((one) => one === kind);

export const kindName = ({ t }: Words, kind: ActivityKind): string =>
  isAuditKind(kind) ? t.activity.kinds[kind] : t.history.kinds[kind];
export const namesOfKinds = (kinds: readonly ActivityKind[]): ActivityName[] =>
  ACTIVITY_NAMES.filter((name) => kinds.includes(kindOf(name)));
/** Events whose words in this language hold the text, so that one finds what one reads. */
export const namesHolding = (words: Words, text: string): ActivityName[] =>
  ACTIVITY_NAMES.filter((name) => activityName(words, name).toLowerCase().includes(text.trim().toLowerCase()));

export const activityName = ({ t }: Words, event: ActivityName): string =>
  isAudit(event) ? t.activity.events[event] : (t.history.events[event] ?? event);
export const activityTone = ({ event }: ActivityEntry): Tone => (isAudit(event) ? 'idle' : eventTone({ event }));
/** The administrator's own name where it is known. */
export const activityBy = ({ t }: Words, { actor, user }: ActivityEntry): string =>
  actor === 'administrator' && user !== null ? user : t.history.actors[actor];
export function activityOn({ t }: Words, { subject, event }: ActivityEntry): string {
  const kind = event.startsWith('job-') ? JOB_KINDS.find((one) => one === subject) : undefined;
  if (kind !== undefined) return t.jobs.names[kind];
  return subject === '' ? t.activity.folder : subject;
}

export type Change = { field: string; from: string; to: string };

/** Changed fields, then changed states. */
export function changesOf(words: Words, { detail, change }: Pick<ActivityEntry, 'detail' | 'change'>): Change[] {
  return [detail, change].flatMap((values) =>
    Object.keys(values)
      .filter((key) => key.endsWith('.to'))
      .map((key) => {
        const field = key.slice(0, -'.to'.length);
        const said = (end: 'from' | 'to') => valueText(words, field, values[`${field}.${end}`]);
        return { field: fieldName(words, field), from: said('from'), to: said('to') };
      }),
  );
}

/** What else an entry holds, as name and value. */
export function factsOf(words: Words, { detail }: Pick<ActivityEntry, 'detail'>): { name: string; value: string }[] {
  const { t, f } = words;
  return Object.entries(detail)
    .filter(([key]) => !/\.(from|to)$/.test(key))
    .map(([key, value]) => {
      const name = fieldName(words, key);
      if (key === 'category' && isCategory(value)) return { name, value: t.failures.categories[value].short };
      if (key === 'kind' && typeof value === 'string') return { name, value: t.activity.trust[value] ?? value };
      if (/(At|Date)$/.test(key) && typeof value === 'number') return { name, value: f.dateTime(value) };
      if (/Ms$/.test(key) && typeof value === 'number') return { name, value: f.span(value) };
      return { name, value: valueText(words, key, value) };
    });
}

/** What stands in one line where nothing changed from something to something. */
export function remarkOf(words: Words, { event, detail }: ActivityEntry): string {
  if (!isAudit(event)) return eventDetail(words, { event, detail });
  if (event === 'instance-removed') return '';
  if (event === 'instance-added') return [detail.profile, detail.account].filter((part) => typeof part === 'string').join(', ');
  if (!event.startsWith('trust'))
    return factsOf(words, { detail })
      .filter(({ name }) => name !== fieldName(words, 'job'))
      .map(({ name, value }) => `${name}: ${value}`)
      .join(', ');
  return typeof detail.kind === 'string' ? (words.t.activity.trust[detail.kind] ?? detail.kind) : '';
}

/** `9c41e0…7b`: enough to compare by eye. */
export const shortSeal = (seal: string): string => `${seal.slice(0, 6)}…${seal.slice(-2)}`;

export function entryText(words: Words, entry: ActivityEntry): string {
  const { t } = words;
  const { facts } = t.activity;
  return [
    `${t.activity.detail(entry.id)}: ${activityName(words, entry.event)} (${entry.event})`,
    `${facts.at}: ${new Date(entry.at).toISOString()}`,
    `${facts.by}: ${activityBy(words, entry)}`,
    `${facts.on}: ${activityOn(words, entry)}`,
    ...changesOf(words, entry).map(({ field, from, to }) => `${field}: ${from} → ${to}`),
    ...factsOf(words, entry).map(({ name, value }) => `${name}: ${value}`),
    `${facts.seal}: ${entry.seal}`,
  ].join('\n');
}
