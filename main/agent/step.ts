// The licensing agent is this function: an agent, what happened and when, to the agent after it, the history that it wrote and
// the effects that follow once it is stored. Pure; a refusal is thrown as AppFailure and nothing has changed then.

import { INITIAL_CONFIGURATION } from '../../shared/model/configuration.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { AgentEvent } from './agent-event.ts';
import type { Now } from './agent-state.ts';
import { takeAnswer } from './answers.ts';
import { wishAuthorization } from './authorization.ts';
import { checkClock, warnOfCertificate, wishRenewal } from './certificate.ts';
import { clearMark, configure, edit } from './commands.ts';
import { deregisterThen, followDeregistration, wishDeregistration } from './deregistration.ts';
import { countEvaluation, newEvaluation, warnOfEvaluation } from './evaluation.ts';
import { passTime } from './passing-time.ts';
import type { Agent } from './ports.ts';
import { PROFILES } from './profile.ts';
import { beginRegistration } from './registration.ts';
import { repeatRequest, startNextRequest } from './requests.ts';
import { retryNow } from './retry-now.ts';
import { type Moment, type Step, Turn } from './turn.ts';
import { noteBlocked } from './verdict.ts';

export function step(agent: Agent, event: AgentEvent, moment: Moment): Step {
  const turn = new Turn(agent, moment, event.job);
  if (event.kind === 'started') passTime(turn, event.opened);
  passTime(turn);
  warnOfEvaluation(turn);
  warnOfCertificate(turn);
  checkClock(turn);
  handle(turn, event);
  followDeregistration(turn);
  // A fleet must not send all that was missed at once: what is due goes out when its turn has come.
  if (event.kind !== 'started' && event.kind !== 'look') startNextRequest(turn);
  countEvaluation(turn);
  noteBlocked(turn);
  return turn.result();
}

function handle(turn: Turn, event: AgentEvent): void {
  switch (event.kind) {
    case 'due':
    case 'look':
      return;
    case 'started':
      repeatRequest(turn);
      return;
    case 'answer':
      takeAnswer(turn, event.requestId, event.answer);
      return;
    case 'configure':
      configure(turn, event);
      return;
    case 'edit':
      edit(turn, event);
      return;
    case 'register':
      beginRegistration(turn, event.force, event.actor);
      return;
    case 'authorize':
      wishAuthorization(turn);
      return;
    case 'renew':
      wishRenewal(turn);
      return;
    case 'deregister':
      wishDeregistration(turn);
      return;
    case 'retry':
      retryNow(turn, event.categories);
      return;
    case 'remove':
      deregisterThen(turn, { kind: 'remove' }, event.actor);
      return;
    case 'clear-mark':
      clearMark(turn, event.actor);
  }
}

/** An instance as it is added: Un-Configured, its whole evaluation before it. */
export function newAgent(instance: Instance, now: Now): Agent {
  const blocked = PROFILES[instance.profile].unconfigured === 'blocked';
  return {
    instance,
    configuration: INITIAL_CONFIGURATION,
    lastGood: null,
    state: {
      identity: null,
      attempt: null,
      registrationFailed: false,
      authorization: { kind: 'none' },
      nextAuthorizationAt: null,
      renewal: null,
      certificateWarnedAtHours: null,
      clockOutsideSince: null,
      deregistration: null,
      evaluation: newEvaluation(now),
      request: null,
      polls: {},
      failures: {},
      registrationSuccessful: null,
      authorizationSuccessful: null,
      lastAttemptAt: null,
      lastContactAt: null,
      silent: false,
      mayStillHoldLicences: false,
      blockedSince: blocked ? now.wallMs : null,
    },
  };
}
