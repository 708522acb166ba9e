// Makes certificates: X.509 version 3, RSA 2048 with SHA-256, names kept as they are given.
import type { Extension, JsonNameParams } from '@peculiar/x509';
import { serialToHex } from '../../services/transport/serial.ts';
import { forSigning, forVerifying, libraryCrypto, loadX509, publicPemOf, RSA_SHA256 } from './x509-library.ts';

/** From 2000 to the end that RFC 5280 names for "no end": roots, whose dates no accelerated clock may leave behind. */
export const UNBOUNDED = { from: Date.UTC(2000, 0, 1), to: Date.UTC(9999, 11, 31, 23, 59, 59) };

/** A bare string would be interpreted by the library (quotes, backslashes, #); `utf8String` keeps it. */
export const distinguishedName = (...parts: [type: 'CN' | 'O', value: string][]): JsonNameParams =>
  parts.map(([type, value]) => ({ [type]: [{ utf8String: value }] }));

/** Who signs: its name as it stands in its own certificate, and its key. */
export type Issuer = { name: JsonNameParams; privateKeyPem: string };

export type CertificateOrder = {
  /** decimal */
  serial: string;
  subject: JsonNameParams;
  publicKeyPem: string;
  issuer: Issuer;
  /** epoch ms, kept in whole seconds */
  validity: { from: number; to: number };
  use: 'authority' | 'signature' | 'server';
  /** Of a server's certificate. */
  addresses?: { dns: string[]; ip: string[] };
};

/** PEM, without a line break at its end. */
export async function makeCertificate(order: CertificateOrder): Promise<string> {
  const x509 = await loadX509();
  const { issuer, validity, use, addresses } = order;
  const authority = use === 'authority';
  const flags = x509.KeyUsageFlags;
  const publicKey = await forVerifying(order.publicKeyPem);
  const issuerKey = await forVerifying(publicPemOf(issuer.privateKeyPem));
  const extensions: Extension[] = [
    new x509.BasicConstraintsExtension(authority, undefined, true),
    new x509.KeyUsagesExtension(authority ? flags.keyCertSign | flags.cRLSign : flags.digitalSignature, true),
    await x509.SubjectKeyIdentifierExtension.create(publicKey, false, libraryCrypto),
    await x509.AuthorityKeyIdentifierExtension.create(issuerKey, false, libraryCrypto),
  ];
  if (use === 'server') extensions.push(new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]));
  if (addresses !== undefined) {
    const dns = addresses.dns.map((value) => ({ type: 'dns' as const, value }));
    const ip = addresses.ip.map((value) => ({ type: 'ip' as const, value }));
    extensions.push(new x509.SubjectAlternativeNameExtension([...dns, ...ip]));
  }
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: serialToHex(order.serial),
      subject: new x509.Name(order.subject),
      issuer: new x509.Name(issuer.name),
      notBefore: new Date(wholeSeconds(validity.from)),
      notAfter: new Date(wholeSeconds(Math.min(validity.to, UNBOUNDED.to))),
      signingAlgorithm: RSA_SHA256,
      publicKey,
      signingKey: await forSigning(issuer.privateKeyPem),
      extensions,
    },
    libraryCrypto,
  );
  return certificate.toString('pem');
}

const wholeSeconds = (at: number): number => Math.floor(at / 1000) * 1000;
