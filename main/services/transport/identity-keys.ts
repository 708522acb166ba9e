// The private keys of identity certificates: made off the main thread, kept in the secret store before anything is sent, and
// made once per key id, so that every retry of a registration sends the same request.
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { SecretStore } from '../../agent/ports.ts';

const generate = promisify(generateKeyPair);

export class IdentityKeys {
  /** Keys that are being made, so that one id never gets two. */
  readonly #making = new Map<string, Promise<string>>();

  constructor(private readonly secrets: SecretStore) {}

  /** PKCS#8 PEM; made if there is none yet. */
  async ensure(instanceId: string, keyId: string): Promise<string> {
    const kept = await this.secrets.get(instanceId, nameOf(keyId));
    if (kept !== null) return kept;
    const making = this.#making.get(keyId) ?? this.#make(instanceId, keyId).finally(() => this.#making.delete(keyId));
    this.#making.set(keyId, making);
    return making;
  }

  /** Null: lost. The registration under it must be made again. */
  find(instanceId: string, keyId: string): Promise<string | null> {
    return this.secrets.get(instanceId, nameOf(keyId));
  }

  async #make(instanceId: string, keyId: string): Promise<string> {
    const { privateKey } = await generate('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await this.secrets.put(instanceId, nameOf(keyId), pem);
    return pem;
  }
}

const nameOf = (keyId: string): string => `key:${keyId}`;
