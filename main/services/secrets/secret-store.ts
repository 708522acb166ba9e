// The agents' secrets, encrypted at rest. What cannot be opened is told and stays where it is: it may open again once its keystore
// is back. A registration token is kept only where the operating system protects it, and otherwise for this session.
import { refuse } from '../../../shared/errors.ts';
import type { SecretBackend } from '../../../shared/model/fleet-snapshot.ts';
import type { SecretStore } from '../../agent/ports.ts';
import type { SecretRows } from '../store/open-store.ts';
import { asAppFailure } from '../store/store-errors.ts';
import type { Vault } from './vault.ts';

export type SecretStoreOptions = {
  rows: SecretRows;
  /** What new secrets are kept with; `session-only`: nothing is kept over a restart. */
  backend: SecretBackend;
  /** Asked by the name stored beside a ciphertext, so that what an earlier backend kept stays readable; null: not there now. */
  vaultFor: (backend: SecretBackend) => Vault | null;
};

/** Rejects with `store-full`, `store-unavailable` (also for a secret that cannot be opened), `not-found` (no such instance). */
export function secretStore({ rows, backend, vaultFor }: SecretStoreOptions): SecretStore {
  const session = new Map<string, string>();
  const sessionOnly = (name: string) => backend === 'session-only' || (backend === 'key-file' && name === 'token');

  return {
    async put(instanceId, name, value) {
      const place = placeOf(instanceId, name);
      if (sessionOnly(name)) {
        session.set(place, value);
        await asAppFailure(rows.remove(instanceId, name));
        return;
      }
      const vault = vaultFor(backend);
      if (vault === null) throw refuse('store-unavailable', `The ${WORDS[backend]} is not there, so no secret can be kept.`);
      await asAppFailure(rows.put(instanceId, name, { backend, ciphertext: vault.encrypt(value, place) }));
      session.delete(place);
    },

    async get(instanceId, name) {
      const place = placeOf(instanceId, name);
      const kept = session.get(place);
      if (kept !== undefined) return kept;
      const row = await asAppFailure(rows.get(instanceId, name));
      if (row === null) return null;
      const vault = isBackend(row.backend) ? vaultFor(row.backend) : null;
      const keptWith = isBackend(row.backend) ? WORDS[row.backend] : row.backend;
      if (vault === null) throw unopened(name, `the ${keptWith} that it was kept with is not there`);
      try {
        return vault.decrypt(Buffer.from(row.ciphertext), place);
      } catch {
        throw unopened(name, `it was changed, or the ${keptWith} has another key now`);
      }
    },

    async remove(instanceId, name) {
      session.delete(placeOf(instanceId, name));
      await asAppFailure(rows.remove(instanceId, name));
    },
  };
}

const WORDS: Record<SecretBackend, string> = {
  keystore: 'keystore of the operating system',
  'key-file': 'key file',
  'session-only': 'session',
};
const isBackend = (name: string): name is SecretBackend => Object.hasOwn(WORDS, name);

const placeOf = (instanceId: string, name: string): string => `${instanceId}/${name}`;

function unopened(name: string, why: string) {
  const what = name === 'token' ? 'The registration token' : name === 'proxy-password' ? 'The proxy password' : 'The private key';
  const cure = name === 'proxy-password' ? 'enter it again' : 'register the instance again with a new token';
  return refuse('store-unavailable', `${what} cannot be opened: ${why}. If that cannot be mended, ${cure}.`);
}
