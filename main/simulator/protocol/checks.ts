// The refusals before anything is decided, in the protocol's order: unknown instance, signature, time, nonce.
import { createPublicKey, type KeyObject } from 'node:crypto';
import { HOUR } from '../../../shared/durations.ts';
import { sameSerial } from '../../services/transport/serial.ts';
import { verifyText } from '../../services/transport/signature.ts';
import { type Book, findInstance } from '../book/book.ts';
import type { Answer, Poll } from '../book/poll.ts';
import { type ProductInstance, type ServerSideIdentity, udiOf } from '../book/product-instance.ts';
import { refused } from './answers.ts';
import type { Message } from './message-form.ts';
import type { Nonces } from './nonces.ts';
import type { ServerClock } from './server-clock.ts';

/** Who asks: under which key, and as what registered instance and identity (null: in a registration). */
export type Sender = {
  publicKey: string;
  registered: { instance: ProductInstance; identity: ServerSideIdentity } | null;
  /** The poll that is asked for. */
  poll: Poll | null;
};

export class PublicKeys {
  readonly #objects = new Map<string, KeyObject>();

  get(pem: string): KeyObject {
    const known = this.#objects.get(pem);
    if (known !== undefined) return known;
    if (this.#objects.size >= 20_000) this.#objects.clear();
    const key = createPublicKey(pem);
    this.#objects.set(pem, key);
    return key;
  }
}

/** Whose request it is, or why that cannot be told. `csrKey`: the key of the request's own CSR, where it has one. */
export function identify(message: Message, csrKey: string | null, book: Book): Sender | Answer {
  const { header } = message;
  const udi = { productId: header.sudi.udi_pid, serial: header.sudi.udi_serial_number };
  const poll = message.type === 'POLL' ? findPoll(book, message.body, udiOf(udi)) : null;
  if (message.type === 'REGISTRATION' && csrKey !== null) return { publicKey: csrKey, registered: null, poll: null };
  if (message.type === 'POLL' && message.body.action === 'REGISTRATION') {
    if (poll === null || poll.operation.type !== 'REGISTRATION') return NO_SUCH_POLL;
    return { publicKey: poll.operation.publicKey, registered: null, poll };
  }
  const instance = findInstance(book, header.product_instance_identifier);
  if (instance === undefined || udiOf(instance) !== udiOf(udi)) {
    return refused('NOT_REGISTERED', 'This product instance is not registered here');
  }
  const { identity, nextIdentity } = instance;
  const named = [identity, nextIdentity].find((one) => one !== null && sameSerial(one.serial, header.id_cert_serial_number));
  if (named == null) return refused('OTHER', 'The identity certificate is not in use any more, or never was');
  return { publicKey: named.publicKey, registered: { instance, identity: named }, poll };
}

export const NO_SUCH_POLL = refused('OTHER', 'There is no such poll');

function findPoll(book: Book, body: { poll_id: string; action: string }, udi: string): Poll | null {
  const poll = book.polls.get(body.poll_id);
  return poll !== undefined && poll.operation.type === body.action && udiOf(poll) === udi ? poll : null;
}

export type Means = { keys: PublicKeys; clock: ServerClock; nonces: Nonces };

/** Null: signature, time and nonce are in order. */
export function distrust(message: Message, signedText: string, sender: Sender, means: Means): Answer | null {
  const { header, signature } = message;
  if (!verifyText(signedText, signature, means.keys.get(sender.publicKey))) {
    return refused('OTHER', 'The signature of the request is not by the key of its certificate');
  }
  const off = Math.abs(header.timestamp - means.clock.timeFor(header.timestamp));
  if (means.clock.mode === 'real' && off > HOUR) {
    return refused('CLOCK_SKEW', 'The time of the request is over an hour off this server’s time');
  }
  if (means.nonces.has(header.nonce)) return refused('OTHER', 'The nonce of the request has been used before');
  return null;
}
