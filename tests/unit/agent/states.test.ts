// Every client state with its licensing states (licensing-rules.md, section 3), what they mean for calls per profile (section 7),
// and until when.
import { describe, expect, test } from 'vitest';
import { DAY } from '../../../shared/durations.ts';
import type { Profile } from '../../../shared/model/instance.ts';
import type { Verdict } from '../../../shared/model/summary.ts';
import {
  authorized,
  configurationOf,
  refusing,
  registered,
  START,
  SteppedAgent,
  short,
  silent,
} from '../../builders/stepped-agent.ts';

type Made = (profile: Profile) => SteppedAgent;

const usedUp = (profile: Profile): SteppedAgent => {
  const agent = new SteppedAgent({ profile });
  agent.configure(configurationOf());
  agent.pass(90 * DAY);
  return agent;
};
const register = { kind: 'register', force: false, actor: 'administrator' } as const;
const granting = (agent: SteppedAgent, times: number): SteppedAgent => {
  agent.take(register);
  for (let time = 0; time < times; time += 1)
    agent.answer((request, now) => {
      const { requestId } = request;
      const identity = {
        productInstanceIdentifier: requestId,
        keyId: 'k',
        certificatePem: '',
        certificateSerial: '1',
        issuedAt: now,
        signers: [],
        smartAccount: null,
        virtualAccount: null,
        entitlementVersion: 0,
      };
      return request.operation === 'registration'
        ? {
            kind: 'registered',
            identity,
            certificateExpiresAt: now + 365 * DAY,
            expiresAt: null,
            renewAt: null,
            retryAfterMs: null,
          }
        : { kind: 'authorized', compliance: 'in', entitlementVersion: 1, nextAt: null, deadline: null, retryAfterMs: null };
    });
  return agent;
};

const made: Record<string, Made> = {
  fresh: (profile) => new SteppedAgent({ profile }),
  enabled: (profile) => {
    const agent = new SteppedAgent({ profile });
    agent.configure(configurationOf());
    return agent;
  },
  'evaluation used up': usedUp,
  'disabled after that': (profile) => {
    const agent = usedUp(profile);
    agent.configure({ enabled: false });
    return agent;
  },
  registered: (profile) => registered({ profile }),
  'registered with nothing left': (profile) => granting(usedUp(profile), 1),
  authorized: (profile) => authorized({ profile }),
  'authorized with nothing left': (profile) => granting(usedUp(profile), 2),
  'out of compliance': (profile) => {
    const agent = registered({ profile });
    agent.answer(short);
    return agent;
  },
  'not answered for 90 days': (profile) => {
    const agent = authorized({ profile });
    agent.server = silent;
    agent.pass(90 * DAY);
    return agent;
  },
  'thrown out': (profile) => {
    const agent = registered({ profile });
    agent.answer(refusing('not-registered'));
    return agent;
  },
};

/** `until`: days from now. */
type Row = [state: string, client: string, licensing: string | null, calls: Verdict, until: number | null, reason: RegExp];
const COMMON: Row[] = [
  ['enabled', 'Un-Identified', 'Eval', 'allowed', 90, /^The evaluation runs out then unless the instance is registered\.$/],
  ['evaluation used up', 'Un-Identified', 'EvalExpired', 'blocked', null, /used up and the instance is not registered\.$/],
  ['registered with nothing left', 'Registered', 'EvalExpired', 'blocked', null, /has not authorized the licences yet\.$/],
  [
    'authorized',
    'Authorized',
    'InCompliance',
    'allowed',
    90,
    /^The authorization runs out then unless the licence server answers\.$/,
  ],
  ['authorized with nothing left', 'Authorized', 'InCompliance', 'allowed', 90, /^The authorization runs out/],
  [
    'out of compliance',
    'Out Of Compliance',
    'OutOfCompliance',
    'allowed',
    90,
    /^The account asks for more licences than it has\. The authorization/,
  ],
  [
    'not answered for 90 days',
    'Authorization Expired',
    'AuthorizationExpired',
    'blocked',
    null,
    /^The licence server has not answered for 90 days\.$/,
  ],
  ['thrown out', 'Un-Identified', 'Eval', 'allowed', 90, /^The evaluation runs out/],
];
const ROWS: Record<Profile, Row[]> = {
  CUSP: [
    ['fresh', 'Un-Configured', null, 'undecided', null, /does not decide about calls/],
    ['disabled after that', 'Un-Configured', null, 'undecided', null, /does not decide about calls/],
    ['registered', 'Registered', 'Eval', 'allowed', 365 + 90, /^The evaluation after the certificate runs out/],
    ...COMMON,
  ],
  CCCSP: [
    ['fresh', 'Un-Configured', null, 'blocked', null, /not enabled on this instance/],
    ['disabled after that', 'Un-Configured', null, 'blocked', null, /not enabled on this instance/],
    ['registered', 'Registered', 'Eval', 'allowed', 90, /^The evaluation runs out then/],
    ...COMMON,
  ],
};

