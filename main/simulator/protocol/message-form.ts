// The rules of a request's form: which fields, of which kinds, in which order, and that the layers say the same. Stricter than a
// reader has to be, since a server that overlooks a fault of the agent's would hide it.
import { z } from 'zod';
import { ENTITLEMENT_VERSION, REQUEST_TYPES, SIGNATURE_TYPE, VERSION } from '../../services/transport/dialect.ts';
import type { Received } from './received.ts';

const LATEST = Date.UTC(9999, 11, 31);
const shortText = z.string().max(255);
const moment = z.number().int().min(0).max(LATEST);
const nothingOrText = shortText.nullable();
const serial = z.string().regex(/^\d{0,80}$/);
const nonce = z
  .string()
  .regex(/^(0|[1-9]\d{0,19})$/)
  .refine((text) => BigInt.asUintN(64, BigInt(text)) === BigInt(text));

const sudiSchema = z.looseObject({
  suvi: nothingOrText,
  uuid: nothingOrText,
  host_identifier: nothingOrText,
  mac_address: nothingOrText,
  udi_pid: shortText.min(1),
  udi_serial_number: shortText.min(1),
  udi_vid: nothingOrText,
});

const headerSchema = z.looseObject({
  version: shortText,
  locale: shortText,
  sudi: sudiSchema,
  timestamp: moment,
  nonce,
  request_type: z.enum(REQUEST_TYPES),
  agent_actions: z.null(),
  connect_info: z.null(),
  product_instance_identifier: shortText,
  id_cert_serial_number: serial,
  signing_cert_serial_number: serial,
});
export type RequestHeader = z.infer<typeof headerSchema>;

const envelopeSchema = z.looseObject({
  signature: z.looseObject({ type: z.literal(SIGNATURE_TYPE), value: z.base64().min(1) }),
  credential: z.null().optional(),
});

const bodySchemas = {
  REGISTRATION: z.looseObject({
    id_token: z.string(),
    force: z.boolean(),
    software_tag_identifier: shortText,
    hostname: shortText,
    csr: z.string().max(16_384),
  }),
  AUTHORIZATION: z.looseObject({
    software_tag_identifier: shortText,
    entitlements: z
      .array(
        z.looseObject({
          tag: shortText,
          version: z.literal(ENTITLEMENT_VERSION),
          requested_count: z.number().int().min(0).max(1_000_000_000),
          requested_date: moment,
        }),
      )
      .max(1_000),
    entitlement_version: z.number().int().min(0),
  }),
  ID_CERT_RENEW: z.looseObject({ csr: z.string().max(16_384) }),
  DEREGISTRATION: z.looseObject({}),
  POLL: z.looseObject({ poll_id: shortText.min(1), action: z.enum(REQUEST_TYPES).exclude(['POLL']) }),
} as const;
type Bodies = { [T in keyof typeof bodySchemas]: { type: T; body: z.infer<(typeof bodySchemas)[T]> } };
export type Message = { header: RequestHeader; signature: string } & Bodies[keyof Bodies];
export type PolledType = Extract<Message, { type: 'POLL' }>['body']['action'];

/** `2.0` and `1.2` are above; what is no version at all is a matter of form. */
export function versionIsTooHigh(version: unknown): boolean {
  const parts = typeof version === 'string' ? /^(\d{1,6})\.(\d{1,6})$/.exec(version) : null;
  if (parts === null) return false;
  const [major, minor] = VERSION.split('.').map(Number) as [number, number];
  return Number(parts[1]) > major || (Number(parts[1]) === major && Number(parts[2]) > minor);
}

/** The message, or in one sentence which rule was broken. `body`: null where there is none. */
export function readMessage(received: Received, body: Record<string, unknown> | null): Message | string {
  const envelope = envelopeSchema.safeParse(received.envelope);
  if (!envelope.success) return broken('envelope', envelope.error);
  const parsed = headerSchema.safeParse(received.header);
  if (!parsed.success) return broken('header', parsed.error);
  const header = parsed.data;
  if (!/^\d{1,6}\.\d{1,6}$/.test(header.version)) return 'header: version is no version';
  if (!inOrder(received.header, headerSchema) || !inOrder(received.header.sudi, sudiSchema)) return 'header: fields out of order';
  if (body === null) return 'request_data is missing';
  const mismatch = commonMismatch(received, body);
  if (mismatch !== null) return mismatch;
  const type = header.request_type;
  const read = bodySchemas[type].safeParse(body);
  if (!read.success) return broken('request_data', read.error);
  const message = { header, signature: envelope.data.signature.value, type, body: read.data } as Message;
  if (isForRegistration(message) && !hasNoIdentity(header)) return 'header: a registration carries no identity';
  return message;
}

/** A REGISTRATION, or a POLL for one: signed by the key of its CSR. */
export const isForRegistration = (message: Message): boolean =>
  message.type === 'REGISTRATION' || (message.type === 'POLL' && message.body.action === 'REGISTRATION');

const hasNoIdentity = (header: RequestHeader): boolean =>
  header.product_instance_identifier === '' && header.id_cert_serial_number === '' && header.signing_cert_serial_number === '';

function commonMismatch({ header, request }: Received, body: Record<string, unknown>): string | null {
  if (request.nonce !== header.nonce) return 'the nonce of the request is not its header’s';
  for (const name of ['sudi', 'timestamp', 'nonce', 'product_instance_identifier']) {
    if (JSON.stringify(body[name]) !== JSON.stringify(header[name])) return `request_data: ${name} is not the header’s`;
  }
  return null;
}

function inOrder(value: unknown, { shape }: { shape: object }): boolean {
  const names = Object.keys(shape);
  const found = Object.keys(value as object).filter((name) => names.includes(name));
  return found.join() === names.join();
}

function broken(where: string, { issues }: z.ZodError): string {
  const [first] = issues;
  return `${where}: ${first?.path.join('.') ?? ''} ${first?.message ?? 'is wrong'}`;
}
