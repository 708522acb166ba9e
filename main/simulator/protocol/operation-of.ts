// From a message in its wire names to what it asks for. The token's text ends here.
import type { Operation } from '../book/operation.ts';
import type { TokenTexts } from '../book/token.ts';
import type { Message } from './message-form.ts';

/** `csrKey`: the public key of the request's CSR (SPKI PEM), where it has one. */
export function operationOf(message: Exclude<Message, { type: 'POLL' }>, csrKey: string | null, tokens: TokenTexts): Operation {
  const publicKey = csrKey ?? '';
  switch (message.type) {
    case 'REGISTRATION':
      return {
        type: 'REGISTRATION',
        tokenId: tokens.idOf(message.body.id_token),
        force: message.body.force,
        softwareTag: message.body.software_tag_identifier,
        hostname: message.body.hostname,
        publicKey,
      };
    case 'AUTHORIZATION':
      return {
        type: 'AUTHORIZATION',
        softwareTag: message.body.software_tag_identifier,
        entitlements: message.body.entitlements.map((one) => ({
          tag: one.tag,
          licences: one.requested_count,
          requestedAt: one.requested_date,
        })),
        entitlementVersion: message.body.entitlement_version,
      };
    case 'ID_CERT_RENEW':
      return { type: 'ID_CERT_RENEW', publicKey, signerSerial: message.header.signing_cert_serial_number };
    case 'DEREGISTRATION':
      return { type: 'DEREGISTRATION' };
  }
}
