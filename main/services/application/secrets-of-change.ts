// Secrets that belong to a change are kept before it is acted on, and taken back when it is refused: all or nothing.
import { refuse } from '../../../shared/app-failure.ts';
import type { AgentState } from '../../agent/agent-state.ts';
import type { Application } from './application.ts';

/**
 * Names as in SecretStore; null removes. Restores what was there when `act` rejects. Throws `in-progress` for a token while a
 * registration runs, before anything is written: its request may not have read its own token yet.
 */
export async function withSecrets(
  { secrets, fleet }: Pick<Application, 'secrets' | 'fleet'>,
  instanceId: string,
  wanted: Record<string, string | null>,
  act: () => Promise<void>,
): Promise<void> {
  const state = async () => (await fleet.agent(instanceId))?.agent.state;
  if ('token' in wanted && (await state())?.attempt?.retryAt === null)
    throw refuse('in-progress', 'Registration in progress: wait for the answer of the licence server.');

  const before = new Map<string, string | null>();
  const keep = (name: string, value: string | null) =>
    value === null ? secrets.remove(instanceId, name) : secrets.put(instanceId, name, value);
  try {
    for (const [name, value] of Object.entries(wanted)) {
      const kept = await secrets.get(instanceId, name).catch(() => undefined);
      if (kept !== undefined) before.set(name, kept);
      await keep(name, value);
      // What cannot be opened cannot be put back, and stays where it is unless it has been written over.
      if (kept === undefined) before.set(name, null);
    }
    await act();
  } catch (refusal) {
    for (const [name, value] of before) await keep(name, name === 'token' && !needsToken(await state()) ? null : value);
    throw refusal;
  }
}

/** A token whose registration was answered meanwhile is not put back. */
function needsToken(state: AgentState | undefined): boolean {
  const after = state?.deregistration?.after;
  return Boolean(state?.attempt) || (after?.kind === 'configure' && after.register !== null);
}
