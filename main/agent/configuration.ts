// A changed configuration and what it sets going: the count is asked for at once, a way to the server that was failing is tried.

import type { Configuration } from '../../shared/model/configuration.ts';
import type { EventActor, EventDetail } from '../../shared/model/history-event.ts';
import { changedFields } from '../../shared/model/update-plan.ts';
import type { Turn } from './turn.ts';

export function applyConfiguration(turn: Turn, after: Configuration, actor: EventActor): void {
  const before = turn.configuration;
  const changed = changedFields(before, after);
  turn.configuration = after;
  if (changed.length > 0) {
    const detail: EventDetail = {};
    for (const { field, from, to } of changed) {
      detail[`${field}.from`] = from;
      detail[`${field}.to`] = to;
    }
    turn.record('configuration-changed', detail, actor);
  }
  if (before.enabled !== after.enabled) turn.record(after.enabled ? 'enabled' : 'disabled', {}, actor);
  const { identity, attempt, failures } = turn.state;
  // A proxy that was given anew counts, since what was wrong may have been its password, which is nowhere here.
  const wayChanged = before.transport !== after.transport || before.proxy !== after.proxy;
  if (identity !== null && before.licenseCount !== after.licenseCount) turn.set({ nextAuthorizationAt: turn.now });
  if (wayChanged && identity !== null && failures.authorization !== undefined) turn.set({ nextAuthorizationAt: turn.now });
  if (wayChanged && attempt !== null && attempt.retryAt !== null) turn.set({ attempt: { ...attempt, retryAt: turn.now } });
}
