// A server that is still at work on a request is asked again after its delay, for a day (licensing-rules.md, section 4).
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/durations.ts';
import { authorized, generous, type Script, type SteppedAgent, silent, unidentified } from '../../builders/stepped-agent.ts';

const poll =
  (retryAfterMs: number | null, pollId = 'poll 1'): Script =>
  () => ({ kind: 'poll', pollId, retryAfterMs });
const waitBefore = (agent: SteppedAgent) => (agent.row().nextContact?.at ?? 0) - agent.wallMs;

function registering(): SteppedAgent {
  const agent = unidentified();
  agent.take({ kind: 'register', force: false, actor: 'administrator' });
  return agent;
}

test('registration: in progress, polled after the server’s delay with its id and the same key', () => {
  const agent = registering();
  agent.answer(poll(5 * SECOND));
  expect(agent.summary()).toMatchObject({ registrationStatus: 'in-progress', latestFailureReason: null });
  expect(waitBefore(agent)).toBe(5 * SECOND);
  agent.pass(5 * SECOND);
  const [first, second] = agent.requests;
  expect(second).toMatchObject({ operation: 'registration', poll: 'poll 1', keyId: first && 'keyId' in first && first.keyId });
  agent.answer(poll(5 * SECOND, 'poll 2'));
  agent.pass(5 * SECOND);
  expect(agent.requests.at(-1)).toMatchObject({ poll: 'poll 2' });
  agent.answer(generous);
  expect(agent.clientState()).toBe('Registered');
  expect(agent.requests.at(-1)).toMatchObject({ operation: 'authorization', poll: null });
});

test('never more often than once a second; a minute where the server names no delay', () => {
  const agent = registering();
  agent.answer(poll(0));
  expect(waitBefore(agent)).toBe(SECOND);
  agent.pass(SECOND);
  agent.answer(poll(null));
  expect(waitBefore(agent)).toBe(MINUTE);
});

test('given up after 24 hours as no answer: tried again from the beginning, with the same key', () => {
  const agent = registering();
  agent.server = poll(HOUR);
  agent.answer(poll(HOUR));
  agent.pass(24 * HOUR - 1);
  expect(agent.summary()).toMatchObject({ registrationStatus: 'in-progress', registrationSuccessful: null });
  agent.pass(1);
  agent.server = () => null;
  expect(agent.summary()).toMatchObject({
    registrationStatus: 'retry',
    registrationSuccessful: false,
    latestFailureReason: { category: 'timeout' },
  });
  agent.pass(15 * MINUTE);
  expect(agent.requests.at(-1)).toMatchObject({ operation: 'registration', poll: null });
  expect(new Set(agent.requests.map((request) => 'keyId' in request && request.keyId)).size).toBe(1);
});

test('a poll that is not answered is asked again as a poll, until the day is over', () => {
  const agent = registering();
  agent.answer(poll(SECOND));
  agent.server = silent;
  agent.pass(23 * HOUR);
  expect(agent.requests.at(-1)?.poll).toBe('poll 1');
  expect(agent.summary().registrationStatus).toBe('retry');
  agent.pass(2 * HOUR);
  expect(agent.requests.at(-1)?.poll).toBeNull();
});

describe.each(['authorize', 'renew', 'deregister'] as const)('%s', (kind) => {
  test('is polled, and still refused as in progress', () => {
    const agent = authorized();
    agent.take({ kind });
    agent.answer(poll(MINUTE));
    expect(agent.clientState()).toBe('Authorized');
    expect(agent.refusal({ kind })?.code).toBe('in-progress');
    agent.pass(MINUTE);
    expect(agent.requests.at(-1)).toMatchObject({ poll: 'poll 1' });
    agent.answer(generous);
    expect(agent.row().inFlight).toBeNull();
    expect(agent.state.polls).toEqual({});
    expect(agent.clientState()).toBe(kind === 'deregister' ? 'Un-Identified' : 'Authorized');
  });
});

test('a deregistration that is worked on for a day is no answer: removed here, and marked', () => {
  const agent = authorized();
  agent.server = poll(HOUR);
  agent.take({ kind: 'deregister' });
  agent.pass(DAY);
  expect(agent.summary()).toMatchObject({ smartLicenseClientState: 'Un-Identified', mayStillHoldLicences: true });
});

test('a poll goes on after a restart, one in flight is sent again', () => {
  const agent = registering();
  agent.answer(poll(MINUTE));
  agent.restart();
  agent.pass(MINUTE);
  expect(agent.requests.at(-1)?.poll).toBe('poll 1');
  const { requestId } = agent.requests.at(-1) ?? {};
  agent.restart();
  expect(agent.requests).toHaveLength(3);
  expect(agent.requests.at(-1)).toMatchObject({ poll: 'poll 1' });
  expect(agent.requests.at(-1)?.requestId).not.toBe(requestId);
});
