// A retry that comes at once because what the failures came from has been mended: each operation, and what is left alone.
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../../shared/durations.ts';
import { failureOf, noAnswer } from '../../builders/licence-answers.ts';
import { authorized, generous, registered, type Script, silent, unidentified } from '../../builders/stepped-agent.ts';

const untrusted: Script = (_, now) => noAnswer(failureOf('tls-untrusted', 'unable to get local issuer certificate', now));
const retry = { kind: 'retry', categories: ['tls-untrusted'] } as const;

test('a registration that waits for its next try goes out at once, with the key that it had', () => {
  const agent = unidentified();
  agent.server = untrusted;
  agent.take({ kind: 'register', force: false, actor: 'administrator' });
  expect(agent.row()).toMatchObject({ registrationStatus: 'retry', failure: { category: 'tls-untrusted', tries: 1 } });
  const [first] = agent.requests;
  agent.server = generous;
  agent.take(retry);
  const second = agent.requests[1];
  expect(second).toMatchObject({ operation: 'registration', keyId: first && 'keyId' in first && first.keyId });
  expect(agent.clientState()).toBe('Authorized');
  expect(agent.row().failure).toBeNull();
});

test('an authorization and a renewal as well, and the tries go on being counted', () => {
  const agent = authorized();
  agent.server = untrusted;
  agent.take({ kind: 'authorize' });
  agent.take({ kind: 'renew' });
  agent.requests = [];
  agent.take(retry);
  expect(agent.requests.map(({ operation }) => operation).sort()).toEqual(['authorization', 'renewal']);
  expect(agent.state.failures.authorization?.tries).toBe(2);
  // Still not trusted: it waits again, and longer.
  expect(agent.state.nextAuthorizationAt).toBeGreaterThan(agent.wallMs);
  agent.server = generous;
  agent.take(retry);
  expect(agent.state.failures).toEqual({});
});

test('a poll is asked again as a poll', () => {
  const agent = registered();
  agent.answer(() => ({ kind: 'poll', pollId: 'p', retryAfterMs: HOUR }));
  agent.server = untrusted;
  agent.pass(HOUR);
  expect(agent.row().failure).toMatchObject({ category: 'tls-untrusted' });
  agent.server = () => null;
  agent.take(retry);
  expect(agent.state.request).toMatchObject({ operation: 'authorization', poll: 'p' });
});

test('another failure keeps its time, and nothing is stored', () => {
  const agent = authorized();
  agent.server = silent;
  agent.take({ kind: 'authorize' });
  const before = agent.state;
  agent.requests = [];
  expect(agent.take(retry).worthStoring).toBe(false);
  expect(agent.requests).toEqual([]);
  expect(agent.state.nextAuthorizationAt).toBe(before.nextAuthorizationAt);
});

test('what is on its way is left to its own end, and an attempt that was refused stays refused', () => {
  const agent = unidentified();
  agent.server = untrusted;
  agent.take({ kind: 'register', force: false, actor: 'administrator' });
  agent.server = () => null;
  agent.pass(DAY);
  const { request } = agent.state;
  expect(request?.operation).toBe('registration');
  agent.take(retry);
  expect(agent.state.request).toEqual(request);
  expect(agent.row().registrationStatus).toBe('in-progress');
  agent.answer((_, now) => ({ kind: 'refused', failure: failureOf('tls-untrusted', 'refused', now), retryAfterMs: null }));
  expect(agent.take(retry).worthStoring).toBe(false);
  expect(agent.row().registrationStatus).toBe('failed');
});
