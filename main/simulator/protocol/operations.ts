// What the licence server decides about a request that is in order. A decision says the answer and what would change in the books;
// nothing changes until it is committed.
import { DAY, HOUR } from '../../../shared/durations.ts';
import { COMPLIANCE, ENFORCE_MODE, ENTITLEMENT_VERSION } from '../../services/transport/dialect.ts';
import type { SigningCertificates } from '../authority/signing-certificates.ts';
import { type Book, dropInstance, findVirtualAccount, putInstance } from '../book/book.ts';
import { PRODUCT } from '../book/catalogue.ts';
import type { Operation, OperationOf } from '../book/operation.ts';
import type { Answer } from '../book/poll.ts';
import { licencesOf, type ProductInstance, type Udi, udiOf } from '../book/product-instance.ts';
import { judgeToken, useToken } from '../book/token.ts';
import { accepted, refused } from './answers.ts';
import type { Identities } from './identities.ts';

export type Decision = { answer: Answer; commit: () => void };
export type Office = { book: Book; identities: Identities; signers: SigningCertificates; newIdentifier: () => string };

const NEXT_AUTHORIZATION_MS = { in: 30 * DAY, out: 12 * HOUR };
const AUTHORIZATION_LIFE_MS = 90 * DAY;

const unchanged = (answer: Answer): Decision => ({ answer, commit: () => undefined });

/** `at`: epoch ms of the server's clock. */
export function decide(operation: Operation, udi: Udi, office: Office, at: number): Promise<Decision> | Decision {
  if (operation.type === 'REGISTRATION') return register(operation, udi, office, at);
  const instance = office.book.instances.get(udiOf(udi));
  if (instance === undefined) return unchanged(refused('NOT_REGISTERED', 'This product instance is not registered here'));
  if (operation.type === 'AUTHORIZATION') return authorize(operation, instance, office, at);
  if (operation.type === 'ID_CERT_RENEW') return renew(operation, instance, office, at);
  return {
    answer: accepted({}, 'The product instance has been removed'),
    commit: () => void dropInstance(office.book, udiOf(udi)),
  };
}

async function register(operation: OperationOf<'REGISTRATION'>, udi: Udi, office: Office, at: number): Promise<Decision> {
  const { book } = office;
  const former = book.instances.get(udiOf(udi));
  const before = former?.registration ?? null;
  const signer = await office.signers.current(at);
  if (before !== null && before.tokenId === operation.tokenId && before.publicKey === operation.publicKey) {
    return unchanged(accepted(before.answer, 'The product instance has been registered', signer.serial));
  }
  const verdict = judgeToken(book, operation.tokenId, at);
  if (!verdict.good) return unchanged(refused(verdict.code, verdict.reason));
  if (operation.softwareTag !== PRODUCT.softwareTag) return unchanged(unknownTag(operation.softwareTag));
  if (former !== undefined && !operation.force) {
    return unchanged(refused('ALREADY_REGISTERED', 'A product instance with this UDI is registered already'));
  }
  const { token } = verdict;
  const { account, virtualAccount } = token;
  const { wire, ...identity } = await office.identities.issue(udi.serial, operation.publicKey, at);
  const identifier = office.newIdentifier();
  const answer = {
    product_instance_identifier: identifier,
    ...wire,
    smart_account: account,
    virtual_account: virtualAccount,
    export_control_allowed: token.exportControlled,
  };
  const commit = () => {
    useToken(book, token);
    putInstance(book, {
      ...udi,
      identifier,
      account,
      virtualAccount,
      hostname: operation.hostname,
      softwareTag: operation.softwareTag,
      registeredAt: at,
      lastContactAt: at,
      contacts: 1,
      identity: { serial: identity.serial, publicKey: identity.publicKey },
      nextIdentity: null,
      identityExpiresAt: identity.expiresAt,
      entitlements: [],
      entitlementVersion: 0,
      compliance: null,
      registration: { tokenId: token.id, publicKey: operation.publicKey, answer },
    });
  };
  return { answer: accepted(answer, 'The product instance has been registered', signer.serial), commit };
}

function authorize(operation: OperationOf<'AUTHORIZATION'>, instance: ProductInstance, { book }: Office, at: number): Decision {
  const { entitlements, softwareTag } = operation;
  if (softwareTag !== instance.softwareTag) return unchanged(unknownTag(softwareTag));
  const stranger = entitlements.find(({ tag }) => tag !== PRODUCT.entitlementTag);
  if (stranger !== undefined) return unchanged(unknownTag(stranger.tag));
  if (operation.entitlementVersion > instance.entitlementVersion) {
    return unchanged(refused('OTHER', 'request_data: entitlement_version was never given in this registration'));
  }
  const account = findVirtualAccount(book, instance.account, instance.virtualAccount);
  const others = (account?.inUse ?? 0) - licencesOf(instance.entitlements);
  const compliance = others + licencesOf(entitlements) > (account?.purchased ?? 0) ? 'out' : 'in';
  const entitlementVersion = instance.entitlementVersion + 1;
  const data = {
    entitlements: entitlements.map(({ tag, licences }) => ({
      tag,
      version: ENTITLEMENT_VERSION,
      requested_count: licences,
      enforce_mode: ENFORCE_MODE[compliance],
      display_name: PRODUCT.licenceName,
      description: PRODUCT.licenceDescription,
    })),
    compliance_status: COMPLIANCE[compliance],
    entitlement_version: entitlementVersion,
    auth_expire_time: at + AUTHORIZATION_LIFE_MS,
    next_auth_time: at + NEXT_AUTHORIZATION_MS[compliance],
  };
  return {
    answer: accepted(data, COMPLIANCE[compliance]),
    commit: () => putInstance(book, { ...instance, entitlements, entitlementVersion, compliance }),
  };
}

async function renew(operation: OperationOf<'ID_CERT_RENEW'>, instance: ProductInstance, office: Office, at: number) {
  const { wire, ...identity } = await office.identities.issue(instance.serial, operation.publicKey, at);
  const signer = await office.signers.after(operation.signerSerial, at);
  const nextIdentity = { serial: identity.serial, publicKey: identity.publicKey };
  const commit = () => putInstance(office.book, { ...instance, nextIdentity, identityExpiresAt: identity.expiresAt });
  return { answer: accepted(wire, 'The identity certificate has been renewed', signer.serial), commit };
}

const unknownTag = (tag: string): Answer => refused('INVALID_TAG', `The tag ${tag.slice(0, 120)} is not known here`);
