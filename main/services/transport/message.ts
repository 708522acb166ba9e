// The message layer, the same for both carriers and in both directions: envelopes, header and bodies. What is signed is the
// JSON string itself, so it is made once and never made again from what it says.
import { z } from 'zod';
import { ERROR_CODES, LOCALE, REQUEST_TYPES, type RequestType, SIGNATURE_TYPE, STATUS_CODES, VERSION } from './dialect.ts';

const optionalText = z.string().nullish();
export const sudiSchema = z.looseObject({
  suvi: optionalText,
  uuid: optionalText,
  host_identifier: optionalText,
  mac_address: optionalText,
  udi_pid: z.string(),
  udi_serial_number: z.string(),
  udi_vid: optionalText,
});

export const headerSchema = z.looseObject({
  version: z.string(),
  sudi: sudiSchema,
  timestamp: z.number(),
  nonce: z.string(),
  request_type: z.string(),
  product_instance_identifier: z.string(),
  id_cert_serial_number: z.string(),
  signing_cert_serial_number: z.string(),
});
export type Header = z.infer<typeof headerSchema>;

export const requestEnvelopeSchema = z.looseObject({
  signature: z.looseObject({ type: z.string(), value: z.string() }),
  request: z.string(),
});
export const requestSchema = z.looseObject({ header: headerSchema, nonce: z.string(), request_data: z.string() });

export const responseEnvelopeSchema = z.looseObject({
  signature: z.looseObject({ type: z.string(), key: z.string(), value: z.string() }),
  response: z.string(),
});
export const responseSchema = z.looseObject({
  header: headerSchema,
  status_code: z.enum(STATUS_CODES),
  status_message: z.string().nullish(),
  /** What is no sensible wait counts as none. */
  retry_time_seconds: z.number().min(0).max(1e9).nullish().catch(null),
  response_data: z.string(),
});

/** A date is what the server says, judged later: anything that is no number counts as missing. */
const date = z.number().nullish().catch(null);
const identityFields = {
  id_cert: z.string(),
  id_cert_serial_number: z.string(),
  signing_cert: z.string(),
  signing_cert_serial_number: z.string(),
  sub_ca_certs: z.array(z.string()),
  expire_time: date,
  next_renew_time: date,
};
export const signerDataSchema = z.looseObject({
  signing_cert: z.string(),
  signing_cert_serial_number: z.string(),
  sub_ca_certs: z.array(z.string()),
});
export const registrationDataSchema = z.looseObject({
  ...identityFields,
  product_instance_identifier: z.string().min(1),
  smart_account: z.string().nullish(),
  virtual_account: z.string().nullish(),
});
export const renewalDataSchema = z.looseObject(identityFields);
export const authorizationDataSchema = z.looseObject({
  entitlements: z.array(z.looseObject({ tag: z.string(), requested_count: z.number(), enforce_mode: z.string() })),
  compliance_status: z.enum(['In Compliance', 'Out Of Compliance']),
  entitlement_version: z.number().int(),
  auth_expire_time: date,
  next_auth_time: date,
});
export const pollDataSchema = z.looseObject({ poll_id: z.string().min(1) });
export const failureDataSchema = z.looseObject({ error_code: z.enum(ERROR_CODES).catch('OTHER') });
/** What a request may carry in its body, for the server's side; the rest is checked by request type there. */
export const requestTypeSchema = z.enum(REQUEST_TYPES);

export type HeaderFields = {
  productId: string;
  serial: string;
  timestamp: number;
  nonce: string;
  requestType: RequestType;
  productInstanceIdentifier: string;
  idCertSerial: string;
  signingCertSerial: string;
};

/** The header, its fields and those of `sudi` in the order that the protocol fixes. */
export function buildHeader(fields: HeaderFields) {
  return {
    version: VERSION,
    locale: LOCALE,
    sudi: buildSudi(fields),
    timestamp: fields.timestamp,
    nonce: fields.nonce,
    request_type: fields.requestType,
    agent_actions: null,
    connect_info: null,
    product_instance_identifier: fields.productInstanceIdentifier,
    id_cert_serial_number: fields.idCertSerial,
    signing_cert_serial_number: fields.signingCertSerial,
  };
}

export const buildSudi = ({ productId, serial }: Pick<HeaderFields, 'productId' | 'serial'>) => ({
  suvi: null,
  uuid: null,
  host_identifier: null,
  mac_address: null,
  udi_pid: productId,
  udi_serial_number: serial,
  udi_vid: null,
});

/** The `request` string that is signed and sent. `body`: what the request type adds to the four common fields. */
export function buildRequest(fields: HeaderFields, body: Record<string, unknown>): string {
  const common = {
    sudi: buildSudi(fields),
    timestamp: fields.timestamp,
    nonce: fields.nonce,
    product_instance_identifier: fields.productInstanceIdentifier,
  };
  const requestData = JSON.stringify({ ...common, ...body });
  return JSON.stringify({ header: buildHeader(fields), nonce: fields.nonce, request_data: requestData });
}

export const sealRequest = (request: string, signature: string): string =>
  JSON.stringify({ signature: { type: SIGNATURE_TYPE, value: signature }, credential: null, request });

export const sealResponse = (response: string, signature: string, signerSerial: string): string =>
  JSON.stringify({ signature: { type: SIGNATURE_TYPE, key: signerSerial, value: signature }, response });
