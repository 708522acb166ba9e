// What a step tells the audit log: its events, with who administers and which states were others before it, and the additions and
// removals of instances, which no agent tells.
import type { ActivityEntry } from '../../../shared/model/activity.ts';
import type { EventActor, EventDetail, EventName } from '../../../shared/model/history-event.ts';
import { clientStateOf, licensingStateOf } from '../../agent/client-state.ts';
import type { StoredStep } from '../../agent/ports.ts';
import type { SealedRow } from './event-table.ts';
import type { EventWrite } from './store-protocol.ts';

/** They tell of something beside the licensing states, which may change in the same step all the same. */
const STATELESS: ReadonlySet<EventName> = new Set<EventName>([
  'communication-failure',
  'communication-restored',
  'configuration-changed',
  'evaluation-warning',
  'id-certificate-expiry-warning',
  'system-clock-changed',
]);

/** `user`: who administers; null where that is not known. */
export function eventWrites({ agent, standing, events, from }: StoredStep, user: string | null): EventWrite[] {
  const change = from === null || events.length === 0 ? null : changeText(from.agent, standing);
  const told = events.map(({ at, event, detail, actor }) => ({
    at,
    event,
    detail: JSON.stringify(detail),
    actor,
    user: userOf(actor, user),
    change: STATELESS.has(event) ? null : change,
  }));
  if (from !== null) return told;
  const { maxCallRate, profile, environment, account, serial, createdAt } = agent.instance;
  const detail = JSON.stringify({ maxCallRate, profile, environment, account, serial });
  const actor = events.some((event) => event.actor === 'import') ? 'import' : 'administrator';
  const added = { at: createdAt, event: 'instance-added', detail, actor, user, change: null } as const;
  return [added, ...told];
}

export const removalWrite = (at: number, user: string | null, job?: string): EventWrite => ({
  at,
  event: 'instance-removed',
  detail: JSON.stringify(job === undefined ? {} : { job }),
  actor: 'administrator',
  user,
  change: null,
});

const userOf = (actor: EventActor, user: string | null): string | null => (actor === 'agent' ? null : user);

/** The licensing states that are others after the step; null: none. */
function changeText(
  before: NonNullable<StoredStep['from']>['agent'],
  { row: { clientState, licensingState } }: StoredStep['standing'],
): string | null {
  const clientBefore = clientStateOf(before);
  const licensingBefore = licensingStateOf(clientBefore, before.state.evaluation.remainingMs);
  if (clientBefore === clientState && licensingBefore === licensingState) return null;
  return JSON.stringify({
    ...(clientBefore === clientState ? {} : { 'clientState.from': clientBefore, 'clientState.to': clientState }),
    ...(licensingBefore === licensingState
      ? {}
      : { 'licensingState.from': licensingBefore, 'licensingState.to': licensingState }),
  });
}

/** A row that somebody has altered may hold anything: what is no JSON is shown as nothing, and the check names it. */
export const readEntry = ({ instanceId, detail, change, ...row }: SealedRow): ActivityEntry => ({
  ...row,
  event: row.event as ActivityEntry['event'],
  actor: row.actor as ActivityEntry['actor'],
  instanceId: instanceId === '' ? null : instanceId,
  detail: flat(detail),
  change: flat(change),
});

function flat(text: string | null): EventDetail {
  try {
    const read: unknown = JSON.parse(text ?? '{}');
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as EventDetail) : {};
  } catch {
    return {};
  }
}
