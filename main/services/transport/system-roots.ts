// The TLS roots of the operating system, on top of those that Node brings: asked from the runtime where it can (Node 22.15 and later,
// every platform), else from the bundle file of the platform. On an older runtime Windows' and macOS' own stores cannot be read:
// there an administrator adds the CA file.
import { readFile } from 'node:fs/promises';
import * as tls from 'node:tls';

const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt', // Debian, Ubuntu
  '/etc/pki/tls/certs/ca-bundle.crt', // Red Hat
  '/etc/ssl/ca-bundle.pem', // SUSE
  '/etc/ssl/cert.pem', // Alpine, macOS
];

/** What of Node's `tls` is used; `getCACertificates` is not there before 22.15. */
type Runtime = { rootCertificates: readonly string[]; getCACertificates?: (type: 'system') => string[] };

/** PEM texts, each of one certificate or more. */
export async function systemRoots(runtime: Runtime = tls, bundles: readonly string[] = BUNDLES): Promise<string[]> {
  const { rootCertificates } = runtime;
  const asked = runtime.getCACertificates?.('system') ?? [];
  if (asked.length > 0) return [...rootCertificates, ...asked];
  for (const file of bundles) {
    const bundle = await readFile(file, 'utf8').catch(() => null);
    if (bundle !== null) return [...rootCertificates, bundle];
  }
  return [...rootCertificates];
}
