// One HTTP exchange at the doors: the body within its limit, answers with their length.
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { MAX_BODY_BYTES } from '../../services/transport/dialect.ts';

export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  secure: boolean;
  /** Ends the connection with a reset. */
  reset: () => void;
};

/** The body is over 1 MiB, or breaks off. */
export class BodyError extends Error {
  override name = 'BodyError';
  constructor(readonly status: 400 | 413) {
    super(status === 413 ? 'The body is over 1 MiB' : 'The body is not readable');
  }
}

/** What is over the limit is still read, so that the sender gets to see the answer; past this it is cut off. */
const PATIENCE_BYTES = 16 * MAX_BODY_BYTES;

/** As UTF-8. Rejects with BodyError. */
export async function bodyOf({ request }: Exchange): Promise<string> {
  const body = await new Promise<Buffer>((done, failed) => {
    const chunks: Buffer[] = [];
    let size = 0;
    if (Number(request.headers['content-length'] ?? 0) > PATIENCE_BYTES) failed(new BodyError(413));
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
      else if (size > PATIENCE_BYTES) failed(new BodyError(413));
    });
    request.on('end', () => (size > MAX_BODY_BYTES ? failed(new BodyError(413)) : done(Buffer.concat(chunks))));
    request.on('error', () => failed(new BodyError(400)));
    request.on('close', () => failed(new BodyError(400)));
  });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new BodyError(400);
  }
}

export function respond({ response }: Exchange, status: number, headers: OutgoingHttpHeaders, body: string | Buffer): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

export const respondJson = (exchange: Exchange, status: number, value: unknown, headers: OutgoingHttpHeaders = {}): void =>
  respond(exchange, status, { ...headers, 'Content-Type': 'application/json; charset=utf-8' }, JSON.stringify(value));

export const respondText = (exchange: Exchange, status: number, text: string, headers: OutgoingHttpHeaders = {}): void =>
  respond(exchange, status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }, `${text}\n`);

/** The bearer token of a request; empty: none. */
export const bearerOf = ({ request }: Exchange): string =>
  /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';

/** The parts of a path, decoded; null: it cannot be decoded. */
export function pathParts({ url }: Exchange): string[] | null {
  try {
    return url.pathname.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
}
