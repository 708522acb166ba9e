// The answer to the request in flight: to its operation's region, or on to the next poll.
import { MINUTE, SECOND } from '../../shared/durations.ts';
import type { Operation } from '../../shared/model/failure.ts';
import type { InFlight } from './agent-state.ts';
import { failAuthorization, takeAuthorization } from './authorization.ts';
import { failRenewal, takeRenewal } from './certificate.ts';
import { failDeregistration, takeDeregistration } from './deregistration.ts';
import { type Failed, isFailed, noteContact } from './failures.ts';
import type { LicenceAnswer } from './ports.ts';
import { failRegistration, POLLING_GIVEN_UP_MS, takeRegistration } from './registration.ts';
import type { Turn } from './turn.ts';

/** A late answer, to a request that is no longer the one in flight, changes nothing. */
export function takeAnswer(turn: Turn, requestId: string, answer: LicenceAnswer): void {
  const { request } = turn.state;
  if (request === null || request.requestId !== requestId) return;
  turn.set({ request: null });
  noteContact(turn, answer);
  if (answer.kind === 'poll') {
    pollLater(turn, request, answer);
    return;
  }
  const { [request.operation]: _, ...polls } = turn.state.polls;
  if (answer.kind !== 'no-answer') turn.set({ polls });
  if (isFailed(answer)) fail(turn, request.operation, answer);
  else take(turn, request, answer);
  keepPolling(turn, request.operation);
}

function take(turn: Turn, request: InFlight, answer: LicenceAnswer): void {
  if (answer.kind === 'registered' && request.operation === 'registration') takeRegistration(turn, answer);
  else if (answer.kind === 'authorized' && request.operation === 'authorization') takeAuthorization(turn, answer, request);
  else if (answer.kind === 'renewed' && request.operation === 'renewal') takeRenewal(turn, answer);
  else if (answer.kind === 'deregistered' && request.operation === 'deregistration') takeDeregistration(turn);
  else throw new Error(`An answer "${answer.kind}" to a ${request.operation}`);
}

const FAIL: Record<Operation, (turn: Turn, answer: Failed) => void> = {
  registration: failRegistration,
  authorization: failAuthorization,
  renewal: failRenewal,
  deregistration: failDeregistration,
};
const fail = (turn: Turn, operation: Operation, answer: Failed): void => FAIL[operation](turn, answer);

function pollLater(turn: Turn, { operation, cps }: InFlight, answer: Extract<LicenceAnswer, { kind: 'poll' }>): void {
  const since = turn.state.polls[operation]?.since ?? turn.now;
  // Asked for the last time when the day is over.
  const at = Math.min(turn.now + Math.max(SECOND, answer.retryAfterMs ?? MINUTE), since + POLLING_GIVEN_UP_MS);
  if (at >= turn.now + SECOND) {
    turn.set({ polls: { ...turn.state.polls, [operation]: { id: answer.pollId, at, since, cps } } });
    return;
  }
  const { [operation]: _, ...polls } = turn.state.polls;
  turn.set({ polls });
  const failure = {
    category: 'timeout',
    text: 'The licence server has worked on this for 24 hours without an answer.',
    at: turn.now,
  } as const;
  fail(turn, operation, { kind: 'no-answer', failure, retryAfterMs: null });
}

/** A poll that got no answer is asked again as a poll, since the server may still be at work; after 24 h from the start. */
function keepPolling(turn: Turn, operation: Operation): void {
  const poll = turn.state.polls[operation];
  const retryAt = turn.state.failures[operation]?.retryAt ?? null;
  if (poll === undefined || retryAt === null) return;
  const { [operation]: _, ...polls } = turn.state.polls;
  turn.set({ polls: retryAt < poll.since + POLLING_GIVEN_UP_MS ? { ...polls, [operation]: { ...poll, at: retryAt } } : polls });
}
