// What a believed answer means to the agent: done, refused, to be polled, or no answer after all.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { FailureCategory } from '../../../shared/model/failure.ts';
import type { Identity, SigningCertificate } from '../../agent/agent-state.ts';
import type { LicenceAnswer, LicenceRequest } from '../../agent/ports.ts';
import { certificatesIn, hasSerial, rootOf, validFrom, validTo } from './chain.ts';
import { COMPLIANCE, type ErrorCode } from './dialect.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import {
  authorizationDataSchema,
  failureDataSchema,
  pollDataSchema,
  registrationDataSchema,
  renewalDataSchema,
} from './message.ts';
import type { Outgoing } from './outgoing.ts';
import { sameSerial } from './serial.ts';
import { type Believed, checkBroughtSigner } from './verify.ts';

const CATEGORIES: Readonly<Record<ErrorCode, FailureCategory>> = {
  TOKEN_INVALID: 'token-invalid',
  TOKEN_EXPIRED: 'token-expired',
  ALREADY_REGISTERED: 'already-registered',
  NOT_REGISTERED: 'not-registered',
  INVALID_TAG: 'invalid-tag',
  CLOCK_SKEW: 'clock-skew',
  SERVER_BUSY: 'server-refused',
  OTHER: 'server-refused',
};

/** `now`: epoch ms of the folder's clock. Throws ExchangeFailure for an OK that lacks what it must have. */
export function incoming(request: LicenceRequest, sent: Outgoing, answer: Believed, now: number): LicenceAnswer {
  const { statusCode, statusMessage, retryAfterMs, data } = answer;
  switch (statusCode) {
    case 'OK_POLL':
      return { kind: 'poll', pollId: parsed(pollDataSchema, data).poll_id, retryAfterMs };
    case 'VERSION_TOO_HIGH':
      return {
        kind: 'refused',
        failure: { category: 'version-too-high', text: statusMessage || statusCode, at: now },
        retryAfterMs,
      };
    case 'FAILED': {
      const code = parsed(failureDataSchema, data).error_code;
      if (code === 'NOT_REGISTERED' && request.operation === 'deregistration') return { kind: 'deregistered', retryAfterMs };
      const facts: Record<string, number> = code === 'CLOCK_SKEW' ? { spanMs: Math.abs(answer.at - now) } : {};
      const failure = { category: CATEGORIES[code], text: statusMessage || code, at: now, facts };
      return { kind: code === 'SERVER_BUSY' ? 'no-answer' : 'refused', failure, retryAfterMs };
    }
    case 'OK':
      return done(request, sent, answer);
  }
}

function done(request: LicenceRequest, sent: Outgoing, answer: Believed): LicenceAnswer {
  const { retryAfterMs, data, signer } = answer;
  switch (request.operation) {
    case 'registration': {
      const registered = parsed(registrationDataSchema, data);
      const issued = issuedCertificate(registered, sent, answer);
      return {
        kind: 'registered',
        retryAfterMs,
        ...issued.dates,
        identity: {
          productInstanceIdentifier: registered.product_instance_identifier,
          keyId: request.keyId,
          ...issued.certificate,
          signers: [signer],
          smartAccount: registered.smart_account ?? null,
          virtualAccount: registered.virtual_account ?? null,
          entitlementVersion: 0,
        },
      };
    }
    case 'renewal': {
      const renewed = parsed(renewalDataSchema, data);
      // First, since it reads the chain that the new certificate may need too.
      const signers = withSigner(request.identity, checkBroughtSigner(data, answer));
      const issued = issuedCertificate(renewed, sent, answer);
      const identity = { ...request.identity, keyId: request.keyId, ...issued.certificate, signers };
      return { kind: 'renewed', retryAfterMs, ...issued.dates, identity };
    }
    case 'authorization': {
      const { compliance_status, entitlement_version, next_auth_time, auth_expire_time } = parsed(authorizationDataSchema, data);
      return {
        kind: 'authorized',
        retryAfterMs,
        compliance: compliance_status === COMPLIANCE.in ? 'in' : 'out',
        entitlementVersion: entitlement_version,
        nextAt: next_auth_time ?? null,
        deadline: auth_expire_time ?? null,
      };
    }
    case 'deregistration':
      return { kind: 'deregistered', retryAfterMs };
  }
}

type Issued = {
  id_cert: string;
  id_cert_serial_number: string;
  sub_ca_certs: string[];
  expire_time?: number | null | undefined;
  next_renew_time?: number | null | undefined;
};

/** The identity certificate: to the same root, for the key of our request, with the serial number that is said. */
function issuedCertificate(issued: Issued, { newKeyPem }: Outgoing, { root, at }: Believed) {
  const certificate = readCertificate(issued.id_cert);
  const intermediates = issued.sub_ca_certs.flatMap(certificatesIn);
  const fits =
    certificate !== null &&
    newKeyPem !== null &&
    certificate.checkPrivateKey(createPrivateKey(newKeyPem)) &&
    hasSerial(certificate, issued.id_cert_serial_number) &&
    rootOf(certificate, intermediates, [root], at) !== null;
  if (!fits)
    throw new ExchangeFailure(
      'bad-signature',
      'The identity certificate does not fit its request, its serial number or the licensing root.',
    );
  return {
    certificate: {
      certificatePem: issued.id_cert,
      certificateSerial: issued.id_cert_serial_number,
      issuedAt: validFrom(certificate),
    },
    dates: {
      certificateExpiresAt: validTo(certificate),
      expiresAt: issued.expire_time ?? null,
      renewAt: issued.next_renew_time ?? null,
    },
  };
}

function readCertificate(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
}

/** Known signers stay, so that an answer under an older one is still believed; the newest is last and is named in requests. */
const withSigner = ({ signers }: Identity, signer: SigningCertificate): SigningCertificate[] => [
  ...signers.filter((known) => !sameSerial(known.serial, signer.serial)).slice(-3),
  signer,
];

function parsed<T>(schema: { safeParse(data: unknown): { success: true; data: T } | { success: false } }, data: unknown): T {
  const result = schema.safeParse(data);
  if (!result.success) throw new ExchangeFailure('unreadable-answer', 'A field is missing in the answer.');
  return result.data;
}
