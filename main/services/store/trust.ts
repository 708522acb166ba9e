// Certificates that an administrator trusts for one licence server: roots of its signatures and of its TLS. Kept per origin, so
// that what was added for one server counts for no other.
import { refuse } from '../../../shared/errors.ts';
import type { TrustKind } from '../../../shared/model/trusted-certificate.ts';
import { certificatesIn } from '../transport/chain.ts';
import type { StoreClient } from './store-client.ts';
import { asAppFailure } from './store-errors.ts';
import type { TrustRow } from './store-protocol.ts';

/** `addedAt` is epoch ms; `fingerprint` SHA-256 in hex with colons. */
export type TrustedCertificate = Omit<TrustRow, 'id'> & { id: string };

export interface TrustStore {
  /** Of the server of a URL, or of all servers; oldest first. */
  list(url?: string): Promise<TrustedCertificate[]>;
  /** Every certificate of the PEM text. Returns the ids of those that were not there yet. Throws `invalid-input`, `store-*`. */
  add(url: string, kind: TrustKind, pem: string): Promise<string[]>;
  remove(id: string): Promise<void>;
  /** PEM texts of what was added for the server of a URL. */
  rootsFor(url: string): Promise<{ signerRoots: string[]; tlsRoots: string[] }>;
}

/** Scheme, host and port of a URL in lower case, e.g. `https://ssm.example:443`. */
export function originOf(url: string): string {
  const { protocol, hostname, port } = new URL(url);
  const standard = protocol === 'https:' ? '443' : '80';
  return `${protocol}//${hostname.toLowerCase().replace(/\.$/, '')}:${port || standard}`;
}

export function trustStore(client: StoreClient, now: () => number, user: string | null): TrustStore {
  const list = async (url?: string) => {
    const rows = await asAppFailure(client.call('trust', { origin: url === undefined ? null : originOf(url) }));
    return rows.map((row) => ({ ...row, id: String(row.id) }));
  };
  return {
    list,
    async add(url, kind, pem) {
      const origin = originOf(url);
      const rows = readCertificates(pem).map((certificate) => ({
        origin,
        kind,
        fingerprint: certificate.fingerprint256,
        pem: certificate.toString(),
        addedAt: now(),
      }));
      return (await asAppFailure(client.call('addTrust', { rows, user }))).map(String);
    },
    async remove(id) {
      await asAppFailure(client.call('removeTrust', { id: Number(id), at: now(), user }));
    },
    async rootsFor(url) {
      const rows = await list(url);
      const of = (kind: TrustKind) => rows.filter((row) => row.kind === kind).map((row) => row.pem);
      return { signerRoots: of('signer'), tlsRoots: of('tls') };
    },
  };
}

function readCertificates(pem: string) {
  try {
    const certificates = certificatesIn(pem);
    if (certificates.length > 0) return certificates;
  } catch {
    // Told below: the reason inside node:crypto says nothing to an administrator.
  }
  throw refuse('invalid-input', 'There is no readable PEM certificate in this file.');
}
