// A product instance of tests, down to the bytes: it says what a test wants it to say, and checks every answer for itself.
import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { callHomeCarrier } from '../../../main/services/transport/carrier-call-home.ts';
import { certificateRequest } from '../../../main/services/transport/certificate-request.ts';
import { certificatesIn, rootOf } from '../../../main/services/transport/chain.ts';
import type { RequestType } from '../../../main/services/transport/dialect.ts';
import { signText, verifyText } from '../../../main/services/transport/signature.ts';
import { DEFAULT_ENTITLEMENT_TAG, DEFAULT_SOFTWARE_TAG } from '../../../shared/model/instance.ts';

// biome-ignore lint/suspicious/noExplicitAny: what came over the wire, looked at by tests field by field
export type Json = any;

export type HttpAnswer = { status: number; headers: http.IncomingHttpHeaders; body: string };
export type Said = {
  /** The parsed response, its header and its data. */
  response: Json;
  header: Json;
  data: Json;
  signatureIsGood: boolean;
  http: HttpAnswer;
};

export const PATHS = { json: '/SmartTransport', soap: '/Transportgateway/services/DeviceRequestHandler' };

export const newKey = (bits = 2048): string =>
  generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export const newNonce = (): string => BigInt(`0x${randomBytes(8).toString('hex')}`).toString();

export type Server = { http: string; https: string; token: string; signerCaPem: string; tlsCaPem: string };
export type Way = { secure?: boolean; soap?: boolean };

/** One HTTP exchange on a connection of its own. Rejects where the connection fails or breaks off. */
export function send(
  url: string,
  {
    method = 'POST',
    headers = {},
    body = '',
    ca,
  }: { method?: string; headers?: Record<string, string>; body?: string | Buffer; ca?: string } = {},
): Promise<HttpAnswer> {
  return new Promise((done, failed) => {
    const client = url.startsWith('https:') ? https : http;
    const request = client.request(url, { method, headers, ca, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
      response.on('error', failed);
    });
    request.on('error', failed);
    request.end(body);
  });
}

type Changes = {
  header?: (header: Json) => Json;
  body?: (body: Json) => Json;
  request?: (request: Json) => Json;
  envelope?: (envelope: Json) => Json;
};

export class WireAgent {
  productId = 'CUSP';
  identifier = '';
  idSerial = '';
  signerSerial = '';
  /** PEM by serial number, as the answers brought them. */
  readonly signers = new Map<string, { pem: string; chain: string[] }>();
  time: () => number;

  constructor(
    readonly server: Server,
    readonly serial: string,
    time: () => number,
    public way: Way = {},
    public key = newKey(),
  ) {
    this.time = time;
  }

  /** The envelope's JSON. `body`: the fields after the four common ones. */
  envelope(type: RequestType, body: Json, { key = this.key, changes = {} }: { key?: string; changes?: Changes } = {}): string {
    const forRegistration = type === 'REGISTRATION' || body.action === 'REGISTRATION';
    const sudi = {
      suvi: null,
      uuid: null,
      host_identifier: null,
      mac_address: null,
      udi_pid: this.productId,
      udi_serial_number: this.serial,
      udi_vid: null,
    };
    const plain = {
      version: '1.1',
      locale: 'en_US.UTF-8',
      sudi,
      timestamp: this.time(),
      nonce: newNonce(),
      request_type: type,
      agent_actions: null,
      connect_info: null,
      product_instance_identifier: forRegistration ? '' : this.identifier,
      id_cert_serial_number: forRegistration ? '' : this.idSerial,
      signing_cert_serial_number: forRegistration ? '' : this.signerSerial,
    };
    const header = changes.header?.(plain) ?? plain;
    const common = {
      sudi: header.sudi,
      timestamp: header.timestamp,
      nonce: header.nonce,
      product_instance_identifier: header.product_instance_identifier,
    };
    const full = { ...common, ...body };
    const whole = { header, nonce: header.nonce, request_data: JSON.stringify(changes.body?.(full) ?? full) };
    const request = JSON.stringify(changes.request?.(whole) ?? whole);
    const sealed = { signature: { type: 'SHA-256', value: signText(request, key) }, credential: null, request };
    return JSON.stringify(changes.envelope?.(sealed) ?? sealed);
  }

