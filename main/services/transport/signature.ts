// RSASSA-PKCS1-v1_5 with SHA-256 over the UTF-8 bytes of a string exactly as it is sent or was received.
import { createPublicKey, type KeyLike, KeyObject, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';

export const signText = (text: string, privateKey: KeyLike): string =>
  sign('sha256', Buffer.from(text, 'utf8'), privateKey).toString('base64');

const signInPool = promisify(sign);

/** The same off the main thread. */
export async function signTextInPool(text: string, privateKey: KeyLike): Promise<string> {
  return (await signInPool('sha256', Buffer.from(text, 'utf8'), privateKey)).toString('base64');
}

/** False for whatever is no signature of this text by this key; never throws for what came from outside. */
export function verifyText(text: string, signature: string, publicKey: KeyLike): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return false;
  try {
    const key = publicKey instanceof KeyObject ? publicKey : createPublicKey(publicKey);
    // Another kind of key would be verified by another algorithm.
    return key.asymmetricKeyType === 'rsa' && verify('sha256', Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
