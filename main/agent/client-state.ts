// Smart License Client State, Licensing State and the status of the registration, from the stored facts (section 3).
import type { ClientState, LicensingState, RegistrationStatus } from '../../shared/model/summary.ts';
import type { AgentState } from './agent-state.ts';
import type { Agent } from './ports.ts';

type Facts = Pick<Agent, 'configuration' | 'state'>;

export function clientStateOf({ configuration, state }: Facts): ClientState {
  if (!configuration.enabled) return 'Un-Configured';
  if (state.identity === null) return 'Un-Identified';
  switch (state.authorization.kind) {
    case 'none':
    case 'waiting':
      return 'Registered';
    case 'authorized':
      return 'Authorized';
    case 'out-of-compliance':
      return 'Out Of Compliance';
    case 'expired':
      return 'Authorization Expired';
  }
}

/** `evaluationLeftMs`: the balance at the moment that is asked about. */
export function licensingStateOf(clientState: ClientState, evaluationLeftMs: number): LicensingState | null {
  switch (clientState) {
    case 'Un-Configured':
      return null;
    case 'Un-Identified':
    case 'Registered':
      return evaluationLeftMs > 0 ? 'Eval' : 'EvalExpired';
    case 'Authorized':
      return 'InCompliance';
    case 'Out Of Compliance':
      return 'OutOfCompliance';
    case 'Authorization Expired':
      return 'AuthorizationExpired';
  }
}

export function registrationStatusOf(state: AgentState): RegistrationStatus {
  if (state.identity !== null) return 'complete';
  if (state.attempt !== null) return state.attempt.retryAt === null ? 'in-progress' : 'retry';
  return state.registrationFailed ? 'failed' : 'none';
}
