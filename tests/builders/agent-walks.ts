// Random lives of an agent: what administrators ask, what licence servers answer, how time passes, clocks that are set, hosts that end.
import fc from 'fast-check';
import type { AgentEvent } from '../../main/agent/agent-event.ts';
import type { LicenceAnswer, LicenceRequest } from '../../main/agent/ports.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/durations.ts';
import { FAILURE_CATEGORIES } from '../../shared/model/failure.ts';
import { failureOf, granted } from './licence-answers.ts';
import { configurationOf } from './stepped-agent.ts';

export type Answering = (request: LicenceRequest, now: number) => LicenceAnswer;
export type Command =
  | 'enable'
  | 'disable'
  | 'count'
  | 'proxy'
  | 'switch'
  | 'form'
  | 'register'
  | 'force'
  | 'authorize'
  | 'renew'
  | 'deregister';
export type Action =
  | { do: 'pass' | 'wait' | 'jump'; ms: number }
  | { do: 'answer'; answering: Answering }
  | { do: 'late'; answering: Answering }
  | { do: 'command'; command: Command }
  | { do: 'restart' };

const moments = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 3 * HOUR }) },
  { weight: 3, arbitrary: fc.integer({ min: HOUR, max: 5 * DAY }) },
  { weight: 2, arbitrary: fc.integer({ min: DAY, max: 60 * DAY }) },
  { weight: 1, arbitrary: fc.integer({ min: 60 * DAY, max: 400 * DAY }) },
  { weight: 1, arbitrary: fc.constantFrom(15 * MINUTE, 12 * HOUR, DAY, 30 * DAY, 90 * DAY, 180 * DAY, 365 * DAY) },
);
/** From now; null: none. Impossible ones too. */
const dates = fc.option(fc.oneof(fc.integer({ min: HOUR, max: 400 * DAY }), fc.constantFrom(-DAY, 0, 4_000 * DAY, Number.NaN)), {
  nil: null,
  freq: 2,
});
const waits = fc.option(fc.oneof(fc.integer({ min: 0, max: MINUTE }), fc.integer({ min: SECOND, max: 3 * DAY })), { nil: null });

const grants: fc.Arbitrary<Answering> = fc
  .record({ in: fc.boolean(), first: dates, second: dates, end: moments, skew: fc.integer({ min: -MINUTE, max: 10 * MINUTE }) })
  .map(({ in: fits, first, second, end, skew }) => (request, now) => {
    const answer = granted(request, now, fits ? 'in' : 'out');
    const at = (date: number | null) => (date === null ? null : now + date);
    if (answer.kind === 'authorized') return { ...answer, nextAt: at(first), deadline: at(second) };
    if (answer.kind !== 'registered' && answer.kind !== 'renewed') return answer;
    const identity = { ...answer.identity, issuedAt: now + skew };
    return { ...answer, identity, certificateExpiresAt: now + end, expiresAt: at(first), renewAt: at(second) };
  });
const failures: fc.Arbitrary<Answering> = fc
  .record({
    kind: fc.constantFrom('refused', 'no-answer'),
    category: fc.constantFrom(...FAILURE_CATEGORIES),
    retryAfterMs: waits,
  })
  .map(
    ({ kind, category, retryAfterMs }) =>
      (_, now) =>
        ({ kind, failure: failureOf(category, category, now), retryAfterMs }) as LicenceAnswer,
  );
const polls: fc.Arbitrary<Answering> = waits.map((retryAfterMs) => () => ({ kind: 'poll', pollId: 'poll', retryAfterMs }));
export const answerings = fc.oneof(
  { weight: 6, arbitrary: grants },
  { weight: 3, arbitrary: failures },
  { weight: 1, arbitrary: polls },
);

const commands = fc.constantFrom<Command>(
  'enable',
  'enable',
  'disable',
  'count',
  'proxy',
  'switch',
  'form',
  'register',
  'register',
  'force',
  'authorize',
  'renew',
  'deregister',
);
const always: fc.Arbitrary<Action>[] = [
  fc.record({ do: fc.constant('pass' as const), ms: moments }),
  fc.record({ do: fc.constant('answer' as const), answering: answerings }),
  fc.record({ do: fc.constant('command' as const), command: commands }),
];
const jumps: fc.Arbitrary<Action> = fc.record({
  do: fc.constant('jump' as const),
  ms: moments.chain((ms) => fc.constantFrom(ms, -ms)),
});
const surprises: fc.Arbitrary<Action>[] = [
  jumps,
  fc.record({ do: fc.constant('wait' as const), ms: moments }),
  fc.record({ do: fc.constant('late' as const), answering: answerings }),
  fc.constant({ do: 'restart' }),
];

const granting: Action = { do: 'answer', answering: granted };
const form: Action = { do: 'command', command: 'form' };
/** Lives begin with an instance that registers, that is authorized, or that was authorized and not answered for longer than that holds. */
const beginnings = fc.constantFrom<Action[]>(
  [form],
  [form, granting, granting],
  [form, granting, granting, { do: 'pass', ms: 100 * DAY }],
);
const walks = (actions: fc.Arbitrary<Action>[], maxLength: number) =>
  fc.tuple(beginnings, fc.array(fc.oneof(...actions), { minLength: 5, maxLength })).map(([begun, walk]) => [...begun, ...walk]);
/** Ordinary days: time, answers and commands. */
export const calmWalks = walks(always, 40);
/** Everything: clocks that are set, hosts that end, nobody who looks, answers that come late. */
export const wildWalks = walks([...always, ...always, ...surprises], 40);

type Present = { configuration: ReturnType<typeof configurationOf> };
/** The event of a command; the agent may refuse it. */
export function eventOf(command: Command, { configuration }: Present): AgentEvent {
  const change = (to: Partial<typeof configuration>, more: object = {}): AgentEvent => ({
    kind: 'configure',
    configuration: { ...configuration, ...to },
    register: null,
    deregisterAndSwitch: false,
    liveServerAllowed: false,
    actor: 'administrator',
    ...more,
  });
  const other = configuration.serverUrl === 'https://other.example/' ? 'https://one.example/' : 'https://other.example/';
  switch (command) {
    case 'enable':
    case 'disable':
      return change({ enabled: command === 'enable' });
    case 'count':
      return change({ licenseCount: configuration.licenseCount === 50 ? 55 : 50 });
    case 'proxy':
      return change({ proxy: { kind: 'system' } });
    case 'switch':
      return change({ serverUrl: other }, { deregisterAndSwitch: true, register: { force: false } });
    case 'form':
      return change(configurationOf(), { register: { force: false } });
    case 'register':
    case 'force':
      return { kind: 'register', force: command === 'force', actor: 'administrator' };
    default:
      return { kind: command };
  }
}
