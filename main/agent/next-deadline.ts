// When an agent must be looked at again, worked out from its state alone: so a restart, a sleep and a clock that jumped are the
// same case. Epoch ms on the folder's wall clock; null: never by itself.
import { HOUR } from '../../shared/durations.ts';
import type { Now } from './agent-state.ts';
import { CLOCK_TOLERANCE_MS } from './certificate.ts';
import { elapsedMs, evaluationLeftMs } from './evaluation.ts';
import type { Agent } from './ports.ts';
import { dueTimes } from './requests.ts';
import { CERTIFICATE_LADDER, untilWarning } from './warnings.ts';

export function nextDeadline(agent: Agent, now: Now): number | null {
  return earliest([nextLook(agent, now), nextContact(agent, now)]);
}

/** When it asks its licence server for something next; what is in flight is left to its answer. */
export function nextContact(agent: Agent, now: Now): number | null {
  return agent.state.request === null ? earliest(dueTimes(agent, now.wallMs).map((due) => due.at)) : null;
}

/** When time alone changes it next: what ends, what is warned of, what is counted. */
export function nextLook({ state }: Agent, now: Now): number | null {
  const at: number[] = [];
  if (state.authorization.kind === 'authorized' || state.authorization.kind === 'out-of-compliance')
    at.push(state.authorization.deadline);
  if (state.identity !== null) {
    at.push(state.identity.expiresAt);
    const warning = untilWarning(CERTIFICATE_LADDER, state.identity.expiresAt - now.wallMs);
    if (warning !== null) at.push(now.wallMs + warning);
    if (state.clockOutsideSince !== null)
      at.push(now.wallMs + Math.max(0, CLOCK_TOLERANCE_MS - elapsedMs(state.clockOutsideSince, now)));
  }
  // Hour by hour while it counts: the balance is stored, and every warning and the end fall on a whole hour.
  if (state.evaluation.counting) {
    const left = evaluationLeftMs(state.evaluation, now);
    at.push(now.wallMs + (left % HOUR === 0 ? Math.min(HOUR, left) : left % HOUR));
  }
  return earliest(at);
}

function earliest(moments: readonly (number | null)[]): number | null {
  const at = moments.filter((moment) => moment !== null);
  return at.length === 0 ? null : Math.min(...at);
}
