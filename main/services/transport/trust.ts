// Which roots count for a licence server: of signatures (licensing roots) and of TLS. Verification is never off.
import type { X509Certificate } from 'node:crypto';
import { certificatesIn } from './chain.ts';

/** What was added for the licence server of a URL, as PEM texts; the operating system's TLS roots come on top. */
export interface TrustPort {
  rootsFor(url: string): Promise<{ signerRoots: string[]; tlsRoots: string[]; simulatorRoot: string | null }>;
}

const SIMULATOR_SUBJECT = ['CN=Licence Simulator Root', 'O=Simulator'];

/** SECURITY: whoever holds a simulator's key must not be able to sign for a live server. */
export const isLiveServer = (host: string): boolean => /(^|\.)cisco\.com\.?$/i.test(host);

/** The licensing roots for a host. Neither a root with the simulator's subject nor this installation's own counts for a live server. */
export function signerRoots(host: string, added: readonly string[], simulatorRoot: string | null): X509Certificate[] {
  const own = simulatorRoot === null ? [] : [simulatorRoot];
  const roots = [...added, ...own].flatMap(certificatesIn);
  if (!isLiveServer(host)) return roots;
  const forbidden = new Set(own.flatMap(certificatesIn).map((root) => root.fingerprint256));
  return roots.filter((root) => !forbidden.has(root.fingerprint256) && !isSimulatorSubject(root));
}

const isSimulatorSubject = (root: X509Certificate): boolean => {
  const parts = root.subject.split('\n').map((part) => part.trim());
  return SIMULATOR_SUBJECT.every((part) => parts.includes(part));
};
