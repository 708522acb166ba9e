// Trusted certificates in memory, as the real store keeps them: by origin and kind, each certificate once, unreadable PEM refused.

import { originOf, type TrustedCertificate, type TrustStore } from '../../main/services/store/trust.ts';
import { certificatesIn } from '../../main/services/transport/chain.ts';
import { refuse } from '../../shared/app-failure.ts';

export class MemoryTrust implements TrustStore {
  kept: TrustedCertificate[] = [];
  #ids = 0;

  async list(url?: string): Promise<TrustedCertificate[]> {
    return this.kept.filter(({ origin }) => url === undefined || origin === originOf(url));
  }

  async add(url: string, kind: TrustedCertificate['kind'], pem: string): Promise<string[]> {
    const added: TrustedCertificate[] = [];
    for (const certificate of certificatesOf(pem)) {
      const [origin, fingerprint] = [originOf(url), certificate.fingerprint256];
      if (this.kept.some((one) => one.origin === origin && one.kind === kind && one.fingerprint === fingerprint)) continue;
      this.#ids += 1;
      added.push({ id: String(this.#ids), origin, kind, fingerprint, pem: certificate.toString(), addedAt: 0 });
    }
    this.kept.push(...added);
    return added.map(({ id }) => id);
  }

  async remove(id: string): Promise<void> {
    this.kept = this.kept.filter((one) => one.id !== id);
  }

  async rootsFor(url: string): Promise<{ signerRoots: string[]; tlsRoots: string[] }> {
    const rows = await this.list(url);
    const of = (wanted: string) => rows.filter(({ kind }) => kind === wanted).map(({ pem }) => pem);
    return { signerRoots: of('signer'), tlsRoots: of('tls') };
  }
}

function certificatesOf(pem: string) {
  try {
    return certificatesIn(pem);
  } catch {
    throw refuse('invalid-input', 'There is no readable PEM certificate in this file.');
  }
}
