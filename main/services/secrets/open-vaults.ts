// The vaults of a data folder: the one that new secrets are kept with, and those that earlier ones may have been kept with.
import type { SecretBackend } from '../../../shared/model/fleet-snapshot.ts';
import { keyFileVault } from './key-file.ts';
import type { Vault } from './vault.ts';

/** As secretStore takes them. */
export type Vaults = { backend: SecretBackend; vaultFor: (wanted: SecretBackend) => Vault | null };

/** The keystore where there is one, else the key file; what the other one has kept stays readable. */
export async function openVaults(keystore: () => Promise<Vault | null>, keyFile: string): Promise<Vaults> {
  const found = await keystore();
  const backend: SecretBackend = found === null ? 'key-file' : 'keystore';
  let fileVault: Vault | null = null;
  const vaultFor = (wanted: SecretBackend): Vault | null => {
    if (wanted === 'keystore') return found;
    if (wanted === 'session-only') return null;
    fileVault ??= keyFileVault(keyFile);
    return fileVault;
  };
  return { backend, vaultFor };
}
