// A carrier takes the envelope JSON over HTTP, in both directions; the message layer never knows which one it was.
import type { TransportMode } from '../../../shared/model/configuration.ts';

export type Addressee = { productId: string; serial: string; softwareVersion: string };

export interface Carrier {
  readonly contentType: string;
  readonly accept: string;
  /** `at`: epoch ms of the message; `number`: counts the messages of a process, for their ids. */
  encodeRequest(envelope: string, about: Addressee, at: number, number: number): string;
  decodeRequest(body: string): string;
  encodeResponse(envelope: string, about: Addressee, at: number, number: number): string;
  decodeResponse(body: string): string;
}

/** The body is not what the carrier carries; `message` may name a SOAP fault's text. */
export class CarrierError extends Error {
  override name = 'CarrierError';
}

export type Carriers = Record<TransportMode, Carrier>;
