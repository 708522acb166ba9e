// What encrypts secrets at rest. A vault is found by the backend's name that is stored beside each ciphertext.
import type { SecretBackend } from '../../../shared/model/fleet-snapshot.ts';

export interface Vault {
  readonly backend: SecretBackend;
  /** `boundTo` is the place of the secret: what was moved to another place cannot be opened there. */
  encrypt(text: string, boundTo: string): Buffer;
  /** Throws where the ciphertext was changed, moved, or made with another key. */
  decrypt(ciphertext: Buffer, boundTo: string): string;
}

/**
 * A vault whose cipher knows no associated data (the operating system's keystore): the place is encrypted with the secret, and
 * compared when it is opened.
 */
export function boundVault(
  backend: SecretBackend,
  cipher: { encrypt(text: string): Buffer; decrypt(ciphertext: Buffer): string },
): Vault {
  return {
    backend,
    encrypt: (text, boundTo) => cipher.encrypt(JSON.stringify([boundTo, text])),
    decrypt(ciphertext, boundTo) {
      const opened: unknown = JSON.parse(cipher.decrypt(ciphertext));
      if (!Array.isArray(opened) || opened[0] !== boundTo || typeof opened[1] !== 'string')
        throw new Error('it was kept for something else');
      return opened[1];
    },
  };
}
