// Signing certificates whose way to a trusted root was checked already: a licence server signs all its answers under one. A way is
// remembered for the very certificates and roots that it was checked with, and counts only while all of them are valid; what leads
// to no root is never remembered.
import { X509Certificate } from 'node:crypto';
import type { SigningCertificate } from '../../agent/agent-state.ts';
import { certificatesIn, hasSerial, type Trusted, trustedRoot } from './chain.ts';

/** The licensing roots that count for a server, with what tells them from others. */
export type SignerRoots = { readonly name: string; readonly roots: readonly X509Certificate[] };
type KnownSigner = Trusted & { leaf: X509Certificate };

const MOST_KEPT = 64;

export class KnownChains {
  readonly #signers = new Map<string, KnownSigner>();
  readonly #roots = new Map<string, SignerRoots>();

  /** `read` is called where these PEM texts have not been read yet for this host. */
  roots(host: string, pems: readonly string[], read: () => X509Certificate[]): SignerRoots {
    const name = [host, ...pems].join('\n');
    return remembered(this.#roots, name, () => ({ name, roots: read() }));
  }

  /** The signer's certificate and the root that it leads to at `at` (epoch ms); null: to none. Throws where it cannot be read. */
  signer({ serial, pem, subCaPems }: SigningCertificate, { name, roots }: SignerRoots, at: number): KnownSigner | null {
    const key = [serial, pem, ...subCaPems, name].join('\n');
    const known = this.#signers.get(key);
    if (known !== undefined && at >= known.from && at <= known.to) return known;
    const leaf = new X509Certificate(pem);
    if (!hasSerial(leaf, serial)) throw new Error('serial');
    const trusted = trustedRoot(leaf, subCaPems.flatMap(certificatesIn), roots, at);
    if (trusted === null) return null;
    this.#signers.delete(key);
    return remembered(this.#signers, key, () => ({ leaf, ...trusted }));
  }
}

/** What is kept under `key`, made if there is nothing; the oldest goes where there is too much. */
function remembered<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = make();
  for (const oldest of kept.keys()) {
    if (kept.size < MOST_KEPT) break;
    kept.delete(oldest);
  }
  kept.set(key, made);
  return made;
}
