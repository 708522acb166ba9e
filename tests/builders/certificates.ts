// Certificate authorities of tests: roots, issuing authorities and leaves, each with its own key, dates and CA flag. Made straight
// with the library, so that a test never trusts what the product itself would have written.
import 'reflect-metadata';
import { createPublicKey, generateKeyPairSync, type KeyObject, webcrypto, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const DAY = 86_400_000;
/** The middle of every validity that a test does not set: whole seconds, since certificates have no finer ones. */
export const MIDDLE = Date.UTC(2026, 10, 1, 12);

export type Issued = { pem: string; certificate: X509Certificate; key: KeyObject; keyPem: string };
export type Plan = {
  /** The subject, in order, as `[{ CN: 'a' }, { O: 'b' }]`. */
  subject: Record<string, string>[];
  /** None: self-signed. */
  issuer?: Issued;
  ca?: boolean;
  from?: number;
  to?: number;
  /** hex */
  serial?: string;
  dns?: string[];
  ip?: string[];
  key?: KeyObject;
  /** Certifies this key and not one of its own: `key` of the result is then of no use. */
  publicKey?: KeyObject;
};

export const rsaKey = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

const signingKey = (key: KeyObject) =>
  webcrypto.subtle.importKey('pkcs8', key.export({ type: 'pkcs8', format: 'der' }), ALGORITHM, true, ['sign']);
const publicKey = (key: KeyObject) => {
  const spki = (key.type === 'public' ? key : createPublicKey(key)).export({ type: 'spki', format: 'der' });
  return webcrypto.subtle.importKey('spki', spki, ALGORITHM, true, ['verify']);
};

export async function issue(plan: Plan): Promise<Issued> {
  const key = plan.key ?? rsaKey();
  const subject = plan.subject.map((part) =>
    Object.fromEntries(Object.entries(part).map(([type, value]) => [type, [{ utf8String: value }]])),
  );
  const names: { type: 'dns' | 'ip'; value: string }[] = [
    ...(plan.dns ?? []).map((value) => ({ type: 'dns' as const, value })),
    ...(plan.ip ?? []).map((value) => ({ type: 'ip' as const, value })),
  ];
  const name = new x509.Name(subject);
  const made = await x509.X509CertificateGenerator.create(
    {
      serialNumber: plan.serial ?? '01',
      subject: name,
      issuer: plan.issuer === undefined ? name : new x509.X509Certificate(plan.issuer.pem).subjectName,
      notBefore: new Date(plan.from ?? MIDDLE - 365 * DAY),
      notAfter: new Date(plan.to ?? MIDDLE + 365 * DAY),
      signingKey: await signingKey(plan.issuer?.key ?? key),
      publicKey: await publicKey(plan.publicKey ?? key),
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(plan.ca ?? false, undefined, true),
        ...(names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names)]),
      ],
    },
    webcrypto as unknown as Crypto,
  );
  const pem = `${made.toString('pem')}\n`;
  return { pem, certificate: new X509Certificate(pem), key, keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** A root, an issuing authority under it and a signing certificate under that. */
export async function chainOfThree(name = 'Test'): Promise<{ root: Issued; issuing: Issued; leaf: Issued }> {
  const root = await issue({ subject: [{ CN: `${name} Root` }, { O: name }], ca: true });
  const issuing = await issue({ subject: [{ CN: `${name} Issuing` }], issuer: root, ca: true, serial: '02' });
  const leaf = await issue({ subject: [{ CN: `${name} Signer` }], issuer: issuing, serial: '7fffffffffffffff03' });
  return { root, issuing, leaf };
}

/** What a certificate request says. */
export function readCsr(pem: string): { subject: string; publicKeyPem: string } {
  const request = new x509.Pkcs10CertificateRequest(pem);
  return { subject: request.subject, publicKeyPem: request.publicKey.toString('pem') };
}
