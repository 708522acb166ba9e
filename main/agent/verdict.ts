// Will calls flow, and until when (section 7)? `until` is the earliest moment at which they would be blocked if nothing more
// were heard from the licence server from now on. Epoch ms.
import type { LicensingState, Verdict } from '../../shared/model/summary.ts';
import type { Now } from './agent-state.ts';
import { clientStateOf, licensingStateOf } from './client-state.ts';
import { evaluationLeftMs } from './evaluation.ts';
import type { Agent } from './ports.ts';
import { PROFILES } from './profile.ts';

type Asked = Pick<Agent, 'instance' | 'configuration' | 'state'>;
export type Calls = { verdict: Verdict; until: number | null; reason: string };

export function callsOf(agent: Asked, now: Now): Calls {
  const { state, instance } = agent;
  const left = evaluationLeftMs(state.evaluation, now);
  const licensing = licensingStateOf(clientStateOf(agent), left);
  if (licensing === null) {
    const verdict = PROFILES[instance.profile].unconfigured;
    return { verdict, until: null, reason: UNCONFIGURED[verdict] };
  }
  return { ...judged(agent, licensing, left, now), reason: REASON[licensing] };
}

function judged({ state }: Asked, licensing: LicensingState, left: number, now: Now): Omit<Calls, 'reason'> {
  const { authorization, identity, evaluation } = state;
  const afterCertificate = identity === null ? null : identity.expiresAt + left;
  switch (licensing) {
    case 'Eval':
      // While it does not count (registered, nothing authorized yet) it counts once the certificate has ended.
      return {
        verdict: 'allowed',
        until: evaluation.counting || afterCertificate === null ? now.wallMs + left : afterCertificate,
      };
    case 'InCompliance':
    case 'OutOfCompliance': {
      const deadline = 'deadline' in authorization ? authorization.deadline : now.wallMs;
      return { verdict: 'allowed', until: Math.min(deadline, afterCertificate ?? deadline) };
    }
    case 'EvalExpired':
    case 'AuthorizationExpired':
      return { verdict: 'blocked', until: null };
  }
}

const UNCONFIGURED: Record<Verdict, string> = {
  undecided: 'Smart licensing is not enabled here, so it does not decide about calls.',
  blocked: 'Smart licensing is not enabled on this instance.',
  allowed: '',
};

const REASON: Record<LicensingState, string> = {
  Eval: 'The evaluation is running.',
  EvalExpired: 'The evaluation is used up and the instance is not registered.',
  InCompliance: 'The licence server has authorized the licences.',
  OutOfCompliance: 'The account asks for more licences than it has; the request is honoured all the same.',
  AuthorizationExpired: 'The licence server has not answered before the authorization ran out.',
};

/** Since when calls are blocked; null while they are not. */
export function blockedSinceOf(agent: Asked, now: Now): number | null {
  if (callsOf(agent, now).verdict !== 'blocked') return null;
  const { state } = agent;
  if (state.blockedSince !== null) return state.blockedSince;
  if (state.authorization.kind === 'expired') return Math.min(state.authorization.at, now.wallMs);
  return now.wallMs;
}