  async post(envelope: string, { secure = false, soap = false } = this.way): Promise<HttpAnswer> {
    const url = `${secure ? this.server.https : this.server.http}${soap ? PATHS.soap : PATHS.json}`;
    const about = { productId: this.productId, serial: this.serial, softwareVersion: '10' };
    const body = soap ? callHomeCarrier.encodeRequest(envelope, about, this.time(), 1) : envelope;
    const type = soap ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8';
    return send(url, { body, headers: { 'Content-Type': type }, ca: this.server.tlsCaPem });
  }

  async say(type: RequestType, body: Json, how: Parameters<WireAgent['envelope']>[2] = {}): Promise<Said> {
    return this.read(await this.post(this.envelope(type, body, how)));
  }

  /** Throws where the answer is no signed response. */
  read(answer: HttpAnswer): Said {
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}: ${answer.body}`);
    const text = this.way.soap === true ? callHomeCarrier.decodeResponse(answer.body) : answer.body;
    const envelope = JSON.parse(text);
    const response = JSON.parse(envelope.response);
    const data = JSON.parse(response.response_data);
    if (data.signing_cert !== undefined)
      this.signers.set(data.signing_cert_serial_number, { pem: data.signing_cert, chain: data.sub_ca_certs });
    const signer = this.signers.get(envelope.signature.key);
    return {
      response,
      header: response.header,
      data,
      http: answer,
      signatureIsGood: signer !== undefined && this.#trusts(signer, envelope, response),
    };
  }

  #trusts(signer: { pem: string; chain: string[] }, envelope: Json, response: Json): boolean {
    const certificate = new X509Certificate(signer.pem);
    const roots = certificatesIn(this.server.signerCaPem);
    const chained = rootOf(certificate, signer.chain.flatMap(certificatesIn), roots, response.header.timestamp) !== null;
    return chained && verifyText(envelope.response, envelope.signature.value, certificate.publicKey);
  }

  async registrationBody(more: Json = {}): Promise<Json> {
    return {
      id_token: this.server.token,
      force: false,
      software_tag_identifier: DEFAULT_SOFTWARE_TAG,
      hostname: 'proxy-1',
      csr: await certificateRequest(this.key, this.serial),
      ...more,
    };
  }

  /** Takes over the identity that an OK answer to a registration brings. */
  adopt({ response, data }: Said): void {
    if (response.status_code !== 'OK') throw new Error(`${response.status_code}: ${response.status_message}`);
    this.identifier = data.product_instance_identifier ?? this.identifier;
    this.idSerial = data.id_cert_serial_number;
    this.signerSerial = data.signing_cert_serial_number;
  }

  async register(more: Json = {}): Promise<Said> {
    const said = await this.say('REGISTRATION', await this.registrationBody(more));
    if (said.response.status_code === 'OK') this.adopt(said);
    return said;
  }

  entitlements = (licences: number, tag = DEFAULT_ENTITLEMENT_TAG) => [
    { tag, version: '1.0', requested_count: licences, requested_date: this.time() },
  ];

  authorizationBody(licences: number, more: Json = {}): Json {
    return {
      software_tag_identifier: DEFAULT_SOFTWARE_TAG,
      entitlements: this.entitlements(licences),
      entitlement_version: 0,
      ...more,
    };
  }

  authorize(licences: number, more: Json = {}): Promise<Said> {
    return this.say('AUTHORIZATION', this.authorizationBody(licences, more));
  }

  async renew(key = this.key): Promise<Said> {
    return this.say('ID_CERT_RENEW', { csr: await certificateRequest(key, this.serial) });
  }

  poll(pollId: string, action: RequestType): Promise<Said> {
    return this.say('POLL', { poll_id: pollId, action });
  }

  deregister(): Promise<Said> {
    return this.say('DEREGISTRATION', {});
  }
}
