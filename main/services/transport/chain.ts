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

/** At most this many links below the root, and so many authorities looked at: a hostile answer must not cost seconds. */
const MAX_LINKS = 6;
const MAX_INTERMEDIATES = 16;

/** A trusted root, and from when to when (epoch ms, both included) every certificate of the way to it is valid. */
export type Trusted = { root: X509Certificate; from: number; to: number };

/**
 * The trusted root that `leaf` leads to over any of `intermediates`, every link valid at `at` (epoch ms); null: none.
 * A root in `intermediates` counts for nothing: trust comes from `roots` alone.
 */
export function trustedRoot(
  leaf: X509Certificate,
  intermediates: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: number,
): Trusted | null {
  let unseen = intermediates.slice(0, MAX_INTERMEDIATES).filter((one) => validAt(one, at));
  let reached: X509Certificate[][] = validAt(leaf, at) ? [[leaf]] : [];
  for (let links = 1; links <= MAX_LINKS && reached.length > 0; links += 1) {
    for (const root of roots) {
      const way = validAt(root, at) ? wayUnder(root, reached) : undefined;
      if (way !== undefined) return { root, ...validityOf([...way, root]) };
    }
    const below = reached;
    reached = unseen.flatMap((one) => {
      const way = wayUnder(one, below);
      return way === undefined ? [] : [[...way, one]];
    });
    unseen = unseen.filter((one) => !reached.some((way) => way.includes(one)));
  }
  return null;
}

export const rootOf = (...chain: Parameters<typeof trustedRoot>): X509Certificate | null => trustedRoot(...chain)?.root ?? null;

/** The way, from the leaf on, whose last certificate `issuer` has issued. */
const wayUnder = (issuer: X509Certificate, ways: readonly X509Certificate[][]): X509Certificate[] | undefined =>
  ways.find((way) => {
    const last = way.at(-1);
    return last !== undefined && issued(last, issuer);
  });

const validityOf = (certificates: readonly X509Certificate[]): { from: number; to: number } => ({
  from: Math.max(...certificates.map(validFrom)),
  to: Math.min(...certificates.map(validTo)),
});

export const hasSerial = (certificate: X509Certificate, decimal: string): boolean =>
  sameSerial(serialToDecimal(certificate.serialNumber), decimal);
