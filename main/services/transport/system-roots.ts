// The TLS roots of the operating system: on Linux its bundle file, on top of those that Node brings. Windows' and macOS' own stores
// cannot be read by the runtime that this was tested on: there an administrator adds the CA file.
import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';

const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt', // Debian, Ubuntu
  '/etc/pki/tls/certs/ca-bundle.crt', // Red Hat
  '/etc/ssl/ca-bundle.pem', // SUSE
  '/etc/ssl/cert.pem', // Alpine, macOS
];

export async function systemRoots(): Promise<string[]> {
  for (const file of BUNDLES) {
    const bundle = await readFile(file, 'utf8').catch(() => null);
    if (bundle !== null) return [...rootCertificates, bundle];
  }
  return [...rootCertificates];
}
