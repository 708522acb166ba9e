// Reads the PKCS#10 request of a registration or renewal, and holds it to the protocol's rules.
import { createPublicKey } from 'node:crypto';
import { libraryCrypto, loadX509 } from './x509-library.ts';

const KEY_BITS = 2048;

/**
 * The public key (SPKI PEM) of a request with the subject `CN=<serial>` and nothing else, an RSA 2048 key and a signature by it.
 * Null: the text is anything else.
 */
export async function requestedKey(csrPem: string, serial: string): Promise<string | null> {
  if (!csrPem.includes('-----BEGIN CERTIFICATE REQUEST-----')) return null;
  const x509 = await loadX509();
  try {
    const request = new x509.Pkcs10CertificateRequest(csrPem);
    const subject = request.subjectName.toJSON();
    if (subject.length !== 1 || Object.keys(subject[0] ?? {}).join() !== 'CN') return null;
    const names = request.subjectName.getField('CN');
    if (names.length !== 1 || names[0] !== serial) return null;
    const key = createPublicKey({ key: Buffer.from(request.publicKey.rawData), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails?.modulusLength !== KEY_BITS) return null;
    if (!(await request.verify(libraryCrypto))) return null;
    return key.export({ type: 'spki', format: 'pem' }).toString();
  } catch {
    return null;
  }
}
