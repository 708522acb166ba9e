// The evaluation period: 2160 hours of real time, once in a life (licensing-rules.md, section 5).
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/durations.ts';
import {
  authorized,
  configurationOf,
  registered,
  START,
  SteppedAgent,
  silent,
  unidentified,
} from '../../builders/stepped-agent.ts';

const hours = (agent: SteppedAgent) => agent.summary().evaluationPeriodHours;
const due = { kind: 'due' } as const;
function registering(): SteppedAgent {
  const agent = unidentified();
  agent.take({ kind: 'register', force: false, actor: 'administrator' });
  return agent;
}

test('2160 at the start, rounded up, 0 exactly when expired', () => {
  const agent = unidentified();
  expect(hours(agent)).toBe(2160);
  agent.pass(1);
  expect(hours(agent)).toBe(2160);
  agent.pass(HOUR - 1);
  expect(hours(agent)).toBe(2159);
  agent.pass(2159 * HOUR - 1);
  expect(agent.summary()).toMatchObject({ evaluationPeriodHours: 1, licensingState: 'Eval', calls: { verdict: 'allowed' } });
  agent.pass(1);
  expect(agent.summary()).toMatchObject({
    evaluationPeriodHours: 0,
    licensingState: 'EvalExpired',
    evaluationMode: false,
    calls: { verdict: 'blocked', until: null },
  });
  expect(agent.row().blockedSince).toBe(START + 90 * DAY);
});

test('warnings at 60, 30, 21, 14 and 7 days, then daily, hourly in the last day, each once; the end once', () => {
  const agent = unidentified();
  agent.pass(120 * DAY);
  const warned = agent.events.filter(({ event }) => event === 'evaluation-warning').map(({ detail }) => detail.hoursLeft);
  const days = [60, 30, 21, 14, 7, 6, 5, 4, 3, 2, 1].map((day) => day * 24);
  expect(warned).toEqual([...days, ...Array.from({ length: 23 }, (_, hour) => 23 - hour)]);
  expect(agent.names().filter((name) => name === 'evaluation-expired')).toHaveLength(1);
  expect(agent.events.at(-1)).toMatchObject({ event: 'evaluation-expired', at: START + 90 * DAY });
});

test('after an absence only the last warning that was missed is told', () => {
  const agent = unidentified();
  agent.wait(80 * DAY);
  agent.restart();
  expect(agent.events).toMatchObject([{ event: 'evaluation-warning', detail: { hoursLeft: 240 } }]);
  agent.pass(3 * DAY);
  expect(agent.events.at(-1)).toMatchObject({ event: 'evaluation-warning', detail: { hoursLeft: 7 * 24 } });
});

test('it expired when it expired, not when somebody looked', () => {
  const agent = unidentified();
  agent.wait(200 * DAY);
  expect(agent.summary().licensingState).toBe('EvalExpired');
  agent.take(due);
  expect(agent.state.evaluation.expiredAt).toBe(START + 90 * DAY);
  expect(agent.row().blockedSince).toBe(START + 90 * DAY);
});

test('CUSP counts in Un-Identified only, CCCSP in Registered too', () => {
  const cusp = registered();
  cusp.pass(DAY);
  expect(hours(cusp)).toBe(2160);
  const cccsp = registered({ profile: 'CCCSP' });
  cccsp.pass(DAY);
  expect(hours(cccsp)).toBe(2160 - 24);
  const both = authorized({ profile: 'CCCSP' });
  both.pass(DAY);
  expect(hours(both)).toBe(2160);
});

test('nothing gives it back: not disabling, not registering, not losing the registration', () => {
  const agent = unidentified();
  agent.pass(30 * DAY);
  agent.configure({ enabled: false });
  agent.pass(30 * DAY);
  expect(hours(agent)).toBe(1440);
  agent.configure({ enabled: true });
  agent.pass(60 * DAY);
  expect(hours(agent)).toBe(0);
  agent.configure({ enabled: false });
  agent.configure({ enabled: true });
  expect(agent.summary().licensingState).toBe('EvalExpired');
  expect(agent.names().slice(-2)).toEqual(['configuration-changed', 'enabled']);
});

test('it counts over a restart by the wall clock', () => {
  const agent = unidentified();
  agent.wait(10 * HOUR);
  agent.restart();
  expect(hours(agent)).toBe(2150);
});

test('a clock that was set back over a restart gives nothing back, and time goes on counting from there', () => {
  const agent = unidentified();
  agent.pass(10 * HOUR);
  agent.wallMs -= 10 * DAY;
  agent.restart();
  expect(hours(agent)).toBe(2150);
  agent.pass(5 * HOUR);
  expect(hours(agent)).toBe(2145);
  agent.restart();
  agent.pass(5 * HOUR);
  expect(hours(agent)).toBe(2140);
});

test('what was counted is worth storing every hour, and when the clock was set back over a restart', () => {
  const agent = unidentified();
  agent.wait(59 * MINUTE);
  expect(agent.take(due).worthStoring).toBe(false);
  agent.wait(MINUTE);
  expect(agent.take(due).worthStoring).toBe(true);
  agent.wait(MINUTE);
  agent.wallMs -= 10 * MINUTE;
  agent.runId = 'another';
  expect(agent.take(due).worthStoring).toBe(true);
});

test.each([
  ['back', -1],
  ['forward', 1],
])('a wall clock set %s while running does not touch it, and is told', (_, sign) => {
  const agent = unidentified();
  agent.pass(DAY);
  agent.wallMs += sign * 40 * DAY;
  agent.wait(HOUR);
  agent.take(due);
  expect(hours(agent)).toBe(2160 - 25);
  expect(agent.events).toMatchObject([{ event: 'system-clock-changed', detail: { byMs: sign * 40 * DAY } }]);
  agent.pass(HOUR);
  expect(hours(agent)).toBe(2160 - 26);
});

test('a clock that was set by less than an hour is not told', () => {
  const agent = unidentified();
  agent.wallMs += 59 * MINUTE;
  agent.take(due);
  expect(agent.events).toEqual([]);
});

test('a wall clock set a year forward ends the certificate, and takes no evaluation', () => {
  const agent = authorized();
  agent.wallMs += 400 * DAY;
  agent.take(due);
  expect(agent.summary()).toMatchObject({ smartLicenseClientState: 'Un-Identified', evaluationPeriodHours: 2160 });
});

test('an instance that was never enabled has all of it', () => {
  const agent = new SteppedAgent();
  agent.wait(500 * DAY);
  agent.restart();
  expect(hours(agent)).toBe(2160);
  agent.configure(configurationOf());
  expect(hours(agent)).toBe(2160);
});

test.each([
  ['registration', 'poll', () => registering()],
  ['registration', 'retry', () => registering()],
  ['authorization', 'retry', registered],
] as const)('a %s that waits for its %s is not put off by a clock that was put right', (operation, how, make) => {
  for (const restarted of [false, true]) {
    const agent = make();
    agent.answer(how === 'poll' ? () => ({ kind: 'poll', pollId: 'p', retryAfterMs: MINUTE }) : silent);
    const wait = (agent.row().nextContact?.at ?? 0) - agent.wallMs;
    agent.wallMs -= 30 * DAY;
    if (restarted) agent.restart();
    else agent.take(due);
    expect(agent.row().nextContact).toEqual({ operation, at: agent.wallMs + wait });
    agent.pass(wait);
    expect(agent.requests).toHaveLength(operation === 'registration' ? 2 : 3);
  }
});
