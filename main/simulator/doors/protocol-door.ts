// The door of the licensing protocol: which path speaks which carrier, the HTTP statuses around it, and the faults on the wire.
import type { RealTime } from '../../agent/ports.ts';
import { type Carrier, CarrierError } from '../../services/transport/carrier.ts';
import { callHomeCarrier } from '../../services/transport/carrier-call-home.ts';
import { httpCarrier } from '../../services/transport/carrier-http.ts';
import { CALL_HOME, HTTP } from '../../services/transport/dialect.ts';
import { carryOut } from '../faults/wire-faults.ts';
import type { LicenceServer, Outcome } from '../protocol/licence-server.ts';
import { fieldsOf, senderOf, textOf, Unreadable } from '../protocol/received.ts';
import { BodyError, bodyOf, type Exchange, respond, respondText } from './http-exchange.ts';
import { type LoggedRequest, loggedBody, type RequestLog, withoutSecrets } from './request-log.ts';

const SOFTWARE_VERSION = '1';

export type Means = {
  server: LicenceServer;
  log: RequestLog;
  now: () => number;
  time: RealTime;
  warn: (message: string) => void;
};
type Spoken = { name: LoggedRequest['carrier']; carrier: Carrier };

export class ProtocolDoor {
  #messages = 0;

  constructor(private readonly means: Means) {}

  /** False: the path is none of the protocol's. */
  async open(exchange: Exchange): Promise<boolean> {
    const spoken = carrierOf(exchange.url.pathname);
    if (spoken === null) return false;
    if (exchange.request.method !== 'POST') {
      respondText(exchange, 405, 'Only POST is taken here', { Allow: 'POST' });
      return true;
    }
    await this.#serve(exchange, spoken);
    return true;
  }

  async #serve(exchange: Exchange, spoken: Spoken): Promise<void> {
    const { server, log, now, warn } = this.means;
    const entry = blankEntry(exchange, spoken, now());
    try {
      const outcome = await server.answer(spoken.carrier.decodeRequest(await bodyOf(exchange)));
      fill(entry, outcome);
      entry.httpStatus = this.#send(exchange, spoken, outcome);
    } catch (error) {
      entry.httpStatus = statusOf(error);
      entry.message = (error as Error).message;
      if (entry.httpStatus === 503) warn(`A request could not be answered: ${entry.message}`);
      const text = entry.httpStatus === 503 ? 'The service cannot keep its state' : entry.message;
      respondText(exchange, entry.httpStatus, text, entry.httpStatus === 413 ? { Connection: 'close' } : {});
    } finally {
      log.add(entry);
    }
  }

  #send(exchange: Exchange, { carrier }: Spoken, { received, envelope, at, fault }: Outcome): number | null {
    this.#messages += 1;
    const number = this.#messages;
    const { productId, serial } = senderOf(received);
    const encode = (text: string) =>
      carrier.encodeResponse(text, { productId, serial, softwareVersion: SOFTWARE_VERSION }, at, number);
    const body = envelope === null ? null : encode(envelope);
    if (fault !== null) return carryOut(fault, exchange, { contentType: carrier.contentType, body, encode }, this.means.time);
    respond(exchange, 200, { 'Content-Type': carrier.contentType }, body ?? '');
    return 200;
  }
}

function carrierOf(path: string): Spoken | null {
  if ((HTTP.paths as readonly string[]).includes(path)) return { name: 'http', carrier: httpCarrier };
  if ((CALL_HOME.paths as readonly string[]).includes(path)) return { name: 'call-home', carrier: callHomeCarrier };
  return null;
}

function statusOf(error: unknown): 400 | 413 | 503 {
  if (error instanceof BodyError) return error.status;
  return error instanceof CarrierError || error instanceof Unreadable ? 400 : 503;
}

const blankEntry = ({ url, secure }: Exchange, { name }: Spoken, at: number): LoggedRequest => ({
  at,
  serverTime: null,
  carrier: name,
  path: url.pathname,
  secure,
  httpStatus: null,
  requestType: null,
  productId: null,
  serial: null,
  header: null,
  body: null,
  status: null,
  errorCode: null,
  message: null,
  fault: null,
});

function fill(entry: LoggedRequest, { received, answer, fault, at }: Outcome): void {
  const { productId, serial, requestType } = senderOf(received);
  Object.assign(entry, {
    serverTime: at,
    requestType,
    productId,
    serial,
    header: fieldsOf(withoutSecrets(received.header)),
    body: loggedBody(received.request.request_data),
    status: answer?.status ?? null,
    errorCode: answer === null ? null : textOf(answer.data.error_code) || null,
    message: answer?.message ?? null,
    fault: fault?.fault ?? null,
  });
}
