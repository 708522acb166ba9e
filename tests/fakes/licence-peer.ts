// A licence server of tests that answers as it is told: right by default, wrong in one chosen place where a test says so. It is
// no simulator (it keeps no accounts); it is there to send what a true server never would.
import { createPublicKey, verify } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { callHomeCarrier } from '../../main/services/transport/carrier-call-home.ts';
import { httpCarrier } from '../../main/services/transport/carrier-http.ts';
import { sealResponse } from '../../main/services/transport/message.ts';
import { serialToDecimal } from '../../main/services/transport/serial.ts';
import { signText } from '../../main/services/transport/signature.ts';
import { type Issued, issue, readCsr } from '../builders/certificates.ts';

// biome-ignore lint/suspicious/noExplicitAny: what came over the wire, looked at by tests field by field
type Json = any;
export type Received = {
  path: string;
  headers: IncomingMessage['headers'];
  raw: string;
  envelope: Json;
  header: Json;
  body: Json;
};
export type Reply = {
  header: Json;
  status_code: string;
  status_message: string;
  retry_time_seconds: number;
  response_data: Json;
};
/** One answer, changed in one place. Each is asked in the order of the answer's making. */
export type Change = {
  reply?: (reply: Reply, received: Received) => Reply;
  signer?: Issued;
  /** The whole response, after it was made and before it is signed; and the signature, after it was made. */
  response?: (json: string) => string;
  signature?: (value: string) => string;
  envelope?: (json: string) => string;
  body?: (body: string) => string;
  /** Instead of an answer. */
  raw?: (request: IncomingMessage, response: ServerResponse) => void;
};
export type Authority = { root: Issued; issuing: Issued; leaf: Issued };
const DAY = 86_400_000;

export class LicencePeer {
  readonly received: Received[] = [];
  readonly #changes: Change[] = [];
  readonly #sockets = new Set<Socket>();
  #opened = 0;
  #issued = 0;
  #instance = '';
  readonly #server: http.Server | https.Server;

  private constructor(
    readonly authority: Authority,
    private readonly now: () => number,
    private readonly tls: https.ServerOptions | null,
  ) {
    const answer = (request: IncomingMessage, response: ServerResponse) => void this.#answer(request, response);
    this.#server = tls === null ? http.createServer(answer) : https.createServer(tls, answer);
    this.#server.on(tls === null ? 'connection' : 'secureConnection', () => {
      this.#opened += 1;
    });
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(authority: Authority, now: () => number, tls: https.ServerOptions | null = null): Promise<LicencePeer> {
    const peer = new LicencePeer(authority, now, tls);
    await new Promise<void>((resolve) => peer.#server.listen(0, '127.0.0.1', resolve));
    return peer;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }
  url(path = '/SmartTransport', host = '127.0.0.1'): string {
    return `${this.tls === null ? 'http' : 'https'}://${host}:${this.port}${path}`;
  }
  /** Connections open now, and opened since the start (with TLS: those whose handshake was done). */
  get connections(): { open: number; opened: number } {
    return { open: this.#sockets.size, opened: this.#opened };
  }
  /** The next answers, one change each. */
  next(...changes: Change[]): void {
    this.#changes.push(...changes);
  }
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
  /** Resolves when no connection is open any more. */
  async quiet(): Promise<void> {
    await Promise.all([...this.#sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString('utf8');
    const carrier = String(request.headers['content-type']).startsWith('text/xml') ? callHomeCarrier : httpCarrier;
    const envelope = JSON.parse(carrier.decodeRequest(raw));
    const inner = JSON.parse(envelope.request);
    const body = JSON.parse(inner.request_data);
    const received = { path: request.url ?? '', headers: request.headers, raw, envelope, header: inner.header, body };
    this.received.push(received);
    const change = this.#changes.shift() ?? {};
    if (change.raw !== undefined) {
      change.raw(request, response);
      return;
    }
    const signer = change.signer ?? this.authority.leaf;
    const reply = await this.#reply(received, signer);
    const { response_data, ...rest } = change.reply?.(reply, received) ?? reply;
    const data = typeof response_data === 'string' ? response_data : JSON.stringify(response_data);
    const made = JSON.stringify({ ...rest, response_data: data });
    const json = change.response?.(made) ?? made;
    const signature = signText(json, signer.keyPem);
    const sealed = sealResponse(json, change.signature?.(signature) ?? signature, decimalSerial(signer));
    const about = { productId: 'CUSP', serial: inner.header.sudi.udi_serial_number, softwareVersion: '1' };
    const encoded = carrier.encodeResponse(change.envelope?.(sealed) ?? sealed, about, this.now(), 1);
    response.writeHead(200, { 'Content-Type': carrier.contentType });
    response.end(change.body?.(encoded) ?? encoded);
  }

  async #reply({ header, body }: Received, signer: Issued): Promise<Reply> {
    const { timestamp: _, ...echoed } = header;
    const reply = { header: { ...echoed, timestamp: this.now(), signing_cert_serial_number: decimalSerial(signer) } };
    return {
      ...reply,
      status_code: 'OK',
      status_message: 'done',
      retry_time_seconds: 0,
      response_data: await this.#data(header.request_type === 'POLL' ? body.action : header.request_type, body, signer),
    };
  }

  async #data(type: string, body: Json, signer: Issued): Promise<Json> {
    const now = this.now();
    const chain = {
      signing_cert: signer.pem,
      signing_cert_serial_number: decimalSerial(signer),
      sub_ca_certs: [this.authority.issuing.pem],
    };
    if (type === 'AUTHORIZATION')
      return {
        entitlements: (body.entitlements ?? []).map((one: Json) => ({ ...one, enforce_mode: 'authorized' })),
        compliance_status: 'In Compliance',
        entitlement_version: (body.entitlement_version ?? 0) + 1,
        auth_expire_time: now + 90 * DAY,
        next_auth_time: now + 30 * DAY,
      };
    if (type === 'DEREGISTRATION') return {};
    const times = { register_time: now, expire_time: now + 360 * DAY, next_renew_time: now + 180 * DAY };
    const certificate = body.csr === undefined ? {} : await this.identity(body.csr, body.sudi.udi_serial_number);
    if (type === 'ID_CERT_RENEW') return { ...chain, ...certificate, ...times };
    this.#instance = `instance-${this.#issued}`;
    const accounts = { smart_account: 'Smart', virtual_account: 'Virtual', export_control_allowed: true };
    return { ...chain, ...certificate, ...times, ...accounts, product_instance_identifier: this.#instance };
  }

  /** A certificate for the key of a CSR, as a registration brings it. */
  async identity(csr: string, serialNumber: string, issuer = this.authority.issuing): Promise<Json> {
    this.#issued += 1;
    const publicKey = createPublicKey(readCsr(csr).publicKeyPem);
    const serial = `7f00000000000000${(1000 + this.#issued).toString(16)}`.padEnd(20, '0');
    const made = await issue({ subject: [{ CN: serialNumber }], issuer, publicKey, serial });
    return { id_cert: made.pem, id_cert_serial_number: decimalSerial(made) };
  }
}

export const decimalSerial = (issued: Issued): string => serialToDecimal(issued.certificate.serialNumber);
/** Whether the request was signed by the key of `certificate` or CSR key (PEM). */
export const signedBy = ({ envelope }: Received, publicKeyPem: string): boolean =>
  verify('sha256', Buffer.from(envelope.request), publicKeyPem, Buffer.from(envelope.signature.value, 'base64'));