describe.each(['CUSP', 'CCCSP'] as const)('%s', (profile) => {
  test.each(ROWS[profile])('%s: %s, %s, calls %s', (state, client, licensing, verdict, untilDays, reason) => {
    const agent = made[state]?.(profile);
    if (agent === undefined) throw new Error(state);
    const until = untilDays === null ? null : agent.wallMs + untilDays * DAY;
    const { smartLicenseClientState, licensingState, evaluationMode, licensingAgentStatus, calls } = agent.summary();
    expect({ smartLicenseClientState, licensingState }).toEqual({ smartLicenseClientState: client, licensingState: licensing });
    expect(evaluationMode).toBe(licensing === 'Eval');
    expect(licensingAgentStatus).toBe(client === 'Un-Configured' ? 'Disabled' : 'Enabled');
    expect(calls.verdict).toBe(verdict);
    expect(calls.until).toBe(until === null ? null : new Date(until).toISOString());
    expect(calls.reason).toMatch(reason);
    const { blockedSince, ...row } = agent.row();
    expect(row).toMatchObject({ clientState: client, licensingState: licensing, verdict, until });
    expect(blockedSince === null).toBe(verdict !== 'blocked');
  });
});

test('until is the certificate’s end and what is left of the evaluation, where that comes first', () => {
  const agent = new SteppedAgent();
  agent.configure(configurationOf());
  agent.pass(80 * DAY);
  granting(agent, 2);
  const from = agent.wallMs;
  agent.server = (request, now) =>
    request.operation === 'authorization'
      ? { kind: 'authorized', compliance: 'in', entitlementVersion: 1, nextAt: null, deadline: null, retryAfterMs: null }
      : silent(request, now);
  agent.pass(340 * DAY);
  expect(agent.row()).toMatchObject({ licensingState: 'InCompliance', until: from + 365 * DAY + 10 * DAY });
  expect(agent.summary().calls.reason).toMatch(/^The evaluation after the certificate/);
});

test('the date that was told is the date on which calls are blocked, if nothing more is heard', () => {
  for (const make of [made.enabled, made.registered, made.authorized, made['out of compliance']])
    for (const profile of ['CUSP', 'CCCSP'] as const) {
      const agent = make?.(profile);
      if (agent === undefined) throw new Error('state');
      agent.server = silent;
      if (agent.state.request !== null) agent.answer(silent);
      const until = agent.row().until ?? 0;
      agent.pass(until - agent.wallMs - 1);
      expect(agent.row()).toMatchObject({ verdict: 'allowed', blockedSince: null });
      agent.pass(1);
      expect(agent.row()).toMatchObject({ verdict: 'blocked', blockedSince: until });
    }
});

test('since when calls are blocked stays, and ends with the block', () => {
  const agent = usedUp('CUSP');
  agent.pass(5 * DAY);
  expect(agent.row().blockedSince).toBe(START + 90 * DAY);
  granting(agent, 1);
  expect(agent.row().blockedSince).toBe(START + 90 * DAY);
  agent.server = silent;
  agent.answer((_, now) => ({
    kind: 'authorized',
    compliance: 'in',
    entitlementVersion: 1,
    nextAt: null,
    deadline: now + DAY,
    retryAfterMs: null,
  }));
  expect(agent.row().blockedSince).toBeNull();
  agent.pass(DAY);
  expect(agent.row().blockedSince).toBe(START + 96 * DAY);
});
