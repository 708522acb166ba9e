// The PKCS#10 request of a registration or renewal: subject `CN=<serial>` and nothing else. The library is loaded when the first
// one is made: it costs a tenth of a second that most starts do not need.
import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto';

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/** PEM. `privateKeyPem`: PKCS#8, RSA. */
export async function certificateRequest(privateKeyPem: string, serialNumber: string): Promise<string> {
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const privateKey = createPrivateKey(privateKeyPem);
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const keys = {
    privateKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, true, ['sign']),
    publicKey: await webcrypto.subtle.importKey('spki', spki, ALGORITHM, true, ['verify']),
  };
  // A bare string would be interpreted (quotes, backslashes, #); `utf8String` takes it as it is.
  const name = new x509.Name([{ CN: [{ utf8String: serialNumber }] }]);
  const request = await x509.Pkcs10CertificateRequestGenerator.create({ keys, signingAlgorithm: ALGORITHM, name });
  return request.toString('pem');
}
