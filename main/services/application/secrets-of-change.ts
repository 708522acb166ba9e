// Secrets that belong to a change are kept before it is acted on, and taken back when it is refused: all or nothing.
import type { SecretStore } from '../../agent/ports.ts';

/** Names as in SecretStore; null removes. Restores what was there when `act` rejects. */
export async function withSecrets(
  secrets: SecretStore,
  instanceId: string,
  wanted: Record<string, string | null>,
  act: () => Promise<void>,
): Promise<void> {
  const before = new Map<string, string | null>();
  const keep = (name: string, value: string | null) =>
    value === null ? secrets.remove(instanceId, name) : secrets.put(instanceId, name, value);
  try {
    for (const [name, value] of Object.entries(wanted)) {
      before.set(name, await secrets.get(instanceId, name).catch(() => null));
      await keep(name, value);
    }
    await act();
  } catch (refusal) {
    for (const [name, value] of before) await keep(name, value);
    throw refusal;
  }
}
