// A certificate that an administrator trusts for one licence server, as people read it; its PEM text stays in main.
import { z } from 'zod';

/** `signer`: a root of the server's signatures. `tls`: a root of its TLS certificate, beside those of the operating system. */
export const trustKindSchema = z.enum(['signer', 'tls']);
export type TrustKind = z.infer<typeof trustKindSchema>;

export const trustedCertificateSchema = z.object({
  id: z.string(),
  /** Scheme, host and port of the licence server, e.g. `https://ssm.example:443`. */
  origin: z.string(),
  kind: trustKindSchema,
  /** The common name, else the whole subject. */
  name: z.string(),
  subject: z.string(),
  issuer: z.string(),
  /** SHA-256 in upper-case hex with colons. */
  fingerprint256: z.string(),
  /** Epoch ms, both. */
  validFrom: z.number(),
  validTo: z.number(),
});
export type TrustedCertificate = z.infer<typeof trustedCertificateSchema>;
