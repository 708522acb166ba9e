// The certificate library, loaded when the first certificate is made: its import costs a tenth of a second, and it needs
// `reflect-metadata` to be there before it.
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, webcrypto } from 'node:crypto';
import { promisify } from 'node:util';

export const RSA_SHA256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
/** The library wants the type of browsers, which nothing here knows. */
export const libraryCrypto = webcrypto as never;

export async function loadX509() {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

const generate = promisify(generateKeyPair);

/** A new RSA 2048 key, made in the thread pool; PKCS#8 PEM. */
export async function newPrivateKey(): Promise<string> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

export const publicPemOf = (privateKeyPem: string): string =>
  createPublicKey(createPrivateKey(privateKeyPem)).export({ type: 'spki', format: 'pem' }).toString();

export const forSigning = (privateKeyPem: string) =>
  webcrypto.subtle.importKey('pkcs8', der(createPrivateKey(privateKeyPem), 'pkcs8'), RSA_SHA256, false, ['sign']);

export const forVerifying = (publicKeyPem: string) =>
  webcrypto.subtle.importKey('spki', der(createPublicKey(publicKeyPem), 'spki'), RSA_SHA256, true, ['verify']);

const der = (key: KeyObject, type: 'pkcs8' | 'spki') => key.export({ type: type as 'spki', format: 'der' });
