// The server says that it does not know this instance: Un-Identified, failed, until somebody registers it again.
import type { Failure } from '../../shared/model/failure.ts';
import { clearFailures, countFailure } from './failures.ts';
import { dropIdentity } from './identity.ts';
import type { Turn } from './turn.ts';

export function loseRegistration(turn: Turn, failure: Failure): void {
  dropIdentity(turn);
  clearFailures(turn, 'authorization', 'renewal');
  turn.set({ registrationFailed: true, registrationSuccessful: false });
  countFailure(turn, 'registration', failure);
}
