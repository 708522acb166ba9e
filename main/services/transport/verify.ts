// The checks of an answer, in the order of wire-protocol.md: JSON, signature and chain, nonce, product instance, request type.
// What comes out is an answer that can be believed; each check that fails has its own category.
import { X509Certificate } from 'node:crypto';
import type { Identity, SigningCertificate } from '../../agent/agent-state.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import type { KnownChains, SignerRoots } from './known-chains.ts';
import { type Header, responseEnvelopeSchema, responseSchema, signerDataSchema } from './message.ts';
import { sameSerial } from './serial.ts';
import { verifyText } from './signature.ts';

/** What was sent, as far as the answer must agree with it. `brings`: a registration or its poll, whose answer brings the signer. */
export type Sent = {
  header: Pick<Header, 'nonce' | 'request_type' | 'product_instance_identifier'> & {
    sudi: { udi_pid: string; udi_serial_number: string };
  };
  brings: boolean;
  identity: Identity | null;
};

export type Believed = {
  statusCode: 'OK' | 'OK_POLL' | 'FAILED' | 'VERSION_TOO_HIGH';
  statusMessage: string;
  retryAfterMs: number | null;
  data: unknown;
  /** The server's clock, epoch ms: used to judge chains. */
  at: number;
  signer: SigningCertificate;
  root: X509Certificate;
  chains: KnownChains;
};

const unreadable = (text: string) => new ExchangeFailure('unreadable-answer', text);
const badSignature = (text: string) => new ExchangeFailure('bad-signature', text);

/** Throws ExchangeFailure. `roots`: the licensing roots that count for this server; `chains`: what was checked before. */
export function verifyAnswer(envelopeJson: string, sent: Sent, roots: SignerRoots, chains: KnownChains): Believed {
  const envelope = responseEnvelopeSchema.safeParse(json(envelopeJson));
  if (!envelope.success) throw unreadable('The answer is not a response envelope.');
  const { signature, response } = envelope.data;
  const parsed = responseSchema.safeParse(json(response));
  if (!parsed.success) throw unreadable('The answer does not have the fields of a response.');
  const { header, status_code, status_message, retry_time_seconds, response_data } = parsed.data;
  const data = json(response_data);

  const signer = sent.brings ? broughtSigner(data) : knownSigner(sent.identity, signature.key);
  const { leaf, root } = readable(() => chains.signer(signer, roots, header.timestamp)) ?? untrusted(signer);
  if (!sameSerial(signature.key, signer.serial) || !sameSerial(header.signing_cert_serial_number, signer.serial))
    throw badSignature('The answer is signed under another certificate than it names.');
  if (!verifyText(response, signature.value, leaf.publicKey)) throw badSignature('The signature of the answer does not fit.');

  if (header.nonce !== sent.header.nonce)
    throw new ExchangeFailure('wrong-nonce', 'The answer carries another nonce than the request.');
  const { udi_pid, udi_serial_number } = header.sudi;
  const { sudi, product_instance_identifier } = sent.header;
  if (
    udi_pid !== sudi.udi_pid ||
    udi_serial_number !== sudi.udi_serial_number ||
    header.product_instance_identifier !== product_instance_identifier
  )
    throw new ExchangeFailure('wrong-instance', `The answer is for ${udi_pid} ${udi_serial_number}.`);
  if (header.request_type !== sent.header.request_type)
    throw unreadable(`The answer is to a request of type ${header.request_type.slice(0, 40)}.`);

  return {
    statusCode: status_code,
    statusMessage: status_message ?? '',
    retryAfterMs: retry_time_seconds ? Math.max(0, retry_time_seconds * 1000) : null,
    data,
    at: header.timestamp,
    signer,
    root,
    chains,
  };
}

function broughtSigner(data: unknown): SigningCertificate {
  const brought = signerDataSchema.safeParse(data);
  if (!brought.success) throw badSignature('The answer brings no signing certificate.');
  const { signing_cert, signing_cert_serial_number, sub_ca_certs } = brought.data;
  return { serial: signing_cert_serial_number, pem: signing_cert, subCaPems: sub_ca_certs };
}

function knownSigner(identity: Identity | null, serial: string): SigningCertificate {
  const known = identity?.signers.find((signer) => sameSerial(signer.serial, serial));
  if (known === undefined) throw badSignature('The answer is signed under a certificate that is not known.');
  return known;
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw badSignature('The signing certificate of the answer cannot be read, or has another serial number than it says.');
  }
}

function untrusted({ pem }: SigningCertificate): never {
  const { issuer } = new X509Certificate(pem);
  throw badSignature(`The signing certificate of the answer leads to no trusted licensing root (issuer: ${issuer}).`);
}

/** A signing certificate that an answer brings for later: it must lead to the same root. */
export function checkBroughtSigner(data: unknown, { root, at, chains }: Believed): SigningCertificate {
  const signer = broughtSigner(data);
  const roots = { name: root.fingerprint256, roots: [root] };
  if (readable(() => chains.signer(signer, roots, at)) === null)
    throw badSignature('The new signing certificate leads to another root.');
  return signer;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable('The answer is not JSON.');
  }
}
