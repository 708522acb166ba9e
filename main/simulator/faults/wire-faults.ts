// Faults of the connection and of HTTP, carried out on the real socket.

import type { Fault } from '../../../shared/model/simulator-fault.ts';
import type { RealTime } from '../../agent/ports.ts';
import { soapFault } from '../../services/transport/carrier-call-home.ts';
import { CALL_HOME } from '../../services/transport/dialect.ts';
import { type Exchange, respond, respondText } from '../doors/http-exchange.ts';

/** `body`: the answer as it would be sent; null: none was worked out. `encode`: as the carrier would take another text. */
export type Speech = { contentType: string; body: string | null; encode: (envelope: string) => string };

const DRIP_MS = 1_000;
const HTTP_STATUS = { 'http-500': 500, 'http-502': 502, 'http-503': 503 } as const;

/** Sends the answer as the fault has it. The HTTP status that went out; null: none did. */
export function carryOut(fault: Fault, exchange: Exchange, speech: Speech, time: RealTime): number | null {
  const { contentType } = speech;
  const say = (status: number, body: string, type = contentType): number => {
    respond(exchange, status, { 'Content-Type': type }, body);
    return status;
  };
  switch (fault.fault) {
    case 'no-answer':
      return null;
    case 'reset':
      exchange.reset();
      return null;
    case 'reset-half':
      return breakOff(exchange, speech);
    case 'slow-answer':
      return drip(exchange, speech, time);
    case 'http-500':
    case 'http-502':
    case 'http-503':
      return outOfOrder(exchange, HTTP_STATUS[fault.fault], fault.retryAfterSeconds);
    case 'redirect':
      respondText(exchange, 307, 'Moved', { Location: `${exchange.url.origin}${exchange.url.pathname}?moved` });
      return 307;
    case 'not-json':
      return say(200, speech.encode('This is no JSON'));
    case 'not-xml':
      return say(200, '<Envelope><Body>neither closed nor alone');
    case 'soap-fault':
      return say(contentType === CALL_HOME.contentType ? 500 : 200, soapFault('The service cannot take the message'));
    default:
      return say(200, speech.body ?? '');
  }
}

function outOfOrder(exchange: Exchange, status: number, retryAfterSeconds: number | undefined): number {
  const headers = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
  respondText(exchange, status, 'The service is out of order', headers);
  return status;
}

/** Half of the answer, then a reset. */
function breakOff(exchange: Exchange, { contentType, body }: Speech): number {
  const bytes = Buffer.from(body ?? '');
  exchange.response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': bytes.length });
  exchange.response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => exchange.reset());
  return 200;
}

/** The answer byte by byte, one a second, until it is through or the other side has had enough. */
function drip({ response }: Exchange, { contentType, body }: Speech, time: RealTime): number {
  const bytes = Buffer.from(body ?? '');
  response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': bytes.length });
  let callOff: () => void = () => undefined;
  const send = (from: number) => {
    if (response.destroyed) return;
    if (from >= bytes.length) return void response.end();
    response.write(bytes.subarray(from, from + 1));
    callOff = time.after(DRIP_MS, () => send(from + 1));
  };
  response.once('close', () => callOff());
  send(0);
  return 200;
}
