// Carrier HTTP ("Smart Transport"): the body is the envelope.
import { type Carrier, CarrierError } from './carrier.ts';
import { HTTP } from './dialect.ts';

const asIs = (body: string): string => {
  if (body.trim() === '') throw new CarrierError('the body is empty');
  return body;
};

export const httpCarrier: Carrier = {
  contentType: HTTP.contentType,
  accept: HTTP.accept,
  encodeRequest: (envelope) => envelope,
  decodeRequest: asIs,
  encodeResponse: (envelope) => envelope,
  decodeResponse: asIs,
};
