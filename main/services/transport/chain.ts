// Chains of certificates, checked link by link with node:crypto at the moment that the caller names: CA flag, issuer, signature,
// dates, up to a trusted root. (Path length, key usage and revocation are not looked at: the dialect has none of them.)
import { X509Certificate } from 'node:crypto';
import { sameSerial, serialToDecimal } from './serial.ts';

/** All certificates of a PEM text. Throws where one cannot be read. */
export function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

export const validFrom = (certificate: X509Certificate): number => Date.parse(certificate.validFrom);
export const validTo = (certificate: X509Certificate): number => Date.parse(certificate.validTo);

const issued = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

const validAt = (certificate: X509Certificate, at: number): boolean => at >= validFrom(certificate) && at <= validTo(certificate);

/** At most this many links: leaf, intermediates, root. */
const MAX_LINKS = 6;

/**
 * The trusted root that `leaf` leads to over any of `intermediates`, every link valid at `at` (epoch ms); null: none.
 * A root in `intermediates` counts for nothing: trust comes from `roots` alone.
 */
export function rootOf(
  leaf: X509Certificate,
  intermediates: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: number,
): X509Certificate | null {
  const climb = (certificate: X509Certificate, links: number): X509Certificate | null => {
    if (!validAt(certificate, at) || links > MAX_LINKS) return null;
    for (const root of roots) if (issued(certificate, root) && validAt(root, at)) return root;
    for (const next of intermediates) {
      if (next.fingerprint256 === certificate.fingerprint256 || !issued(certificate, next)) continue;
      const found = climb(next, links + 1);
      if (found !== null) return found;
    }
    return null;
  };
  return climb(leaf, 1);
}

export const hasSerial = (certificate: X509Certificate, decimal: string): boolean =>
  sameSerial(serialToDecimal(certificate.serialNumber), decimal);
