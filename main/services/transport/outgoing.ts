// A licence request as it goes out: which type, under which identity, with which body, signed with which key.
import type { Identity } from '../../agent/agent-state.ts';
import type { LicenceRequest, SecretStore } from '../../agent/ports.ts';
import { certificateRequest } from './certificate-request.ts';
import { ENTITLEMENT_VERSION, type RequestType } from './dialect.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import type { IdentityKeys } from './identity-keys.ts';
import { buildRequest, type HeaderFields, sealRequest } from './message.ts';
import { signTextInPool } from './signature.ts';

const TYPES = {
  registration: 'REGISTRATION',
  authorization: 'AUTHORIZATION',
  renewal: 'ID_CERT_RENEW',
  deregistration: 'DEREGISTRATION',
} as const satisfies Record<LicenceRequest['operation'], RequestType>;

/** `newKeyPem`: the key that a certificate is asked for, with a registration or renewal. */
export type Outgoing = { envelope: string; header: HeaderFields; identity: Identity | null; newKeyPem: string | null };

/** There is no token to register with: it is not kept on this computer over a restart. */
export class TokenMissing extends Error {}

/** `timestamp`: epoch ms of the folder's clock. Throws TokenMissing and ExchangeFailure. */
export async function outgoing(
  request: LicenceRequest,
  keys: IdentityKeys,
  secrets: SecretStore,
  timestamp: number,
  nonce: string,
): Promise<Outgoing> {
  const { operation, sudi, route, poll } = request;
  const identity = operation === 'registration' ? null : request.identity;
  const asksForCertificate = operation === 'registration' || operation === 'renewal';
  const newKeyPem = asksForCertificate ? await keys.ensure(route.instanceId, request.keyId) : null;
  const header: HeaderFields = {
    ...sudi,
    timestamp,
    nonce,
    requestType: poll === null ? TYPES[operation] : 'POLL',
    productInstanceIdentifier: identity?.productInstanceIdentifier ?? '',
    idCertSerial: identity?.certificateSerial ?? '',
    signingCertSerial: identity?.signers.at(-1)?.serial ?? '',
  };
  const body = poll === null ? await bodyOf(request, newKeyPem, secrets) : { poll_id: poll, action: TYPES[operation] };
  const key = identity === null ? newKeyPem : await keys.find(route.instanceId, identity.keyId);
  if (key === null)
    throw new ExchangeFailure(
      'unknown',
      'The private key of this registration is lost on this computer: register again with force.',
    );
  const text = buildRequest(header, body);
  return { envelope: sealRequest(text, await signTextInPool(text, key)), header, identity, newKeyPem };
}

async function bodyOf(request: LicenceRequest, newKeyPem: string | null, secrets: SecretStore): Promise<Record<string, unknown>> {
  const { sudi, route } = request;
  switch (request.operation) {
    case 'registration': {
      const token = await secrets.get(route.instanceId, 'token');
      if (token === null) throw new TokenMissing();
      return {
        id_token: token,
        force: request.force,
        software_tag_identifier: request.softwareTag,
        hostname: request.hostname,
        csr: await certificateRequest(newKeyPem ?? '', sudi.serial),
      };
    }
    case 'authorization':
      return {
        software_tag_identifier: request.softwareTag,
        entitlements: request.entitlements.map(({ tag, licences, requestedAt }) => ({
          tag,
          version: ENTITLEMENT_VERSION,
          requested_count: licences,
          requested_date: requestedAt,
        })),
        entitlement_version: request.identity.entitlementVersion,
      };
    case 'renewal':
      return { csr: await certificateRequest(newKeyPem ?? '', sudi.serial) };
    case 'deregistration':
      return {};
  }
}
