// Will calls flow, and until when (section 7)? `until` is the earliest moment at which they would be blocked if nothing more
// were heard from the licence server from now on. Epoch ms.
import { DAY } from '../../shared/durations.ts';
import type { LicensingState, Verdict } from '../../shared/model/summary.ts';
import type { Authorization, Now } from './agent-state.ts';
import { clientStateOf, licensingStateOf } from './client-state.ts';
import { evaluationLeftMs } from './evaluation.ts';
import type { Agent } from './ports.ts';
import { PROFILES } from './profile.ts';
import type { Turn } from './turn.ts';

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
  return judged(agent, licensing, left, now);
}

function judged({ state }: Asked, licensing: LicensingState, left: number, now: Now): Calls {
  const { authorization, identity, evaluation } = state;
  /** The evaluation counts again from the certificate's end. */
  const afterCertificate = identity === null ? null : identity.expiresAt + left;
  switch (licensing) {
    case 'Eval':
      return evaluation.counting || afterCertificate === null
        ? { verdict: 'allowed', until: now.wallMs + left, reason: EVALUATING }
        : { verdict: 'allowed', until: afterCertificate, reason: AFTER_CERTIFICATE };
    case 'InCompliance':
    case 'OutOfCompliance': {
      const deadline = 'deadline' in authorization ? authorization.deadline : now.wallMs;
      const until = Math.min(deadline, afterCertificate ?? deadline);
      const reason = until < deadline ? AFTER_CERTIFICATE : AUTHORIZED;
      return { verdict: 'allowed', until, reason: licensing === 'OutOfCompliance' ? `${OUT_OF_COMPLIANCE} ${reason}` : reason };
    }
    case 'EvalExpired':
      return { verdict: 'blocked', until: null, reason: identity === null ? USED_UP : NEVER_AUTHORIZED };
    case 'AuthorizationExpired':
      return { verdict: 'blocked', until: null, reason: notAnswered(authorization) };
  }
}

const UNCONFIGURED: Record<Verdict, string> = {
  undecided: 'Smart licensing is not enabled here, so it does not decide about calls.',
  blocked: 'Smart licensing is not enabled on this instance.',
  allowed: '',
};

// The sentences stand beside the verdict and its date, which they call "then".
const EVALUATING = 'The evaluation runs out then unless the instance is registered.';
const AUTHORIZED = 'The authorization runs out then unless the licence server answers.';
const AFTER_CERTIFICATE = 'The evaluation after the certificate runs out then unless the licence server answers.';
const OUT_OF_COMPLIANCE = 'The account asks for more licences than it has.';
const USED_UP = 'The evaluation is used up and the instance is not registered.';
const NEVER_AUTHORIZED = 'The evaluation is used up and the licence server has not authorized the licences yet.';

function notAnswered(authorization: Authorization): string {
  const days = authorization.kind === 'expired' ? Math.round((authorization.at - authorization.answeredAt) / DAY) : 0;
  return `The licence server has not answered for ${days} ${days === 1 ? 'day' : 'days'}.`;
}

/** Remembers since when calls are blocked; after everything that may have changed that. */
export function noteBlocked(turn: Turn): void {
  const blocked = callsOf(turn, turn.at).verdict === 'blocked';
  turn.set({ blockedSince: blocked ? (turn.state.blockedSince ?? turn.now) : null });
}
