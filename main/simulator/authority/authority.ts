// The simulator's own certificate authority: a licensing root with an issuing authority under it, the signing certificates that
// sign answers, and a separate root for HTTPS. What it keeps is one JSON value, so that it can stand in either file.
import { z } from 'zod';
import { DAY } from '../../../shared/durations.ts';
import { isSerial } from '../../services/transport/serial.ts';
import { distinguishedName, type Issuer, makeCertificate, UNBOUNDED } from './certificate.ts';
import { newPrivateKey, publicPemOf } from './x509-library.ts';

const certifiedSchema = z.object({
  serial: z.string().refine(isSerial),
  certificate: z.string(),
  privateKey: z.string(),
});
/** A certificate with its key: PEM, PKCS#8 PEM. */
export type Certified = z.infer<typeof certifiedSchema>;

export const signerSchema = certifiedSchema.extend({ validFrom: z.number(), validTo: z.number() });
export type Signer = z.infer<typeof signerSchema>;

export const authoritySchema = z.object({
  root: certifiedSchema,
  issuing: certifiedSchema,
  /** Oldest first; the last one signs unless a request names another. */
  signers: z.array(signerSchema),
  tlsRoot: certifiedSchema,
  tlsServer: certifiedSchema,
  /** From which the texts of registration tokens are worked out, so that none of them is on the disk. */
  tokenKey: z.string().min(32),
});
export type Authority = z.infer<typeof authoritySchema>;

/** The subjects, exactly as the certificates carry them. */
const NAMES = {
  root: distinguishedName(['CN', 'Licence Simulator Root'], ['O', 'Simulator']),
  issuing: distinguishedName(['CN', 'Licence Simulator Issuing CA'], ['O', 'Simulator']),
  signer: distinguishedName(['CN', 'Licence Simulator Signing'], ['O', 'Simulator']),
  tlsRoot: distinguishedName(['CN', 'Licence Simulator TLS Root'], ['O', 'Simulator']),
  tlsServer: distinguishedName(['CN', 'localhost'], ['O', 'Simulator']),
};

const SIGNER_LIFE_MS = 3650 * DAY;
/** Room for clocks that are behind. */
const BACKDATE_MS = DAY;

export type NewSerial = () => string;

export async function makeAuthority(newSerial: NewSerial, tokenKey: string): Promise<Authority> {
  const [root, tlsRoot] = await Promise.all([selfSigned(NAMES.root, newSerial()), selfSigned(NAMES.tlsRoot, newSerial())]);
  const [issuing, tlsServer] = await Promise.all([
    certify({
      serial: newSerial(),
      subject: NAMES.issuing,
      issuer: { name: NAMES.root, privateKeyPem: root.privateKey },
      use: 'authority',
      validity: UNBOUNDED,
    }),
    certify({
      serial: newSerial(),
      subject: NAMES.tlsServer,
      issuer: { name: NAMES.tlsRoot, privateKeyPem: tlsRoot.privateKey },
      use: 'server',
      validity: UNBOUNDED,
      addresses: { dns: ['localhost'], ip: ['127.0.0.1', '::1'] },
    }),
  ]);
  return { root, issuing, signers: [], tlsRoot, tlsServer, tokenKey };
}

/** A new signing certificate, valid for ten years from a day before `at` (epoch ms, the server's clock). */
export async function makeSigner(authority: Authority, serial: string, at: number): Promise<Signer> {
  const validity = { from: at - BACKDATE_MS, to: at + SIGNER_LIFE_MS };
  const made = await certify({ serial, subject: NAMES.signer, issuer: issuerOf(authority), use: 'signature', validity });
  return { ...made, validFrom: validity.from, validTo: validity.to };
}

/** The identity certificate of a product instance; PEM. `expiresAt` is epoch ms. */
export function makeIdentityCertificate(
  authority: Authority,
  order: { serial: string; productSerial: string; publicKeyPem: string; at: number; expiresAt: number },
): Promise<string> {
  return makeCertificate({
    serial: order.serial,
    subject: distinguishedName(['CN', order.productSerial]),
    publicKeyPem: order.publicKeyPem,
    issuer: issuerOf(authority),
    validity: { from: order.at - BACKDATE_MS, to: order.expiresAt },
    use: 'signature',
  });
}

/** Positive, of 126 bits, in decimal: `uuid` is any UUID. */
export const serialFromUuid = (uuid: string): string => BigInt(`0x4${uuid.replaceAll('-', '').slice(1)}`).toString();

const issuerOf = ({ issuing }: Authority): Issuer => ({ name: NAMES.issuing, privateKeyPem: issuing.privateKey });

type Order = Omit<Parameters<typeof makeCertificate>[0], 'publicKeyPem'>;

async function certify(order: Order): Promise<Certified> {
  const privateKey = await newPrivateKey();
  const certificate = await makeCertificate({ ...order, publicKeyPem: publicPemOf(privateKey) });
  return { serial: order.serial, certificate, privateKey };
}

async function selfSigned(name: Issuer['name'], serial: string): Promise<Certified> {
  const privateKey = await newPrivateKey();
  const certificate = await makeCertificate({
    serial,
    subject: name,
    publicKeyPem: publicPemOf(privateKey),
    issuer: { name, privateKeyPem: privateKey },
    validity: UNBOUNDED,
    use: 'authority',
  });
  return { serial, certificate, privateKey };
}
