// Time passes over an agent. What it alone changes (the authorization's deadline, the certificate's end, the evaluation's end)
// happens in its order and at its own moment, however long nobody looked: a restart after a year is the same as a year of running.
import type { Now } from './agent-state.ts';
import { passAuthorizationDeadline } from './authorization.ts';
import { expireCertificate } from './certificate.ts';
import { noticeClockJump } from './clock-jump.ts';
import { countEvaluation, expireEvaluation, inRunOf, settleEvaluation } from './evaluation.ts';
import type { Agent } from './ports.ts';
import { Turn } from './turn.ts';
import { noteBlocked } from './verdict.ts';

type Change = { at: Now; apply: (turn: Turn) => void };

/** First in every step; afterwards the turn stands at `now`, the moment of the step where nothing else is said. */
export function passTime(turn: Turn, now: Now = turn.moment.now): void {
  turn.at = now;
  noticeClockJump(turn, now);
  for (let change = nextChange(turn, now); change !== null; change = nextChange(turn, now)) {
    turn.at = change.at;
    settleEvaluation(turn);
    change.apply(turn);
    countEvaluation(turn);
    noteBlocked(turn);
  }
  turn.at = now;
  settleEvaluation(turn);
}

/** The agent as it is at `now`, for those who only look: an alarm may be late, what is shown is not. */
export function agentAt(agent: Agent, now: Now): Agent {
  const turn = new Turn(agent, { now, jitter: 0, requestId: '', keyId: '' });
  passTime(turn);
  return turn.agent();
}

/** The earliest change that has become due by `now`; each one takes its own cause away. */
function nextChange({ state }: Turn, now: Now): Change | null {
  const { authorization, identity, evaluation } = state;
  const from = inRunOf(evaluation.asOf, now);
  const onWall = (wallMs: number): Now => ({
    wallMs,
    // Not before the last look: a wall clock that was set forward brings the change, and no more time than has really passed.
    steadyMs: Math.max(from.steadyMs, now.steadyMs - (now.wallMs - wallMs)),
    runId: now.runId,
  });
  const afterCounting = (ms: number): Now => {
    const steadyMs = from.steadyMs + ms;
    return { wallMs: now.wallMs - (now.steadyMs - steadyMs), steadyMs, runId: now.runId };
  };
  const changes: Change[] = [];
  if ('deadline' in authorization && authorization.deadline <= now.wallMs)
    changes.push({ at: onWall(authorization.deadline), apply: passAuthorizationDeadline });
  if (identity !== null && identity.expiresAt <= now.wallMs)
    changes.push({ at: onWall(identity.expiresAt), apply: expireCertificate });
  if (evaluation.counting && from.steadyMs + evaluation.remainingMs <= now.steadyMs)
    changes.push({ at: afterCounting(evaluation.remainingMs), apply: expireEvaluation });
  // Equal moments keep the order above.
  return changes.sort((a, b) => a.at.steadyMs - b.at.steadyMs || a.at.wallMs - b.at.wallMs)[0] ?? null;
}
