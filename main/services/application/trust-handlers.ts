// Certificates that are trusted for one licence server: told with fingerprint and dates, added, removed. What failed for want of one
// is tried again as soon as it is there.
import { X509Certificate } from 'node:crypto';
import type { Output, ParsedInput } from '../../../shared/ipc/contract.ts';
import type { FailureCategory } from '../../../shared/model/failure.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import { checkPem, checkServerUrl } from '../../../shared/model/field-rules.ts';
import type { TrustedCertificate, TrustKind } from '../../../shared/model/trusted-certificate.ts';
import { originOf, type TrustStore } from '../store/trust.ts';
import { certificatesIn, validFrom, validTo } from '../transport/chain.ts';
import type { Application } from './application.ts';
import { refuseProblems } from './refusals.ts';

/** The failures that a certificate of each kind may mend. */
const MENDS: Readonly<Record<TrustKind, readonly FailureCategory[]>> = { tls: ['tls-untrusted'], signer: ['bad-signature'] };

export function trustHandlers({ fleet, trust }: Pick<Application, 'fleet' | 'trust'>) {
  const retry = async (origin: string, kind: TrustKind): Promise<number> => {
    const ofServer = fleet
      .rows()
      .filter(({ serverUrl, failure }) => failure !== null && serverUrl !== null && originOf(serverUrl) === origin);
    // The certificate is kept already: an instance that cannot be stored now tries at its own time.
    const tried = await Promise.allSettled(ofServer.map(({ id }) => fleet.retry(id, MENDS[kind])));
    return tried.filter((result) => result.status === 'fulfilled' && result.value).length;
  };

  return {
    'trust.list': async (): Promise<Output<'trust.list'>> => (await trust.list()).map(described),

    'trust.add': async ({ url, kind, pem }: ParsedInput<'trust.add'>): Promise<Output<'trust.add'>> => {
      refuseProblems([checkServerUrl(url), checkPem(pem)]);
      refuseProblems([checkUse(pem, url, kind)]);
      const added = await trust.add(url, kind, pem);
      return { added, retried: added.length === 0 ? 0 : await retry(originOf(url), kind) };
    },

    'trust.remove': async ({ id }: ParsedInput<'trust.remove'>): Promise<Output<'trust.remove'>> => {
      await trust.remove(id);
      return {};
    },
  };
}

/** What could never help is refused instead of kept in vain. */
function checkUse(pem: string, url: string, kind: TrustKind): FieldProblem | null {
  const found = (rule: string, message: string, subject = ''): FieldProblem => ({
    field: 'ca-file',
    rule,
    message,
    values: { subject },
  });
  if (kind === 'tls' && !/^https:/i.test(url)) return found('no-tls', 'This server is reached over http: no TLS, no CA file.');
  const certificates = readable(pem);
  if (certificates === null) return found('unreadable', 'There is a certificate in this file that cannot be read.');
  // A server that signs its TLS certificate itself is trusted by that very certificate.
  const useless = certificates.find((one) => !one.ca && !(kind === 'tls' && one.checkIssued(one)));
  if (useless === undefined) return null;
  const name = nameOf(useless.subject);
  return found('no-authority', `“${name}” is no certificate authority: it vouches for nobody else.`, name);
}

function readable(pem: string): X509Certificate[] | null {
  try {
    return certificatesIn(pem);
  } catch {
    return null;
  }
}

export function described({
  id,
  origin,
  kind,
  fingerprint,
  pem,
}: Awaited<ReturnType<TrustStore['list']>>[number]): TrustedCertificate {
  const certificate = new X509Certificate(pem);
  return {
    id,
    origin,
    kind,
    name: nameOf(certificate.subject),
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    fingerprint256: fingerprint,
    validFrom: validFrom(certificate),
    validTo: validTo(certificate),
  };
}

/** A certificate may have no subject or issuer at all. */
const oneLine = (name: string | undefined): string => (name ?? '').split('\n').join(', ');
const nameOf = (subject: string | undefined): string => /^CN=(.+)$/m.exec(subject ?? '')?.[1] ?? oneLine(subject);
