// The vault of computers without a keystore: AES-256-GCM under a random key in a file that only this user can read. Whoever can
// read the file can read the secrets; the user is told so.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { refuse } from '../../../shared/errors.ts';
import { createPrivateFile } from '../host/private-file.ts';
import type { Vault } from './vault.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Makes the key if there is none. Throws `store-unavailable` where the file is open to others, of wrong length or unreadable. */
export function keyFileVault(file: string): Vault {
  const key = readKey(file);
  return {
    backend: 'key-file',
    // Nonce, tag, ciphertext. A random nonce is good for 2^32 secrets under one key.
    encrypt(text, boundTo) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(boundTo));
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
    },
    decrypt(sealed, boundTo) {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error('it is too short');
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(boundTo))
        .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
    },
  };
}

function readKey(file: string): Buffer {
  try {
    createPrivateFile(file, randomBytes(KEY_BYTES));
    const { mode, uid } = statSync(file);
    // Windows keeps the file private by its folder in the user's profile; the mode says nothing there.
    if (process.platform !== 'win32' && ((mode & 0o077) !== 0 || uid !== process.getuid?.()))
      throw unusable(file, 'others than its owner could read it. Make it private (mode 600) and renew what it protects');
    const key = readFileSync(file);
    if (key.length !== KEY_BYTES)
      throw unusable(file, `it has ${key.length} bytes instead of ${KEY_BYTES}. Restore it from a back-up`);
    return key;
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw unusable(file, `${error.message}`);
    throw error;
  }
}

const unusable = (file: string, why: string) => refuse('store-unavailable', `The key ${file} cannot be used: ${why}.`);
